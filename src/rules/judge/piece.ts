import { joined, type Script } from '../script.ts';

/** A piece of the judge. A script carries it where one of these keywords or formats is in use; always, where none is named. */
export interface Piece {
  readonly for: readonly string[];
  readonly code: Script;
}

/** What the schemas of a script use: keywords by their names, formats as `format: date`, and `boolean schema`. */
export type Used = ReadonlySet<string>;

export function isUsed(used: Used, names: readonly string[]): boolean {
  return names.length === 0 || names.some((name) => used.has(name));
}

/** The pieces that are needed, in their order. */
export function needed(pieces: readonly Piece[], used: Used): readonly Script[] {
  return pieces.filter((piece) => isUsed(used, piece.for)).map(({ code }) => code);
}

/** The same as lines of one function. */
export function lines(pieces: readonly Piece[], used: Used): Script {
  return joined(needed(pieces, used), 0);
}

/** The keywords of all pieces. */
export function keywordsOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => piece.for);
}

/** Keywords that ask what others have judged. */
export const ASKS_FOR_REST = ['unevaluatedItems', 'unevaluatedProperties'];
