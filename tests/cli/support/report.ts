import type { Verdict } from '../../../src/run/verdict.ts';

/** The report of `run --json`, with what speaks against the contract as sentences. */
export function reportIn(stdout: string): Verdict & { readonly broken: readonly string[] } {
  const report = JSON.parse(stdout) as Verdict;
  const broken = report.requests.flatMap((request) => [
    ...request.problems.map((problem) => `${request.name}: ${problem}`),
    ...request.assertions
      .filter(({ outcome }) => outcome.kind !== 'passed')
      .map(({ name, outcome }) => `${request.name}: ${name}: ${Object.values(outcome).join(' ')}`),
  ]);
  return { ...report, broken };
}
