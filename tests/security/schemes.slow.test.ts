/** Each kind of security scheme and requirement, on a server that lets everybody in, and on our own, in both clients. */
import { describe, expect, it } from 'vitest';
import { brokenIn, notKeptIn, suiteOf, tried } from '../helpers/suite.ts';
import { serverWith } from './checking.ts';
import { CASES, describe as descriptionOf } from './schemes.ts';

const cases = (['newman', 'postman'] as const).flatMap((client) => CASES.map((one) => ({ ...one, client })));

describe.concurrent('a server with', () => {
  it.each(cases)('$what is red where it ignores credentials, in $client', async ({ client, ...one }) => {
    const { variables, mayBeOpen = false } = one;
    const fetch = serverWith(() => true);
    const verdict = await tried(await suiteOf(descriptionOf(one)), {
      client,
      fetch,
      variables,
      live: true,
      only: 'Thing',
    });
    expect(brokenIn(verdict).some((line) => /^Thing: .*: Status is 401/.test(line))).toBe(!mayBeOpen);
  });

  it.each(cases)('$what is green where it is the reference server, in $client', async ({ client, ...one }) => {
    const verdict = await tried(await suiteOf(descriptionOf(one)), { client });
    expect({ broken: brokenIn(verdict), notKept: notKeptIn(verdict) }).toEqual({ broken: [], notKept: [] });
  });
});
