/** What a whole API answers where the base URL is wrong, or something stands before it. */
import { STATUS_IS } from '../core/protocol.ts';
import type { RequestVerdict } from './judge-request.ts';
import { NEXT_STEP } from './next-step.ts';

const EVERYWHERE = 'Every response is ';

/** Whether a problem says that all responses are the same that no API has everywhere. */
export function isEverywhere(problem: string): boolean {
  return problem.startsWith(EVERYWHERE);
}

/**
 * That a red run got the same from the whole API: 404 or a redirect by a wrong path of the base URL, or a page of HTML where something else
 * is described, as from a gateway where people log in.
 */
export function everywhereProblems(requests: readonly RequestVerdict[]): readonly string[] {
  const toApi = requests.filter(({ asksForToken }) => !asksForToken);
  const answers = toApi.flatMap(({ answer }) => (answer?.kind === 'answered' ? [answer] : []));
  if (answers.length < 2 || toApi.every(({ ok }) => ok)) return [];
  const next = `${NEXT_STEP}what the server answers.`;
  const isWrong = toApi.some(({ assertions }) => assertions.some(isStatusFailed));
  if (isWrong && answers.every(({ status }) => status === 404))
    return [`${EVERYWHERE}404: is the path of the base URL right? ${next}`];
  const [status] = [...new Set(answers.map((one) => one.status))];
  if (isWrong && answers.every((one) => one.status >= 300 && one.status < 400))
    return [`${EVERYWHERE}a redirect (${status}), which no run follows: is the base URL right? ${next}`];
  const isOther = toApi.some(({ assertions }) => assertions.some(isHtmlInstead));
  if (isOther && answers.every(({ type }) => type === HTML))
    return [`${EVERYWHERE}a page of HTML: is it one to log in, or is the path of the base URL wrong? ${next}`];
  return [];
}

/** A documented 404 may be right of all that was asked for. */
function isStatusFailed({ name, outcome }: RequestVerdict['assertions'][number]): boolean {
  return outcome.kind === 'failed' && name.startsWith(STATUS_IS);
}

const HTML = 'text/html';

/** Whether an assertion failed since the response is HTML, and something else is described. */
function isHtmlInstead({ outcome }: RequestVerdict['assertions'][number]): boolean {
  return outcome.kind === 'failed' && outcome.message.includes(HTML);
}
