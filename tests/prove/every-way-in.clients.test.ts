/** Every way in that OpenAPI knows, and the operations behind it, by each client. */
import { expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';
import { vault } from './vault.ts';

it.each(CLIENTS)('a correct server is let through by %s, with nothing unjudged', async (client) => {
  const verdict = await tried(await suiteOf(vault), { client });
  expect({ broken: brokenIn(verdict), notJudged: notJudgedIn(verdict) }).toEqual({ broken: [], notJudged: [] });
});
