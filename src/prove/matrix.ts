import type { Outcome } from './outcome.ts';

/** What became of the violations of one rule on one request. */
export interface Cell {
  readonly caught: number;
  readonly caughtByOther: number;
  readonly survived: number;
  readonly inapplicable: number;
}

export interface Matrix {
  readonly rules: readonly string[];
  /** The names of requests, in the order of the contract. */
  readonly requests: readonly string[];
  /** By rule, then by request; `undefined` where the rule promises nothing of the request. */
  readonly cells: readonly (readonly (Cell | undefined)[])[];
}

/** Rules by requests: where the suite looks, and what it sees. */
export function toMatrix(outcomes: readonly Outcome[]): Matrix {
  const rules = [...new Set(outcomes.map(({ trial }) => trial.assertion.rule))];
  const requests = [...new Set(outcomes.map(({ trial }) => trial.entry.request.name))];
  const cells = rules.map((rule) =>
    requests.map((request) => {
      const here = outcomes.filter(
        ({ trial }) => trial.assertion.rule === rule && trial.entry.request.name === request,
      );
      return here.length === 0 ? undefined : toCell(here);
    }),
  );
  return { rules, requests, cells };
}

function toCell(outcomes: readonly Outcome[]): Cell {
  const number = (...kinds: readonly Outcome['kind'][]) => outcomes.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    caught: number('caught'),
    caughtByOther: number('caught-by-other'),
    survived: number('survived', 'not-tried'),
    inapplicable: number('inapplicable'),
  };
}

/** How many outcomes of each kind there are. */
export function tally(outcomes: readonly Outcome[]): Readonly<Record<Outcome['kind'], number>> {
  const counts = { caught: 0, 'caught-by-other': 0, survived: 0, inapplicable: 0, 'not-tried': 0 };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}

/** Whether the suite has caught everything that could be broken, and something could. */
export function isProved(outcomes: readonly Outcome[]): boolean {
  const { caught, survived, 'not-tried': untried, 'caught-by-other': other } = tally(outcomes);
  return caught + other > 0 && survived === 0 && untried === 0;
}
