import { EXIT } from '../core/errors.ts';
import { type NotJudgedReason, STATUS_IS } from '../core/protocol.ts';
import { capitalized, count } from '../core/words.ts';
import { isAcceptable } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { NotJudgedCount } from '../run/not-judged.ts';
import type { Totals, Verdict } from '../run/verdict.ts';
import type { Cause, Related } from './causes.ts';
import { type Coverage, percentOf } from './coverage.ts';
import { isGate } from './gate.ts';
import { sidesInWords } from './sides.ts';

/** `2100` -> `2.1 s`, `34` -> `34 ms`. */
export function inWords(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** `Use case 1 / List pets`. */
export function pathOf({ folder, name }: Pick<RequestVerdict, 'folder' | 'name'>): string {
  return [...folder, name].join(' / ');
}

/** `GET List orders`. The name of an operation without a summary begins with its method. */
export function nameInWords({ method, name }: Pick<RequestVerdict, 'method' | 'name'>): string {
  return name.startsWith(`${method} `) ? name : `${method} ${name}`;
}

/** Whether something passed, and its status was judged: what is asserted of any refusal says nothing of the one that is tried. */
export function isJudgedAtAll(assertions: RequestVerdict['assertions']): boolean {
  const isUnknown = assertions.some(({ name, outcome }) => name.startsWith(STATUS_IS) && outcome.kind === 'not-judged');
  return !isUnknown && assertions.some(({ outcome }) => outcome.kind === 'passed');
}

/** `200 OK`, or why there is no response. */
export function answerInWords({ answer }: RequestVerdict): string {
  if (!answer) return 'not sent';
  return answer.kind === 'answered' ? `${answer.status} ${answer.text}`.trim() : `no response: ${answer.error}`;
}

/** The verdict in one sentence. */
export function conclusion({ ok, exitCode, requests, problems, notJudged, totals }: Verdict): string {
  const sent = count(totals.requestsSent, 'request');
  // A shard of more than there are requests.
  if (ok && requests.length === 0) return 'No request was planned, so nothing was judged';
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
  const gates = gatesIn({ requests, problems });
  if (gates.length > 0)
    return `The contract holds, but a gate was not passed: ${gates.join('; ')}, in ${inWords(totals.ms)}`;
  const what = exitCode === EXIT.unable ? 'The contract could not be judged' : 'The contract is broken';
  const where = `${red} of ${count(requests.length, 'request')} failed`;
  return `${what}: ${[...reasons, where].join(', ')}, in ${inWords(totals.ms)}`;
}

/** The gates that were not passed, where nothing else is red. */
function gatesIn({ requests, problems }: Pick<Verdict, 'requests' | 'problems'>): readonly string[] {
  const open = requests.flatMap(({ assertions }) => assertions).filter(({ outcome }) => !isAcceptable(outcome));
  const isOther = requests.some((request) => request.problems.length > 0) || !problems.every(isGate);
  if (isOther || !open.every(({ outcome }) => outcome.kind === 'not-judged' && outcome.gated)) return [];
  return [
    ...(open.length > 0 ? [`${count(open.length, 'assertion')} not judged (--fail-on-not-judged)`] : []),
    ...problems.map((problem) => problem.slice(0, 1).toLowerCase() + problem.slice(1).replace(/\.$/, '')),
  ];
}

function unjudged({ assertionsNotJudged: number }: Totals): string {
  return number > 0 ? `, ${number} not judged,` : '';
}

/** The share of the assertions from which on it is said first that they were not judged: above it, a green run shows little. */
const LARGE_SHARE = 0.25;

/** Reasons of servers with little data. */
const OF_DATA: readonly (NotJudgedReason | undefined)[] = [
  'empty-list',
  'one-item',
  'no-difference',
  'last-page',
  'no-such-value',
  'nothing-created',
];

/**
 * `203 of 513 assertions (39 %) were not judged, mostly for this reason: the list is empty (150).` Empty where it is a small part, or where a
 * run could judge nothing, which the verdict says. What makes a run red is not counted: it is one of the causes.
 */
export function largeShareInWords({ exitCode, notJudged, totals }: Verdict): string {
  const { assertionsPassed, assertionsFailed, assertionsNotJudged, assertionsMissing } = totals;
  const all = assertionsPassed + assertionsFailed + assertionsNotJudged + assertionsMissing;
  const tolerated = notJudged.filter((one) => one.tolerated);
  const [most] = tolerated;
  const left = tolerated.reduce((sum, one) => sum + one.count, 0);
  if (exitCode === EXIT.unable || most === undefined || left < all * LARGE_SHARE) return '';
  const share = Math.round((left / all) * 100);
  const why = `mostly for this reason: ${most.text} (${most.count})`;
  // An empty list may be that of a parent which the server does not have.
  const orIds = most.reason === 'empty-list' ? ', or with examples of ids that it has,' : ',';
  const next = OF_DATA.includes(most.reason) ? ` With more data on the server${orIds} more is judged.` : '';
  return `${left} of ${count(all, 'assertion')} (${share} %) were not judged, ${why}.${next}`;
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

/** What happened, without a full stop: what came and what contradicts it. The title of an assertion says what should be, which is no headline. */
export function headlineOf({ kind, rule, title, message, sides }: Cause): string {
  if (kind === 'missing') return `Never judged: ${title}`;
  if (kind !== 'broken' || rule === 'status' || isServerFailure(title)) return title;
  if (sides) return sidesInWords(sides);
  const said = message.replace(/\s*\n\s*/g, ' ').replace(/\.$/, '');
  return said.startsWith('/') ? `In the body, ${said}` : capitalized(said);
}

/** What was asserted, where the headline says what came instead. */
export function assertedIn(cause: Cause): string | undefined {
  return cause.kind !== 'broken' || isSame(cause.title, headlineOf(cause)) ? undefined : cause.title;
}

/** Whether the message of a cause says no more than its headline. */
export function saysAll({ kind, message, title }: Cause): boolean {
  return (kind === 'broken' && !message.includes('\n')) || kind === 'missing' || isSame(message, title);
}

/** A sentence with its full stop, if it does not end in a sign of its own: a name may be a question. */
export function withStop(sentence: string): string {
  return /[.?!…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** A cause in one paragraph: what happened, what was asserted where this does not say it, and hints. */
export function causeInWords(cause: Cause): string {
  const asserted = cause.sides ? undefined : assertedIn(cause);
  const what = `${headlineOf(cause)}${asserted === undefined ? '' : ` (asserted: ${asserted})`}`;
  return [withStop(what), ...cause.hints].join(' ');
}

/** Requests that follow one another in one folder. */
export function foldersOf(requests: readonly RequestVerdict[]): RequestVerdict[][] {
  const groups: RequestVerdict[][] = [];
  for (const request of requests) {
    const group = groups.at(-1);
    const isSame = group?.[0] && group[0].folder.join('\0') === request.folder.join('\0');
    if (isSame) group.push(request);
    else groups.push([request]);
  }
  return groups;
}

/** The numbers of the causes that each request shows, by its id. */
export function causeNumbers(causes: readonly Cause[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const [index, { requests }] of causes.entries()) {
    for (const { id } of requests) numbers.set(id, [...(numbers.get(id) ?? []), index + 1]);
  }
  return numbers;
}

/** The number of each cause in a report, by the id of the cause. */
export type CauseNumbers = ReadonlyMap<string, number>;

export function numbersById(causes: readonly Cause[]): CauseNumbers {
  return new Map(causes.map(({ id }, index) => [id, index + 1]));
}

/** `It may be the same fault as cause 1: both are about X-Total-Count`, without a full stop. */
export function relatedInWords({ to, why }: Related, numbers: CauseNumbers): string {
  return `It may be the same fault as cause ${numbers.get(to)}: ${why}`;
}

/** How much of the description was asserted, as a line of the totals. */
export function coverageInWords(coverage: Coverage | undefined): readonly (readonly [string, string])[] {
  if (!coverage) return [];
  return [['Coverage', `${percentOf(coverage)} % of the description (${coverage.asserted} of ${coverage.assertable})`]];
}

/** Whether a message says no more than the title of its cause. */
function isSame(message: string, title: string): boolean {
  return message === title || message === `${title}.`;
}

/** Whether a cause is a failure of the server itself, whose title says what came. */
function isServerFailure(title: string): boolean {
  return title.startsWith('The server responds with ');
}
