import { toJsonText } from '../core/json.ts';
import { isProved, tally } from './matrix.ts';
import type { Outcome } from './outcome.ts';

/** The proof for programs: one line of data for each violation. */
export function toJsonProof(outcomes: readonly Outcome[], ms: number): string {
  return toJsonText({
    version: 1,
    proved: isProved(outcomes),
    ms: Math.round(ms),
    totals: tally(outcomes),
    violations: outcomes.map((outcome) => {
      const { entry, assertion, violation } = outcome.trial;
      return {
        rule: assertion.rule,
        request: entry.request.name,
        promise: assertion.title,
        violation: violation.name,
        outcome: outcome.kind,
        ...(outcome.kind === 'caught' && { message: outcome.message }),
        ...(outcome.kind === 'caught-by-other' && { by: outcome.by }),
        ...(outcome.kind === 'survived' && { why: outcome.why }),
      };
    }),
  });
}
