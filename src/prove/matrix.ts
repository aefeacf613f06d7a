import { groupBy } from '../core/group-by.ts';
import type { Outcome } from './outcome.ts';

/** The number of outcomes of each kind: for one rule and one request, or for one rule in all. */
export type Cell = Readonly<Record<Outcome['kind'], number>>;

export interface Matrix {
  /** In the order in which the contract first uses them. */
  readonly rules: readonly RuleRow[];
  /** In the order of the contract. */
  readonly requests: readonly RequestRow[];
}

export interface RuleRow {
  readonly id: string;
  readonly total: Cell;
}

export interface RequestRow {
  readonly name: string;
  readonly folder: string;
  /** By rule; `undefined` where the rule asserts nothing of the request. */
  readonly cells: readonly (Cell | undefined)[];
}

/** A matrix of requests and rules: where the suite asserts what, and how many mutants it kills. */
export function toMatrix(outcomes: readonly Outcome[]): Matrix {
  const byRule = groupBy(outcomes, ({ mutant }) => mutant.assertion.rule);
  const byRequest = groupBy(outcomes, ({ mutant }) => mutant.entry.request.id);
  return {
    rules: [...byRule].map(([id, own]) => ({ id, total: tally(own) })),
    requests: [...byRequest.values()].map((own) => {
      const cells = groupBy(own, ({ mutant }) => mutant.assertion.rule);
      return {
        name: own[0]?.mutant.entry.request.name ?? '',
        folder: own[0]?.mutant.folder ?? '',
        cells: [...byRule.keys()].map((rule) => {
          const here = cells.get(rule);
          return here && tally(here);
        }),
      };
    }),
  };
}

/** How many outcomes of each kind there are. */
export function tally(outcomes: readonly Outcome[]): Cell {
  const counts = { killed: 0, 'killed-by-other': 0, survived: 0, inapplicable: 0, 'not-tried': 0 };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}

/** How many mutants were killed, by whichever assertion. */
export function killedIn(cell: Cell): number {
  return cell.killed + cell['killed-by-other'];
}

/** How many mutants were made. Those that were inapplicable do not count. */
export function madeIn(cell: Cell): number {
  return killedIn(cell) + cell.survived + cell['not-tried'];
}

/** Whether every mutant that could be made was killed, and there was at least one. */
export function isProved(outcomes: readonly Outcome[]): boolean {
  const counts = tally(outcomes);
  return killedIn(counts) > 0 && counts.survived === 0 && counts['not-tried'] === 0;
}
