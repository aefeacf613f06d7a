/** Refusals that tell nothing, because the correct request got the same one. */
import { STATUS_IS } from '../core/protocol.ts';
import { isAcceptable, type Policy, toOutcome } from './judge-assertions.ts';
import type { RequestVerdict } from './judge-request.ts';

/** What speaks of the values of a request: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1 */
const OF_INPUT: readonly number[] = [400, 422];
/** What speaks of its credentials, and so tells something of a request that has none. */
const OF_CREDENTIALS: readonly number[] = [401, 403];

const SAME = { kind: 'not-judged', reason: 'refused-too' } as const;

/**
 * The requests that must be refused, with a status that is not judged where the correct request of their operation got the same one. Their
 * names begin with its name. Many are not sent, which their scripts see to; others are known only here, such as those of credentials that
 * may read and not write: scripts that look it up double the time of a large run.
 */
export function withoutEmptyRefusals(requests: readonly RequestVerdict[], policy: Policy): readonly RequestVerdict[] {
  // Our own server knows every value, so it refuses no correct request.
  const refused = policy.live ? requests.filter(isRefused) : [];
  return refused.length === 0 ? requests : requests.map((request) => withoutTick(request, refused, policy));
}

function isRefused(request: RequestVerdict): boolean {
  const status = statusOf(request);
  return !request.mustBeRefused && !request.asksForToken && [...OF_INPUT, ...OF_CREDENTIALS].includes(status);
}

function withoutTick(request: RequestVerdict, refused: readonly RequestVerdict[], policy: Policy): RequestVerdict {
  const status = statusOf(request);
  const isSame = (correct: RequestVerdict) =>
    request.name.startsWith(`${correct.name}: `) && statusOf(correct) === status;
  const isOfCredentials = OF_CREDENTIALS.includes(status) && !request.authenticates;
  if (!request.mustBeRefused || isOfCredentials || !refused.some(isSame)) return request;
  const outcome = toOutcome(SAME, false, policy);
  const assertions = request.assertions.map((one) =>
    ['passed', 'failed'].includes(one.outcome.kind) && one.name.startsWith(STATUS_IS) ? { ...one, outcome } : one,
  );
  return {
    ...request,
    assertions,
    ok: request.problems.length === 0 && assertions.every((one) => isAcceptable(one.outcome)),
  };
}

function statusOf({ answer }: RequestVerdict): number {
  return answer?.kind === 'answered' ? answer.status : 0;
}
