/** A verdict as Markdown, for the summary of a CI job. */
import { count } from '../core/words.ts';
import type { Cause, Occurrence } from './causes.ts';
import { percentOf, tallyOf } from './coverage.ts';
import { toVisible, toVisibleLine } from './escape.ts';
import { causesOf, type Reported } from './notes.ts';
import { placeInWords } from './place-text.ts';
import {
  assertedIn,
  type CauseNumbers,
  conclusion,
  headlineOf,
  largeShareInWords,
  numbersById,
  relatedInWords,
  saysAll,
  totalsInWords,
} from './words.ts';

/** How many are shown of each. What is left out is counted. */
const MOST = { causes: 50, requests: 20, open: 50, text: 500, curl: 4_000 } as const;

/** The most bytes. GitHub takes at most 1 MiB of a summary, of all steps together, and nothing of a longer one. */
const LONGEST = 500_000;

export function toMarkdown(verdict: Reported): string {
  for (let most: number = MOST.causes; ; most = Math.floor(most / 2)) {
    const text = withCauses(verdict, most);
    if (most === 0 || Buffer.byteLength(text) <= LONGEST) return text;
  }
}

function withCauses(verdict: Reported, most: number): string {
  const causes = causesOf(verdict);
  const numbers = numbersById(causes);
  const blocks = [
    `## ${verdict.ok ? '✅' : '❌'} ${text(verdict.name)}`,
    text(conclusion(verdict)),
    ...[largeShareInWords(verdict)].filter((line) => line !== '').map(text),
    totalsInWords(verdict.totals)
      .map(([what, numbers]) => `- ${what}: ${numbers}`)
      .join('\n'),
    ...causes.slice(0, most).flatMap((cause) => causeBlocks(cause, numbers)),
    ...more(causes.length - most, 'cause'),
    ...coverageBlocks(verdict),
    ...listBlocks(
      'Not judged',
      verdict.notJudged.map((one) => `${one.count}: ${one.text}`),
    ),
    ...listBlocks('Notices', [...verdict.notices, ...(verdict.notes ?? [])]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function causeBlocks(cause: Cause, numbers: CauseNumbers): readonly string[] {
  const { message, hints, places, requests } = cause;
  const asserted = assertedIn(cause);
  const shown = requests.slice(0, MOST.requests);
  const curl = requests.find((request) => request.curl)?.curl;
  return [
    `### ${numbers.get(cause.id)}. ${text(headlineOf(cause))}`,
    ...listOf([
      ...(cause.related ? [`- ${text(relatedInWords(cause.related, numbers))}`] : []),
      ...(asserted === undefined ? [] : [`- asserted: ${text(asserted)}`]),
      ...(saysAll(cause) ? [] : [`- ${text(message)}`]),
      ...hints.map((hint) => `- ${text(hint)}`),
      ...places.slice(0, 3).map((place) => `- promised at ${code(placeInWords(place))}`),
      ...(places.length > 3 ? [`- and at ${places.length - 3} other places`] : []),
    ]),
    ...(requests.length === 0
      ? []
      : [
          `<details><summary>${count(requests.length, 'request')}</summary>`,
          [
            ...shown.map(requestLine),
            ...more(requests.length - shown.length, 'request').map((line) => `- ${line}`),
          ].join('\n'),
          '</details>',
        ]),
    ...(curl === undefined ? [] : [fence(curl)]),
  ];
}

function listOf(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function requestLine({ name, method, status, also }: Occurrence): string {
  const rest = also.length > 0 ? `; with it: ${also.map(text).join(', ')}` : '';
  return `- ${text(method)} ${text(name)}${status === undefined ? '' : ` → ${status}`}${rest}`;
}

function coverageBlocks({ coverage }: Reported): readonly string[] {
  if (!coverage) return [];
  const { asserted, assertable, operations } = coverage;
  const open = operations
    .map(({ method, path, members }) => ({ name: `${method} ${path}`, ...tallyOf(members) }))
    .filter((one) => one['not-judged'] + one['not-asserted'] > 0);
  const line = (one: (typeof open)[number]) =>
    `- ${code(one.name)}: ${one.asserted} asserted, ${one['not-judged']} not judged, ${one['not-asserted']} not asserted`;
  return [
    `### Coverage: ${percentOf(coverage)} % (${asserted} of ${assertable})`,
    ...(open.length === 0
      ? []
      : [
          `<details><summary>${count(open.length, 'operation')} with a gap</summary>`,
          [
            ...open.slice(0, MOST.open).map(line),
            ...more(open.length - MOST.open, 'operation').map((it) => `- ${it}`),
          ].join('\n'),
          '</details>',
        ]),
  ];
}

function listBlocks(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST.open).map((line) => `- ${text(line)}`);
  const rest = more(lines.length - shown.length, 'line').map((line) => `- ${line}`);
  return [`<details><summary>${title}: ${lines.length}</summary>`, [...shown, ...rest].join('\n'), '</details>'];
}

function more(number: number, noun: string): readonly string[] {
  return number > 0 ? [`and ${number} more ${noun}${number === 1 ? '' : 's'}; the HTML and JSON reports have all`] : [];
}

/** Text on one line that is no Markdown, no HTML, and mentions nobody. https://github.github.com/gfm/#backslash-escapes */
function text(raw: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '@': '&#64;' };
  return cut(toVisibleLine(raw))
    .replace(/[\\`*_{}[\]()#+!|~$:^-]/g, '\\$&')
    .replace(/[&<>@]/g, (char) => entities[char] ?? char);
}

/** A code span, between more backticks than stand in it. https://github.github.com/gfm/#code-spans */
function code(raw: string): string {
  const inside = cut(toVisibleLine(raw));
  const ticks = '`'.repeat(longestRun(inside) + 1);
  return `${ticks} ${inside} ${ticks}`;
}

function fence(raw: string): string {
  const inside = cut(toVisible(raw), MOST.curl);
  const ticks = '`'.repeat(Math.max(3, longestRun(inside) + 1));
  return `${ticks}sh\n${inside}\n${ticks}`;
}

function longestRun(inside: string): number {
  return Math.max(0, ...[...inside.matchAll(/`+/g)].map(([run]) => run.length));
}

function cut(raw: string, most: number = MOST.text): string {
  return raw.length <= most ? raw : `${raw.slice(0, most)}… (${raw.length} characters in all)`;
}
