/** The causes of a red run on a terminal: the first of them in few lines, and all of them in full. */
import { count, toShortList } from '../core/words.ts';
import type { Cause, Occurrence } from './causes.ts';
import { toVisible, toVisibleLine } from './escape.ts';
import { hanging, indented, widthOf, wrapped } from './lines.ts';
import type { Reported } from './notes.ts';
import { placeInWords } from './place-text.ts';
import { paint, type Style } from './style.ts';
import type { TerminalStyle } from './terminal.ts';
import {
  assertedIn,
  type CauseNumbers,
  causeInWords,
  conclusion,
  headlineOf,
  largeShareInWords,
  relatedInWords,
  saysAll,
  withStop,
} from './words.ts';

/** With more requests than these, who reads the first lines alone does not see a cause. */
const MANY_REQUESTS = 8;

/** With the name, an empty line and the verdict, they are the first 15 lines of a report. */
const MOST_LINES = 11;

const FEW_CAUSES = 3;

/** The verdict of a red run, and its first causes, each in a sentence or two, in as many lines as one sees at once. */
export function summaryText(verdict: Reported, causes: readonly Cause[], style: Style): string[] {
  if (causes.length === 0 || verdict.requests.length <= MANY_REQUESTS) return [];
  const lines = summaryLines(causes, style);
  return [[paint(style, ['bold', 'red'], wrapped(conclusion(verdict), 0, style)), ...lines].join('\n')];
}

/** That a large part was not judged, where who reads the first lines alone does not see it. */
export function largeShareText(verdict: Reported, style: Style): string[] {
  const text = verdict.requests.length <= MANY_REQUESTS ? '' : largeShareInWords(verdict);
  return text === '' ? [] : [paint(style, 'yellow', wrapped(text, 0, style))];
}

function summaryLines(causes: readonly Cause[], style: Style): readonly string[] {
  const numbered = causes.map((cause, index) => ({ cause, number: index + 1 }));
  const heads = numbered.filter(({ cause }) => !cause.related).slice(0, FEW_CAUSES);
  const withPlaces = heads.map(({ cause, number }) => headText(cause, number, style, placesOf(cause)));
  const hasRoom = heightOf(withPlaces.join('\n')) + causes.length - heads.length <= MOST_LINES;
  const shown = new Map<number, string>();
  let room = MOST_LINES;
  for (const [index, { cause, number }] of heads.entries()) {
    const text = (hasRoom ? withPlaces[index] : undefined) ?? headText(cause, number, style);
    const height = heightOf(text);
    // One line is left for the number of those that are not shown.
    if (shown.size > 0 && height > room - 1) break;
    shown.set(number, text);
    room -= height;
  }
  const ids = new Set(heads.filter(({ number }) => shown.has(number)).map(({ cause }) => cause.id));
  for (const { cause, number } of numbered) {
    if (room > 1 && cause.related && ids.has(cause.related.to)) {
      ids.add(cause.id);
      const text = relatedText(cause, number, style, hasRoom ? 2 : 1);
      shown.set(number, text);
      room -= heightOf(text);
    }
  }
  const more = causes.length - shown.size;
  const inOrder = [...shown].toSorted(([a], [b]) => a - b).map(([, text]) => text);
  return [...inOrder, ...(more > 0 ? [`  and ${count(more, 'other cause')}, all of them in full below`] : [])];
}

function heightOf(text: string): number {
  return text.split('\n').length;
}

function headText(cause: Cause, number: number, style: Style, places = ''): string {
  const what = inShort(causeInWords(cause));
  return hanging(toVisibleLine(`${number}. ${what}${whereOf(cause)}${places}`), style).replace(/^/gm, '  ');
}

function placesOf({ places }: Cause): string {
  return places.length === 0 ? '' : ` Promised at ${toShortList(places.map(placeInWords), 2)}.`;
}

/** In at most so many lines. */
function relatedText(cause: Cause, number: number, style: Style, most: number): string {
  const text = toVisibleLine(inShort(`${number}. may be the same fault: ${headlineOf(cause)}`));
  const lines = hanging(text, { ...style, columns: style.columns - 3 }).split('\n');
  const last = lines
    .slice(most - 1)
    .map((line) => line.trim())
    .join(' ');
  const shown =
    lines.length <= most
      ? lines
      : [
          ...lines.slice(0, most - 1),
          `${most > 1 ? '  ' : ''}${last.slice(0, widthOf(style) - 10).replace(/[;,:]$/, '')}...`,
        ];
  return shown.map((line) => `     ${line}`).join('\n');
}

function inShort(text: string): string {
  return text.replace(/\s+/g, ' ').replace(LONG_WORD, '$1...$2');
}

/** Such as a list of ids, which the cause in full has. */
const LONG_WORD = /(\S{50})\S{10,}?([;.]?)(?=\s|$)/g;

function whereOf({ requests }: Cause): string {
  const [first] = requests;
  if (!first) return '';
  const name = withStop(first.name);
  return requests.length === 1 ? ` In ${name}` : ` In ${requests.length} requests, such as ${name}`;
}

const SHOWN = 5;

/**
 * A cause in full: what happened, what was asserted, hints, where it is promised, the requests that show it, and a curl command that repeats
 * one. What may be the same fault as an earlier cause is indented, and says so.
 */
export function causeText(cause: Cause, numbers: CauseNumbers, style: TerminalStyle): string {
  const { message, hints, places, requests, related } = cause;
  const edge = related ? 3 : 0;
  const line = (text: string, width = 3) => wrapped(toVisibleLine(text), width + edge, style);
  const curl = requests.find((request) => request.curl !== undefined)?.curl;
  const asserted = assertedIn(cause);
  const [shown, more] = style.verbose ? [requests, 0] : [requests.slice(0, SHOWN), requests.length - SHOWN];
  const also = [...new Set(requests.flatMap((request) => request.also))];
  return [
    paint(style, ['bold', 'red'], line(`${numbers.get(cause.id)}. ${headlineOf(cause)}`).replace('   ', '')),
    ...(related ? [paint(style, 'yellow', line(`${relatedInWords(related, numbers)}.`))] : []),
    ...(asserted === undefined ? [] : [line(`Asserted: ${asserted}`)]),
    ...(saysAll(cause) ? [] : [indented(message, 3 + edge)]),
    ...hints.map((hint) => paint(style, 'yellow', line(hint))),
    ...(also.length > 0 && !style.verbose ? [line(`Failed or not judged with it: ${toShortList(also, 4)}`)] : []),
    ...(places.length > 0 ? [wrapped(`Promised at ${toShortList(places.map(placeInWords), 3)}`, 3 + edge, style)] : []),
    ...(requests.length > 0 ? [line(`In ${count(requests.length, 'request')}:`)] : []),
    ...shown.map((request) => line(occurrenceText(request, style), 5)),
    ...(more > 0 ? [line(`and ${more} more; --verbose shows all`, 5)] : []),
    ...(curl === undefined ? [] : [`${' '.repeat(3 + edge)}Reproduce with: ${toVisible(curl)}`]),
  ].join('\n');
}

function occurrenceText({ method, name, status, also }: Occurrence, { verbose }: TerminalStyle): string {
  const came = status === undefined ? '' : ` -> ${status}`;
  return `${method} ${name}${came}${verbose && also.length > 0 ? `; with it: ${also.join('; ')}` : ''}`;
}
