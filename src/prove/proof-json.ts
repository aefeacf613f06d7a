import { toJsonText } from '../core/json.ts';
import { isAcceptable } from '../run/judge-assertions.ts';
import type { Verdict } from '../run/verdict.ts';
import { isProved, tally, toMatrix } from './matrix.ts';
import type { ReportedProof } from './proof.ts';

/** What is wrong on the correct server, so that nothing is proved: as `toJsonProof` without mutants, with the verdict of the suite. */
export function toJsonOfRed(proof: Omit<ReportedProof, 'outcomes'>, baseline: Verdict): string {
  const { ok, exitCode, problems, requests } = baseline;
  const red = requests.filter((request) => !request.ok);
  const broken = red.map(({ name, folder, problems: own, assertions, curl }) => ({
    request: name,
    folder,
    problems: own,
    assertions: assertions.flatMap(({ name: assertion, outcome }) =>
      isAcceptable(outcome) ? [] : [{ assertion, ...outcome }],
    ),
    ...(curl !== undefined && { curl }),
  }));
  return toJsonText({ ...toProofObject({ ...proof, outcomes: [] }), baseline: { ok, exitCode, problems, broken } });
}

/**
 * The proof for programs, as `docs/proof.schema.json` describes it. `version` rises when a member is removed or changes its
 * meaning.
 */
export function toJsonProof(proof: ReportedProof): string {
  return toJsonText(toProofObject(proof));
}

function toProofObject({ outcomes, ms, ...proof }: ReportedProof) {
  return {
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
  };
}
