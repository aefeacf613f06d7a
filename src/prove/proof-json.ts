import { toJsonText } from '../core/json.ts';
import { isProved, tally, toMatrix } from './matrix.ts';
import type { ReportedProof } from './proof.ts';

/**
 * The proof for programs, as `docs/proof.schema.json` describes it. `version` rises when a member is removed or changes its
 * meaning.
 */
export function toJsonProof({ outcomes, ms, ...proof }: ReportedProof): string {
  return toJsonText({
    version: 2,
    title: proof.title,
    client: proof.client,
    proved: isProved(outcomes),
    ms: Math.round(ms),
    suite: proof.suite,
    known: proof.known,
    totals: tally(outcomes),
    rules: toMatrix(outcomes).rules.map(({ id, total }) => ({ rule: id, ...total })),
    mutants: outcomes.map((outcome) => {
      const { entry, folder, assertion, mutation } = outcome.mutant;
      return {
        rule: assertion.rule,
        request: entry.request.name,
        folder,
        assertion: assertion.title,
        mutation: mutation.name,
        outcome: outcome.kind,
        ...('message' in outcome && { message: outcome.message }),
        ...('by' in outcome && { by: outcome.by }),
        ...('why' in outcome && { why: outcome.why }),
      };
    }),
    notAsserted: proof.notAsserted,
    notes: proof.notes,
  });
}
