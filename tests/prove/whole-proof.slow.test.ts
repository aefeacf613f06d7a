/** All violations of the Incident API, as `npm run prove` makes them: none survives. */
import { expect, it } from 'vitest';
import { isProved, tally } from '../../src/prove/matrix.ts';
import { prove } from '../../src/prove/prove.ts';
import { toTrials } from '../../src/prove/violations.ts';
import { incidentSuite } from '../helpers/suite.ts';
import { proofTarget } from './proof-of.ts';

it('catches each of them by an assertion of its own rule', async () => {
  const suite = await incidentSuite();
  const trials = toTrials(suite.contract);
  const { signal } = new AbortController();
  const options = { client: 'newman', workers: 2, signal, onProgress: () => {} } as const;
  const { baseline, outcomes } = await prove(suite, trials, proofTarget(suite), options);
  expect(baseline.ok).toBe(true);
  expect(outcomes.filter(({ kind }) => kind !== 'caught' && kind !== 'inapplicable')).toEqual([]);
  expect(tally(outcomes).caught).toBeGreaterThan(trials.length * 0.8);
  expect(isProved(outcomes)).toBe(true);
});
