import { assertNever } from '../core/errors.ts';
import { toReasonText } from '../core/protocol.ts';
import { count } from '../core/words.ts';
import { CLIENT_TITLES } from '../run/events.ts';
import type { AssertionResult, AssertionVerdict } from '../run/judge-assertions.ts';
import type { RequestVerdict } from '../run/judge-request.ts';
import type { NotJudgedCount } from '../run/not-judged.ts';
import { toVisibleLine } from './escape.ts';
import { hanging, listText, widthOf, wrapped } from './lines.ts';
import { causesOf, type Reported } from './notes.ts';
import { digest } from './remarks.ts';
import { paint, type Style } from './style.ts';
import { causeText, largeShareText, summaryText } from './terminal-causes.ts';
import {
  answerInWords,
  causeNumbers,
  conclusion,
  coverageInWords,
  foldersOf,
  inWords,
  isJudgedAtAll,
  nameInWords,
  numbersById,
  pathOf,
  totalsInWords,
} from './words.ts';

/** A terminal, and whether the assertions of green requests are shown. */
export interface TerminalStyle extends Style {
  readonly verbose?: boolean;
}

/**
 * The whole report: of a long red run first what is wrong, in few lines, and of any run that much was not judged; a line for each request, by folder; the causes of a red run in
 * full; what was not judged, notices, totals and the verdict.
 */
export function toTerminalReport(verdict: Reported, style: TerminalStyle): string {
  const title = `${verdict.name} (${CLIENT_TITLES[verdict.client].replace('the ', '')})`;
  const causes = causesOf(verdict);
  const numbers = causeNumbers(causes);
  const byId = numbersById(causes);
  const notSent = verdict.notSent.map((it) => `Not sent: ${it.method} ${pathOf(it)}`);
  const notices = [
    ...verdict.notices,
    ...(style.verbose ? notSent : shortened(notSent)),
    ...digest([...new Set(verdict.notes)], style.verbose),
  ];
  return [
    paint(style, 'bold', toVisibleLine(title)),
    ...summaryText(verdict, causes, style),
    ...largeShareText(verdict, style),
    ...foldersOf(verdict.requests).map((requests) => folderText(requests, numbers, style)),
    ...causes.map((cause) => causeText(cause, byId, style)),
    ...listText(
      'Notices',
      [...new Set(notices)].map((line) => hanging(toVisibleLine(line), style)),
      style,
    ),
    ...notJudgedText(verdict.notJudged, style),
    [...totalsInWords(verdict.totals), ...coverageInWords(verdict.coverage)]
      .map(([what, numbers]) => what.padEnd(11) + wrapped(numbers, 11, style).trimStart())
      .join('\n'),
    paint(style, ['bold', verdict.ok ? 'green' : 'red'], wrapped(conclusion(verdict), 0, style)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The first of many lines. */
function shortened(lines: readonly string[]): readonly string[] {
  return lines.length <= FEW ? lines : [...lines.slice(0, FEW), `and ${lines.length - FEW} more; --verbose shows all`];
}

const FEW = 5;

/** A line for each reason why assertions were not judged: how many, the reason, and its id for `--fail-on-not-judged`. */
function notJudgedText(counts: readonly NotJudgedCount[], style: Style): string[] {
  const width = String(counts[0]?.count).length;
  const lines = counts.map(({ count: number, text, reason, tolerated }) => {
    const line = `  ${String(number).padStart(width)}  ${text}${reason === undefined ? '' : ` (${reason})`}`;
    return paint(style, tolerated ? 'yellow' : 'red', line);
  });
  return counts.length === 0 ? [] : [[paint(style, 'bold', 'Not judged'), ...lines].join('\n')];
}

type Numbers = ReadonlyMap<string, readonly number[]>;

function folderText(requests: readonly RequestVerdict[], numbers: Numbers, style: TerminalStyle): string {
  const heading = requests[0]?.folder.join(' / ') ?? '';
  const lines = requests.flatMap((request) => [
    requestLine(request, numbers.get(request.id) ?? [], style),
    ...(style.verbose ? assertionLines(request, style) : []),
  ]);
  return [...(heading === '' ? [] : [paint(style, 'bold', toVisibleLine(heading))]), ...lines].join('\n');
}

/** One line for each assertion; for a request without a response, only their number. */
function assertionLines({ answer, assertions }: RequestVerdict, style: Style): string[] {
  if (!answer && assertions.length > 0 && assertions.every(({ outcome }) => outcome.kind === 'missing')) {
    return [`      ${paint(style, 'red', `? ${count(assertions.length, 'assertion')} never judged`)}`];
  }
  // That no answer came stands in the line of the request.
  if (answer?.kind === 'unanswered')
    return [`      ${paint(style, 'red', `- ${count(assertions.length, 'assertion')} not judged`)}`];
  return assertions.map((assertion) => `      ${assertionLine(assertion, style)}`);
}

/** Symbol and name at the left; the response in a column as far to the right as the terminal is wide, or else below. */
function requestLine(request: RequestVerdict, causes: readonly number[], style: Style): string {
  const { answer, assertions, attempts, ok } = request;
  const name = toVisibleLine(nameInWords(request));
  const ms = answer?.kind === 'answered' ? `  ${inWords(answer.ms)}` : '';
  const again = attempts > 1 ? `  (sent ${attempts} times)` : '';
  const why = causes.length > 0 ? `  -> ${causes.join(', ')}` : '';
  const column = Math.max(20, widthOf(style) - 30);
  const isJudged = answer && isJudgedAtAll(assertions);
  const symbol = !ok ? paint(style, 'red', '✗') : isJudged ? paint(style, 'green', '✓') : paint(style, 'yellow', '-');
  const came = toVisibleLine(answerInWords(request)) + ms + again;
  const room = style.columns - 6 - came.length - why.length;
  const isLong = name.length > room;
  const left = isLong ? `${name}\n    ` : name.padEnd(Math.min(column, room));
  return `  ${symbol} ${left}  ${paint(style, 'dim', came)}${paint(style, 'red', why)}`;
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
