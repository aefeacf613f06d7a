/** Each kind of security scheme and requirement, on a server that checks it. */
import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, notKeptIn, suiteOf, tried } from '../helpers/suite.ts';
import { serverWith } from './checking.ts';
import { CASES, describe as descriptionOf } from './schemes.ts';

const cases = CLIENTS.flatMap((client) => CASES.map((one) => ({ ...one, client })));

describe.concurrent('a correct server with', () => {
  it.each(cases)('$what is green, in $client', async ({ client, ...one }) => {
    const { variables, check, challenge } = one;
    const fetch = serverWith(check, challenge);
    const verdict = await tried(await suiteOf(descriptionOf(one)), { client, fetch, variables, live: true });
    expect({ broken: brokenIn(verdict), notKept: notKeptIn(verdict) }).toEqual({ broken: [], notKept: [] });
    expect(verdict.ok).toBe(true);
  });
});
