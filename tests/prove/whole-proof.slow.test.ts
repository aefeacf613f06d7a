/** All mutations of the Incident API, as `npm run prove` makes them: none survives. */
import { expect, it } from 'vitest';
import { isProved, tally } from '../../src/prove/matrix.ts';
import { toMutants } from '../../src/prove/mutants.ts';
import { prove } from '../../src/prove/prove.ts';
import { incidentSuite } from '../helpers/suite.ts';
import { proofTarget } from './proof-of.ts';

it('kills each of them by an assertion of its own rule', async () => {
  const suite = await incidentSuite();
  const mutants = toMutants(suite.contract);
  const { signal } = new AbortController();
  const options = { client: 'newman', workers: 2, signal, onProgress: () => {} } as const;
  const { baseline, outcomes } = await prove(suite, mutants, proofTarget(suite), options);
  expect(baseline.ok).toBe(true);
  expect(outcomes.filter(({ kind }) => kind !== 'killed' && kind !== 'inapplicable')).toEqual([]);
  expect(tally(outcomes).killed).toBeGreaterThan(mutants.length * 0.8);
  expect(isProved(outcomes)).toBe(true);
});
