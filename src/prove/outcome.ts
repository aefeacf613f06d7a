import { toReasonText } from '../core/protocol.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { Verdict } from '../run/verdict.ts';
import type { Applied } from './breaking-proxy.ts';
import type { Trial } from './violations.ts';

/**
 * What a trial has shown. `caught`: by an assertion of its own rule. `caught-by-other`: only by others, or by a request that
 * depends on the broken one. `survived`: by none. `inapplicable`: the server's answer could not be broken so. `not-tried`: its
 * request was never sent.
 */
export type Outcome =
  | { readonly kind: 'caught'; readonly trial: Trial; readonly message: string }
  | { readonly kind: 'caught-by-other'; readonly trial: Trial; readonly by: readonly string[] }
  | { readonly kind: 'survived'; readonly trial: Trial; readonly why: string }
  | { readonly kind: 'inapplicable'; readonly trial: Trial; readonly why: string }
  | { readonly kind: 'not-tried'; readonly trial: Trial; readonly why: string };

/** What a run has shown, and what ended it before its time. */
export interface Shown {
  readonly verdict: Verdict;
  readonly cutShort?: string | undefined;
}

/** Hold each trial against what the run of its request has shown. */
export function toOutcomes(
  trials: readonly Trial[],
  { verdict, cutShort }: Shown,
  applied: ReadonlyMap<string, Applied>,
): readonly Outcome[] {
  const byId = new Map(verdict.requests.map((request) => [request.id, request]));
  return trials.map((trial): Outcome => {
    const state = applied.get(trial.id);
    const request = byId.get(trial.id);
    if (!state || !request?.answer) {
      const why = request?.answer ? 'the server did not answer it' : 'its request was never sent';
      return { kind: 'not-tried', trial, why: cutShort ?? why };
    }
    if (state.kind === 'unexpected') return { kind: 'not-tried', trial, why: state.why };
    if (state.kind === 'unchanged') return { kind: 'inapplicable', trial, why: state.why };
    return judged(trial, request, cutShort);
  });
}

function judged(trial: Trial, { promises, problems }: RequestVerdict, cutShort: string | undefined): Outcome {
  const broken = promises.filter(({ outcome }) => outcome.kind === 'failed');
  const own = promises.find(({ name }) => name === trial.assertion.title)?.outcome;
  if (own?.kind === 'failed') return { kind: 'caught', trial, message: own.message };
  // Where the data stand still, an answer that is another one the second time is wrong, and the run is red.
  if (own?.kind === 'not-judged' && !own.tolerated) return { kind: 'caught', trial, message: toReasonText(own) };
  if (broken.length > 0) return { kind: 'caught-by-other', trial, by: broken.map(({ name }) => name) };
  const missing = promises.filter(({ outcome }) => outcome.kind === 'missing');
  // A script that threw, or that never judged what it had announced, is red in every run.
  if (missing.length > 0 && cutShort !== undefined) return { kind: 'not-tried', trial, why: cutShort };
  const red = [...problems, ...missing.map(({ name }) => `"${name}" was never judged`)];
  if (red.length > 0) return { kind: 'caught-by-other', trial, by: red };
  const why =
    own?.kind === 'not-judged'
      ? `not judged: ${toReasonText(own)}`
      : `"${trial.assertion.title}" was kept all the same`;
  return { kind: 'survived', trial, why };
}

/** The promises of requests that depend on a broken one which its answer made them break: `request: promise`. */
export function brokenIn(verdict: Verdict, isDependent: (id: string) => boolean): readonly string[] {
  return verdict.requests
    .filter(({ id }) => isDependent(id))
    .flatMap(({ name, promises }) =>
      promises.filter(({ outcome }) => outcome.kind === 'failed').map((promise) => `${name}: ${promise.name}`),
    );
}
