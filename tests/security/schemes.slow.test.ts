/** Each kind of security scheme and requirement: on a server that checks it, and on one that lets everybody in. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/run/verdict.ts';
import { brokenIn, notKeptIn, suiteOf, tried, triedTogether } from '../helpers/suite.ts';
import { serverWith } from './checking.ts';
import { CASES, type Case, describe as descriptionOf } from './schemes.ts';

const onChecking = async (one: Case) => ({
  suite: await suiteOf(descriptionOf(one)),
  fetch: serverWith(one.check, one.challenge),
  variables: one.variables,
  live: true,
});

const alone = async (one: Case, client: 'newman' | 'postman') => {
  const { suite, ...given } = await onChecking(one);
  return tried(suite, { ...given, client });
};

function expectGreen(verdict: Verdict): void {
  expect({ broken: brokenIn(verdict), notKept: notKeptIn(verdict) }).toEqual({ broken: [], notKept: [] });
  expect(verdict.ok).toBe(true);
}

describe.concurrent('a server with', () => {
  /** The Postman CLI starts once for all. Who is red among others is run alone, which decides. */
  const inPostman = new Map<string, Verdict>();

  beforeAll(async () => {
    const verdicts = await triedTogether(await Promise.all(CASES.map(onChecking)), 'postman');
    for (const [index, verdict] of verdicts.entries()) inPostman.set(CASES[index]?.what ?? '', verdict);
  });

  it.each(CASES)('$what is green where it checks, in Newman', async (one) => {
    expectGreen(await alone(one, 'newman'));
  });

  it.each(CASES)('$what is green where it checks, in the Postman CLI', async (one) => {
    const together = inPostman.get(one.what);
    expectGreen(together?.ok ? together : await alone(one, 'postman'));
  });

  it.each(CASES)('$what is red where it ignores credentials', async (one) => {
    const { variables, mayBeOpen = false } = one;
    const fetch = serverWith(() => true);
    const verdict = await tried(await suiteOf(descriptionOf(one)), { fetch, variables, live: true, only: 'Thing' });
    expect(brokenIn(verdict).some((line) => /^Thing: .*: Status is 401/.test(line))).toBe(!mayBeOpen);
  });
});
