import type { Verdict } from '../run/verdict.ts';
import type { Applied } from './breaking-proxy.ts';
import type { Trial } from './violations.ts';

/**
 * What a trial has shown. `caught`: by an assertion of its own rule. `caught-by-other`: only by others. `survived`: by none.
 * `inapplicable`: the server's answer could not be broken so. `not-tried`: its request was never sent.
 */
export type Outcome =
  | { readonly kind: 'caught'; readonly trial: Trial; readonly message: string }
  | { readonly kind: 'caught-by-other'; readonly trial: Trial; readonly by: readonly string[] }
  | { readonly kind: 'survived'; readonly trial: Trial; readonly why: string }
  | { readonly kind: 'inapplicable'; readonly trial: Trial }
  | { readonly kind: 'not-tried'; readonly trial: Trial };

/** Hold each trial against what the run of its request has shown. */
export function toOutcomes(
  trials: readonly Trial[],
  verdict: Verdict,
  applied: ReadonlyMap<string, Applied>,
): readonly Outcome[] {
  const byId = new Map(verdict.requests.map((request) => [request.id, request]));
  return trials.map((trial): Outcome => {
    const state = applied.get(trial.id);
    const request = byId.get(trial.id);
    if (state === undefined || !request) return { kind: 'not-tried', trial };
    if (state === 'unchanged') return { kind: 'inapplicable', trial };
    const broken = request.promises.filter(({ outcome }) => outcome.kind === 'failed');
    const own = broken.find(({ name }) => name === trial.assertion.title);
    if (own?.outcome.kind === 'failed') return { kind: 'caught', trial, message: own.outcome.message };
    if (broken.length > 0) return { kind: 'caught-by-other', trial, by: broken.map(({ name }) => name) };
    const unjudged = request.promises.find(({ name }) => name === trial.assertion.title)?.outcome;
    const why =
      unjudged?.kind === 'not-judged'
        ? `not judged: ${unjudged.reason}`
        : `"${trial.assertion.title}" was kept all the same`;
    return { kind: 'survived', trial, why };
  });
}
