/** Each kind of security scheme and requirement: on a server that checks it, and on one that lets everybody in. */
import { describe, expect, it } from 'vitest';
import { brokenIn, notKeptIn, suiteOf, tried } from '../helpers/suite.ts';
import { serverWith } from './checking.ts';
import { CASES, describe as descriptionOf } from './schemes.ts';

const inBoth = (['newman', 'postman'] as const).flatMap((client) => CASES.map((one) => ({ ...one, client })));

describe.concurrent('a server with', () => {
  it.each(inBoth)('$what is green where it checks, in $client', async ({ client, ...one }) => {
    const { variables, check, challenge } = one;
    const fetch = serverWith(check, challenge);
    const verdict = await tried(await suiteOf(descriptionOf(one)), { client, fetch, variables, live: true });
    expect({ broken: brokenIn(verdict), notKept: notKeptIn(verdict) }).toEqual({ broken: [], notKept: [] });
    expect(verdict.ok).toBe(true);
  });

  it.each(CASES)('$what is red where it ignores credentials', async (one) => {
    const { variables, mayBeOpen = false } = one;
    const fetch = serverWith(() => true);
    const verdict = await tried(await suiteOf(descriptionOf(one)), { fetch, variables, live: true, only: 'Thing' });
    expect(brokenIn(verdict).some((line) => /^Thing: .*: Status is 401/.test(line))).toBe(!mayBeOpen);
  });
});
