/** Whether the credentials of a run let anybody in. */
import { toList } from '../core/words.ts';
import type { ReceivedAnswer } from './events.ts';
import type { RequestVerdict } from './judge-request.ts';
import { NEXT_STEP } from './next-step.ts';
import { isWriting } from './prepare.ts';

export const SHUT_OUT = 'Authentication never succeeded: no request that sends credentials was let in.';

const REFUSED = 'The server refused the credentials: ';

/** Whether a problem says that the server refused all credentials, so that nothing could be judged. */
export function isRefusal(problem: string): boolean {
  return problem.startsWith(REFUSED);
}

const REFUSING = [401, 403, 407];

/** Whether a request shows by its response that its credentials are taken. One that must be refused does not. */
function isAble({ authenticates, mustBeRefused, asksForToken }: RequestVerdict): boolean {
  return authenticates === true && !mustBeRefused && !asksForToken;
}

/** Where all credentials were refused: whether the status of a response, right or wrong, follows from that. */
export function isShutOutBy({ authenticates, answer }: RequestVerdict): boolean {
  return authenticates === true && answer?.kind === 'answered' && REFUSING.includes(answer.status);
}

/** Whether a request must be refused, and not for what it would write. */
function isRefusedReading({ mustBeRefused, method }: RequestVerdict): boolean {
  return mustBeRefused === true && !isWriting(method);
}

function isWithoutCredential({ authenticates, asksForToken }: RequestVerdict): boolean {
  return authenticates !== true && !asksForToken;
}

/** A response that is no success, with the method and the path of its request. */
function seen({ url, method }: RequestVerdict, status: Status): string | undefined {
  const path = url?.replace(/[?#].*$/s, '');
  return path === undefined || status === undefined || status < 300 ? undefined : `${status} ${method} ${path}`;
}

/** The status of a response; `undefined` where none came. */
export type Status = number | undefined;

export function statusOf({ answer }: { readonly answer?: ReceivedAnswer | undefined }): Status {
  return answer?.kind === 'answered' ? answer.status : undefined;
}

/**
 * Whether no request got in by its credentials, from what came of all that should. A redirect shows that one did, and so does an error
 * that speaks of something else, such as an id that the server does not know: unless a request that must be refused gets the same, or one
 * to the same URL without credentials.
 * `statusesOf`: one for each time that a request was sent.
 */
export function accessProblems(
  requests: readonly RequestVerdict[],
  statusesOf: (request: RequestVerdict) => readonly Status[],
): readonly string[] {
  const able = requests.filter(isAble);
  const all = able.flatMap(statusesOf);
  const ofTokens = requests.filter(({ asksForToken }) => asksForToken).flatMap(statusesOf);
  const ofRefused = new Set(requests.filter(isRefusedReading).flatMap(statusesOf));
  const withoutAccess = new Set(
    requests.filter(isWithoutCredential).flatMap((one) => statusesOf(one).flatMap((status) => seen(one, status) ?? [])),
  );
  const isRefusing = (status: Status) => status !== undefined && REFUSING.includes(status);
  const isIn = (status: Status) =>
    status !== undefined && status < 500 && !isRefusing(status) && (status < 300 || !ofRefused.has(status));
  // Each response by itself: clients ask for the challenge of Digest first, and get a 401.
  const isLetIn = (request: RequestVerdict) =>
    statusesOf(request).some((status) => isIn(status) && !withoutAccess.has(seen(request, status) ?? ''));
  // A failure of the server says nothing of credentials.
  const isShutOut = (status: Status) => status !== undefined && status < 500;
  if (able.length === 0 || able.some(isLetIn)) return [];
  // That nothing can be reached is another problem, which says so.
  if (all.length > 0 && isUnreachable(requests)) return [];
  // None was sent, so that the token endpoint alone has seen credentials.
  if (all.length === 0 && ofTokens.some(isIn)) return [];
  // Where no answer came, or only failures of the server, nobody has refused anything.
  if (all.length > 0 && !all.some(isShutOut)) return [];
  if (all.length === 0 || !all.every(isRefusing)) return [SHUT_OUT];
  const statuses = [...new Set(all)].map(String).toSorted();
  return [
    `${REFUSED}every request that sends them was answered with ${toList(statuses)}. ${NEXT_STEP}which of them is refused.`,
  ];
}

/** Whether no request to the API got a response. That the token endpoint responds, which may be another server, does not count. */
export function isUnreachable(requests: readonly RequestVerdict[]): boolean {
  const sent = requests.filter(({ answer }) => answer !== undefined);
  const toApi = sent.filter(({ asksForToken }) => !asksForToken);
  const counted = toApi.length > 0 ? toApi : sent;
  return counted.length > 0 && counted.every(({ answer }) => answer?.kind === 'unanswered');
}
