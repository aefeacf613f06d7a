import { count } from '../core/words.ts';
import { type Inferred, toReview } from '../infer/inference.ts';
import { toShownDescription } from '../load/description-source.ts';
import { toShellWord, toShownPath } from './shown-path.ts';

/** The line that says how many proposals there are, and the command that shows them. None where there are none. */
export function proposalsLine(inferred: Inferred, file: string): readonly string[] {
  const { length } = toReview(inferred);
  if (length === 0) return [];
  const what = `${count(length, 'proposal')} for more assertions`;
  const shown = toShellWord(toShownPath(toShownDescription(file)));
  return [`${what}, to review: postman-contract infer ${shown}`];
}
