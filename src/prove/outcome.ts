import { toReasonText } from '../core/protocol.ts';
import { isTimeBudget } from '../rules/time-budget.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { Verdict } from '../run/verdict.ts';
import type { Applied } from './breaking-proxy.ts';
import type { Mutant } from './mutants.ts';

/**
 * The outcome of a mutant. `killed`: by an assertion of its own rule. `killed-by-other`: only by other assertions, or by a
 * request that depends on the mutated one. `survived`: by none. `inapplicable`: the response cannot be changed in this way.
 * `not-tried`: its request was not sent, or did not get the documented response.
 */
export type Outcome =
  | { readonly kind: 'killed'; readonly mutant: Mutant; readonly message: string }
  | { readonly kind: 'killed-by-other'; readonly mutant: Mutant; readonly by: readonly string[] }
  | { readonly kind: 'survived'; readonly mutant: Mutant; readonly why: string }
  | { readonly kind: 'inapplicable'; readonly mutant: Mutant; readonly why: string }
  | { readonly kind: 'not-tried'; readonly mutant: Mutant; readonly why: string };

/** The verdict of a run, and what ended the run early. */
export interface RunResult {
  readonly verdict: Verdict;
  readonly cutShort?: string | undefined;
}

/** The outcome of each mutant, from the verdict on its request. */
export function toOutcomes(
  mutants: readonly Mutant[],
  { verdict, cutShort }: RunResult,
  applied: ReadonlyMap<string, Applied>,
): readonly Outcome[] {
  const byId = new Map(verdict.requests.map((request) => [request.id, request]));
  return mutants.map((mutant): Outcome => {
    const state = applied.get(mutant.id);
    const request = byId.get(mutant.id);
    if (!state || !request?.answer) {
      const why = request?.answer ? 'it got no response' : 'its request was never sent';
      return { kind: 'not-tried', mutant, why: cutShort ?? why };
    }
    if (state.kind === 'unexpected') return { kind: 'not-tried', mutant, why: state.why };
    if (state.kind === 'unchanged') return { kind: 'inapplicable', mutant, why: state.why };
    return judged(mutant, request, cutShort);
  });
}

function judged(mutant: Mutant, request: RequestVerdict, cutShort: string | undefined): Outcome {
  const { assertions, problems } = request;
  // What fails on a slow machine as well kills nothing but the mutants of its own rule.
  const broken = assertions.filter(({ name, outcome }) => outcome.kind === 'failed' && !isTimeBudget(name));
  const own = assertions.find(({ name }) => name === mutant.assertion.title)?.outcome;
  if (own?.kind === 'failed') return { kind: 'killed', mutant, message: own.message };
  // Not judged, and not tolerated: the run is red. So it is where data do not change and a second response differs from the first.
  if (own?.kind === 'not-judged' && !own.tolerated) return { kind: 'killed', mutant, message: toReasonText(own) };
  const late = whyLate(request);
  if (late !== undefined) return { kind: 'not-tried', mutant, why: late };
  if (broken.length > 0) return { kind: 'killed-by-other', mutant, by: broken.map(({ name }) => name) };
  const missing = assertions.filter(({ outcome }) => outcome.kind === 'missing');
  // A script that threw, or an assertion without a result, makes every run red.
  if (missing.length > 0 && cutShort !== undefined) return { kind: 'not-tried', mutant, why: cutShort };
  const red = [...problems, ...missing.map(({ name }) => `"${name}" was never judged`)];
  if (red.length > 0) return { kind: 'killed-by-other', mutant, by: red };
  const why =
    own?.kind === 'not-judged'
      ? `not judged: ${toReasonText(own)}`
      : `"${mutant.assertion.title}" passed on the mutant`;
  return { kind: 'survived', mutant, why };
}

/** Why a request has no result but for the time that it took, which says more of the machine than of the mutant. */
function whyLate({ answer, problems }: RequestVerdict): string | undefined {
  if (answer?.kind === 'unanswered' && (answer.cause === 'silent' || answer.cause === 'bounds')) return answer.error;
  return problems.find((problem) => /^A script (?:failed|threw): .*(?:timed out|did not respond)/.test(problem));
}

/** The failed assertions of requests that depend on a mutated one: `request: assertion`. */
export function brokenIn(verdict: Verdict, isDependent: (id: string) => boolean): readonly string[] {
  return verdict.requests
    .filter(({ id }) => isDependent(id))
    .flatMap(({ name, assertions }) =>
      assertions
        .filter(({ name, outcome }) => outcome.kind === 'failed' && !isTimeBudget(name))
        .map((assertion) => `${name}: ${assertion.name}`),
    );
}
