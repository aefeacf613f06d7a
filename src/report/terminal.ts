import { assertNever } from '../core/errors.ts';
import { toReasonText } from '../core/protocol.ts';
import { count } from '../core/words.ts';
import { CLIENT_TITLES, type RequestEvent } from '../run/events.ts';
import { type AssertionResult, type AssertionVerdict, isAcceptable } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { NotJudgedCount } from '../run/not-judged.ts';
import { toVisible, toVisibleLine } from './escape.ts';
import type { Reported } from './notes.ts';
import { folded } from './remarks.ts';
import { paint, type Style } from './style.ts';
import { answerInWords, conclusion, inWords, pathOf, totalsInWords } from './words.ts';

/** The progress of a run on one line, without a line feed: `3  Contract / No token  401  4 ms`. */
export function toLiveLine(event: RequestEvent, number: number, style: Style): string {
  const { answer, attempt } = event;
  const again = attempt > 1 ? ` (time ${attempt})` : '';
  const what = answer.kind === 'answered' ? `${answer.status}  ${inWords(answer.ms)}` : 'no response';
  const line = `${number}  ${toVisibleLine(pathOf(event))}  ${what}${again}`;
  return paint(style, 'dim', line.slice(0, Math.max(20, style.columns - 1)));
}

/**
 * The whole report: every request with its assertions, by folder; the failures in full; problems, notices, totals and the
 * verdict.
 */
export function toTerminalReport(verdict: Reported, style: Style): string {
  const title = `${verdict.name} (${CLIENT_TITLES[verdict.client].replace('the ', '')})`;
  return [
    paint(style, 'bold', toVisibleLine(title)),
    ...foldersOf(verdict.requests).map((requests) => folderText(requests, style)),
    ...failuresText(verdict.requests, style),
    ...listText('Problems', verdict.problems, style),
    ...listText(
      'Notices',
      [
        ...verdict.notices,
        ...verdict.notSent.map((it) => `Not sent: ${it.method} ${pathOf(it)}`),
        ...folded(verdict.notes ?? []).map(toVisibleLine),
      ],
      style,
    ),
    ...notJudgedText(verdict.notJudged, style),
    totalsInWords(verdict.totals)
      .map(([what, numbers]) => `${what.padEnd(10)} ${numbers}`)
      .join('\n'),
    paint(style, ['bold', verdict.ok ? 'green' : 'red'], conclusion(verdict)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** A line for each reason why assertions were not judged: how many, the reason, and its id for `--fail-on-not-judged`. */
function notJudgedText(counts: readonly NotJudgedCount[], style: Style): string[] {
  const width = String(counts[0]?.count).length;
  const lines = counts.map(({ count: number, text, reason, tolerated }) => {
    const line = `  ${String(number).padStart(width)}  ${text}${reason === undefined ? '' : ` (${reason})`}`;
    return paint(style, tolerated ? 'yellow' : 'red', line);
  });
  return counts.length === 0 ? [] : [[paint(style, 'bold', 'Not judged'), ...lines].join('\n')];
}

/** Requests that follow one another in one folder. */
function foldersOf(requests: readonly RequestVerdict[]): RequestVerdict[][] {
  const groups: RequestVerdict[][] = [];
  for (const request of requests) {
    const group = groups.at(-1);
    const isSame = group?.[0] && group[0].folder.join('\0') === request.folder.join('\0');
    if (isSame) group.push(request);
    else groups.push([request]);
  }
  return groups;
}

function folderText(requests: readonly RequestVerdict[], style: Style): string {
  const heading = requests[0]?.folder.join(' / ') ?? '';
  const lines = requests.flatMap((request) => [
    requestLine(request, style),
    ...assertionLines(request, style),
    // The line of a request says already that it was not sent.
    ...(request.answer ? request.problems : request.problems.slice(1)).map(
      (problem) => `      ${paint(style, 'red', `! ${toVisibleLine(problem)}`)}`,
    ),
  ]);
  return [...(heading === '' ? [] : [paint(style, 'bold', toVisibleLine(heading))]), ...lines].join('\n');
}

/** One line for each assertion; for a request that was never sent, only their number. */
function assertionLines({ answer, assertions }: RequestVerdict, style: Style): string[] {
  if (!answer && assertions.length > 0 && assertions.every(({ outcome }) => outcome.kind === 'missing')) {
    return [`      ${paint(style, 'red', `? ${count(assertions.length, 'assertion')} never judged`)}`];
  }
  // That no answer came stands in the line of the request.
  if (answer?.kind === 'unanswered')
    return [`      ${paint(style, 'red', `- ${count(assertions.length, 'assertion')} not judged`)}`];
  return assertions.map((assertion) => `      ${assertionLine(assertion, style)}`);
}

/** Symbol and name at the left; the response in a column as far to the right as the terminal is wide. */
function requestLine(request: RequestVerdict, style: Style): string {
  const { answer, attempts, ok } = request;
  const name = toVisibleLine(`${request.method} ${request.name}`);
  const ms = answer?.kind === 'answered' ? `  ${inWords(answer.ms)}` : '';
  const again = attempts > 1 ? `  (sent ${attempts} times)` : '';
  const column = Math.max(20, Math.min(style.columns, 100) - 30);
  const symbol = ok ? paint(style, 'green', '✓') : paint(style, 'red', '✗');
  return `  ${symbol} ${name.padEnd(column)}  ${paint(style, 'dim', toVisibleLine(answerInWords(request)) + ms + again)}`;
}

function assertionLine({ name, outcome }: AssertionVerdict, style: Style): string {
  const text = `${symbolOf(outcome)} ${toVisibleLine(name)}`;
  switch (outcome.kind) {
    case 'passed':
      return `${paint(style, 'green', '✓')} ${toVisibleLine(name)}`;
    case 'failed':
      return paint(style, 'red', text);
    case 'not-judged':
      return paint(
        style,
        outcome.tolerated ? 'yellow' : 'red',
        `${text} (not judged: ${toVisibleLine(toReasonText(outcome))})`,
      );
    case 'missing':
      return paint(style, 'red', `${text} (missing: it was never judged)`);
    default:
      return assertNever(outcome);
  }
}

const SYMBOLS = { passed: '✓', failed: '✗', 'not-judged': '-', missing: '?' } as const satisfies Record<
  AssertionResult['kind'],
  string
>;

function symbolOf(outcome: AssertionResult): string {
  return SYMBOLS[outcome.kind];
}

/** Each request that was sent and is not ok: its failures in full, and a curl command that repeats it. */
function failuresText(requests: readonly RequestVerdict[], style: Style): string[] {
  return requests
    .filter((request) => !request.ok && request.answer)
    .map((request, index) => {
      const isAnswered = request.answer?.kind === 'answered';
      const broken = request.assertions.filter(({ outcome }) => isAnswered && !isAcceptable(outcome));
      return [
        paint(style, ['bold', 'red'], `${index + 1}. ${toVisibleLine(pathOf(request))}`),
        `   ${request.method} ${toVisibleLine(request.url ?? '')}  ->  ${toVisibleLine(answerInWords(request))}`,
        ...request.problems.map((problem) => indented(problem, 3)),
        ...broken.flatMap((assertion) => [
          `   ${assertionLine(assertion, style)}`,
          ...(assertion.outcome.kind === 'failed' ? [indented(assertion.outcome.message, 5)] : []),
        ]),
        `   Reproduce with: ${toVisible(request.curl ?? '')}`,
      ].join('\n');
    });
}

function listText(heading: string, lines: readonly string[], style: Style): string[] {
  if (lines.length === 0) return [];
  return [[paint(style, 'bold', heading), ...lines.map((line) => indented(line, 2))].join('\n')];
}

function indented(text: string, width: number): string {
  return toVisible(text).replace(/^/gm, ' '.repeat(width));
}
