import { toVisibleLine } from '../report/escape.ts';
import { paint, type Style } from '../report/style.ts';
import { type Cell, isProved, killedIn, type Matrix, tally, toMatrix } from './matrix.ts';
import type { Outcome } from './outcome.ts';
import { isOpen, proofInWords, type ReportedProof } from './proof.ts';

/**
 * The proof for a terminal: rules with their counts, the matrix of requests and rules, mutants that survived, and the verdict.
 */
export function toTerminalProof(proof: ReportedProof, style: Style): string {
  const { outcomes } = proof;
  const matrix = toMatrix(outcomes);
  return [
    rulesText(matrix, tally(outcomes), style),
    ...matrixText(matrix, style),
    'Numbers are mutants killed. ! survived, ? not tried, - not made, · no such rule.',
    ...listText('Not made, since the mutation does not apply to the response:', outcomes, 'inapplicable', style),
    ...listText('Killed, but not by their own rule:', outcomes, 'killed-by-other', style),
    ...outcomes
      .filter(isOpen)
      .slice(0, MOST_PRINTED)
      .map((outcome) => openText(outcome, style)),
    ...moreText(outcomes.filter(isOpen).length - MOST_PRINTED),
    paint(style, ['bold', isProved(outcomes) ? 'green' : 'red'], proofInWords(proof)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The most mutants of a kind that are printed. The page and JSON have all. */
const MOST_PRINTED = 20;

function moreText(more: number): string[] {
  return more > 0 ? [`… and ${more} more, with --page or --json.`] : [];
}

const COLUMNS = [
  ['killed', 'killed'],
  ['by another', 'killed-by-other'],
  ['survived', 'survived'],
  ['not tried', 'not-tried'],
  ['not made', 'inapplicable'],
] as const;

/** The rules with their numbers, which are the columns of the matrix, and what became of their mutations. */
function rulesText({ rules }: Matrix, total: Cell, style: Style): string {
  const width = Math.max(5, ...rules.map(({ id }) => id.length));
  // Columns with zeros only are left out.
  const columns = COLUMNS.filter(([, kind]) => kind === 'killed' || total[kind] > 0);
  const row = (cell: Cell) =>
    columns
      .map(([name, kind]) => paintKind(String(cell[kind] || '·').padStart(name.length), kind, cell[kind], style))
      .join('  ');
  const head = `    ${'Rule'.padEnd(width)}  ${columns.map(([name]) => name).join('  ')}`;
  return [
    paint(style, 'bold', head),
    ...rules.map(({ id, total: own }, index) => `${String(index + 1).padStart(3)} ${id.padEnd(width)}  ${row(own)}`),
    `    ${'all'.padEnd(width)}  ${row(total)}`,
  ].join('\n');
}

function paintKind(text: string, kind: Outcome['kind'], number: number, style: Style): string {
  if (number === 0) return paint(style, 'dim', text);
  const isBad = kind === 'survived' || kind === 'not-tried';
  return isBad ? paint(style, ['bold', 'red'], text) : text;
}

/** The least width for names of requests, so that they can be recognized. */
const NARROWEST_NAME = 30;

/** The matrix of requests and rules, in as many blocks of columns as the width of the terminal makes necessary. */
function matrixText({ rules, requests }: Matrix, style: Style): string[] {
  const texts = requests.map(({ cells }) => cells.map(cellText));
  const cellWidth = 1 + Math.max(2, ...texts.flat().map(({ text }) => text.length), String(rules.length).length);
  const longest = Math.max(0, ...requests.map(({ name }) => toVisibleLine(name).length));
  const room = Math.max(style.columns, NARROWEST_NAME + cellWidth);
  const nameWidth = Math.min(longest, Math.max(NARROWEST_NAME, room - rules.length * cellWidth));
  const perBlock = Math.max(1, Math.floor((room - nameWidth) / cellWidth));
  const starts = Array.from({ length: Math.ceil(rules.length / perBlock) }, (_, block) => block * perBlock);
  return starts.map((start) => {
    const numbers = rules.slice(start, start + perBlock).map((_, index) => String(start + index + 1));
    const head = ' '.repeat(nameWidth) + numbers.map((number) => number.padStart(cellWidth)).join('');
    const rows = requests.flatMap(({ name, cells }, row) => {
      // The blocks after the first show only requests to which one of their rules applies.
      if (start > 0 && cells.slice(start, start + perBlock).every((cell) => !cell)) return [];
      const visible = texts[row]?.slice(start, start + perBlock) ?? [];
      const painted = visible.map(({ text, format }) => paint(style, format, text.padStart(cellWidth))).join('');
      const lines = wrapped(toVisibleLine(name), nameWidth);
      return [...lines.slice(0, -1), (lines.at(-1) ?? '').padEnd(nameWidth) + painted];
    });
    return [paint(style, 'bold', head), ...rows].join('\n');
  });
}

/** A text in lines of at most `width` characters. All but the first are indented by two. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > width && line.trim() !== '') {
      lines.push(line);
      line = `  ${word}`;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((each) => (each.length > width ? `${each.slice(0, width - 1)}…` : each));
}

function cellText(cell: Cell | undefined): { text: string; format: Parameters<typeof paint>[1] } {
  if (!cell) return { text: '·', format: 'dim' };
  if (cell.survived > 0) return { text: `!${cell.survived}`, format: ['bold', 'red'] };
  if (cell['not-tried'] > 0) return { text: `?${cell['not-tried']}`, format: ['bold', 'red'] };
  const killed = killedIn(cell);
  if (killed === 0) return { text: '-', format: 'dim' };
  return { text: String(killed), format: cell['killed-by-other'] > 0 ? 'yellow' : 'green' };
}

function openText(outcome: Outcome, style: Style): string {
  const { entry, assertion, mutation } = outcome.mutant;
  const lines = [
    ['rule', assertion.rule],
    ['request', entry.request.name],
    ['assertion', assertion.title],
    ['why', 'why' in outcome ? outcome.why : ''],
  ];
  return [
    paint(
      style,
      ['bold', 'red'],
      `${outcome.kind === 'survived' ? 'survived' : 'not tried'}: ${toVisibleLine(mutation.name)}`,
    ),
    ...lines.map(([name = '', text = '']) => `  ${name.padEnd(9)} ${toVisibleLine(text)}`),
  ].join('\n');
}

function listText(
  heading: string,
  outcomes: readonly Outcome[],
  kind: 'inapplicable' | 'killed-by-other',
  style: Style,
): string[] {
  const own = outcomes.filter((outcome) => outcome.kind === kind);
  if (own.length === 0) return [];
  const lines = own.slice(0, MOST_PRINTED).map((outcome) => {
    const { entry, assertion, mutation } = outcome.mutant;
    const what = `${assertion.rule}: ${mutation.name} (${entry.request.name})`;
    const how =
      outcome.kind === 'killed-by-other' ? `, by ${outcome.by.join('; ')}` : 'why' in outcome ? `: ${outcome.why}` : '';
    return `  ${toVisibleLine(what + how)}`;
  });
  return [[paint(style, 'yellow', heading), ...lines, ...moreText(own.length - MOST_PRINTED)].join('\n')];
}
