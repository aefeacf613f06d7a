import type { Inference } from '../model/inference.ts';
import type { Verdict } from '../run/verdict.ts';

/** A verdict, with what a reader should know of the description it was made from. */
export interface Reported extends Verdict {
  readonly notes?: readonly string[];
}

/** An inference on one line: `inferred: listOrders: "limit" is … (its name and its type); declare: …; deny: …`. */
export function toNote({ operation, kind, what, why, declare, deny }: Inference): string {
  const lines = [declare && `declare: ${declare}`, deny && `deny: ${deny}`].filter((line) => line !== undefined);
  const head = `${kind === 'inferred' ? 'inferred' : 'not inferred'}: ${operation}: ${what} (${why})`;
  return [head, ...lines].join('; ');
}
