import { EXIT } from '../core/errors.ts';
import { count } from '../core/words.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { NotJudgedCount } from '../run/not-judged.ts';
import type { Totals, Verdict } from '../run/verdict.ts';

/** `2100` -> `2.1 s`, `34` -> `34 ms`. */
export function inWords(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** `Use case 1 / List pets`. */
export function pathOf({ folder, name }: Pick<RequestVerdict, 'folder' | 'name'>): string {
  return [...folder, name].join(' / ');
}

/** `200 OK`, or why there is no response. */
export function answerInWords({ answer }: RequestVerdict): string {
  if (!answer) return 'not sent';
  return answer.kind === 'answered' ? `${answer.status} ${answer.text}`.trim() : `no response: ${answer.error}`;
}

/** The verdict in one sentence. */
export function conclusion({ ok, exitCode, requests, problems, notJudged, totals }: Verdict): string {
  const sent = count(totals.requestsSent, 'request');
  if (ok)
    return `The contract holds: ${sent}, ${count(totals.assertionsPassed, 'assertion')} passed${unjudged(totals)} in ${inWords(totals.ms)}`;
  const red = requests.filter((request) => !request.ok).length;
  const refused = notJudged.reduce((sum, one) => sum + (one.tolerated ? 0 : one.count), 0);
  const reasons = [
    totals.assertionsFailed > 0 ? `${count(totals.assertionsFailed, 'assertion')} failed` : '',
    totals.assertionsMissing > 0 ? `${count(totals.assertionsMissing, 'assertion')} never judged` : '',
    refused > 0 ? `${count(refused, 'assertion')} not judged` : '',
    problems.length > 0 ? count(problems.length, 'problem') : '',
  ].filter((reason) => reason !== '');
  const what = exitCode === EXIT.unable ? 'The contract could not be judged' : 'The contract is broken';
  const where = `${red} of ${count(requests.length, 'request')} failed`;
  return `${what}: ${[...reasons, where].join(', ')}, in ${inWords(totals.ms)}`;
}

function unjudged({ assertionsNotJudged: number }: Totals): string {
  return number > 0 ? `, ${number} not judged,` : '';
}

/** `not judged: 12: the list is empty 7 (empty-list), no item has such a value 5 (no-such-value)`; empty if all was judged. */
export function notJudgedInWords(counts: readonly NotJudgedCount[]): string {
  if (counts.length === 0) return '';
  const all = counts.reduce((sum, one) => sum + one.count, 0);
  const each = counts.map((one) => `${one.text} ${one.count}${one.reason === undefined ? '' : ` (${one.reason})`}`);
  return `not judged: ${all}: ${each.join(', ')}`;
}

/** The totals: for each line its heading and its numbers. Zeros are left out, but for what was planned and passed. */
export function totalsInWords(totals: Totals): [string, string][] {
  const requests = [
    `${totals.requestsPlanned} planned`,
    `${totals.requestsSent} sent`,
    totals.requestsRepeated > 0 ? `${totals.requestsRepeated} sent again` : '',
    totals.requestsOfScripts > 0 ? `${totals.requestsOfScripts} more by scripts` : '',
  ];
  const assertions = [
    `${totals.assertionsPlanned} planned`,
    `${totals.assertionsPassed} passed`,
    totals.assertionsFailed > 0 ? `${totals.assertionsFailed} failed` : '',
    totals.assertionsNotJudged > 0 ? `${totals.assertionsNotJudged} not judged` : '',
    totals.assertionsMissing > 0 ? `${totals.assertionsMissing} missing` : '',
  ];
  const line = (parts: readonly string[]) => parts.filter((part) => part !== '').join(', ');
  return [
    ['Requests', line(requests)],
    ['Assertions', line(assertions)],
  ];
}
