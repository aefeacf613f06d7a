import { count } from '../core/words.ts';
import { toVisibleLine } from '../report/escape.ts';
import { paint, type Style } from '../report/style.ts';
import { inWords } from '../report/words.ts';
import { type Cell, isProved, tally, toMatrix } from './matrix.ts';
import type { Outcome } from './outcome.ts';

/** The proof for a terminal: rules by requests, then whatever survived, and the verdict in words. */
export function toTerminalProof(outcomes: readonly Outcome[], ms: number, style: Style): string {
  const { rules, requests, cells } = toMatrix(outcomes);
  const width = Math.max(...rules.map((rule) => rule.length), 4);
  const head = `${''.padEnd(width)} ${requests.map((_, index) => String(index + 1).padStart(4)).join('')}`;
  const rows = rules.map(
    (rule, row) => `${rule.padEnd(width)} ${cells[row]?.map((cell) => cellText(cell, style)).join('') ?? ''}`,
  );
  const legend = requests.map((name, index) => `${String(index + 1).padStart(4)}  ${toVisibleLine(name)}`);
  return [
    [paint(style, 'bold', head), ...rows].join('\n'),
    ['A number is violations caught, ! violations that survived, · nothing promised.', ...legend].join('\n'),
    ...outcomes.flatMap((outcome) => survivorText(outcome, style)),
    ...othersText(outcomes, style),
    conclusion(outcomes, ms, style),
  ]
    .join('\n\n')
    .concat('\n');
}

function cellText(cell: Cell | undefined, style: Style): string {
  if (!cell) return paint(style, 'dim', '·'.padStart(4));
  if (cell.survived > 0) return paint(style, ['bold', 'red'], `!${cell.survived}`.padStart(4));
  const caught = cell.caught + cell.caughtByOther;
  if (caught === 0) return paint(style, 'dim', '-'.padStart(4));
  return paint(style, cell.caughtByOther > 0 ? 'yellow' : 'green', String(caught).padStart(4));
}

function survivorText(outcome: Outcome, style: Style): string[] {
  if (outcome.kind !== 'survived' && outcome.kind !== 'not-tried') return [];
  const { entry, assertion, violation } = outcome.trial;
  const why = outcome.kind === 'survived' ? outcome.why : 'its request was never sent';
  return [
    [
      paint(style, ['bold', 'red'], `survived: ${violation.name}`),
      `  rule     ${assertion.rule}`,
      `  request  ${toVisibleLine(entry.request.name)}`,
      `  why      ${toVisibleLine(why)}`,
    ].join('\n'),
  ];
}

function othersText(outcomes: readonly Outcome[], style: Style): string[] {
  const others = outcomes.filter((outcome) => outcome.kind === 'caught-by-other');
  if (others.length === 0) return [];
  const lines = others.map(
    ({ trial, by }) =>
      `  ${trial.assertion.rule}: ${trial.violation.name} (${toVisibleLine(trial.entry.request.name)}), by ${toVisibleLine(by.join('; '))}`,
  );
  return [[paint(style, 'yellow', 'Caught, but not by their own rule:'), ...lines].join('\n')];
}

function conclusion(outcomes: readonly Outcome[], ms: number, style: Style): string {
  const counts = tally(outcomes);
  const made = outcomes.length - counts.inapplicable;
  const caught = counts.caught + counts['caught-by-other'];
  const left =
    counts.inapplicable > 0 ? `; ${counts.inapplicable} could not be made, for the answers had nothing to break` : '';
  const proved = isProved(outcomes);
  const text = `${proved ? 'Proved' : 'Not proved'}: ${caught} of ${count(made, 'violation')} caught in ${inWords(Math.round(ms))}${left}`;
  return paint(style, ['bold', proved ? 'green' : 'red'], text);
}
