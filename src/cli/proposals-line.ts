import { count } from '../core/words.ts';
import { type Inferred, toReview } from '../infer/inference.ts';
import { toShownDescription } from '../load/description-source.ts';
import { toShellWord, toShownPath } from './shown-path.ts';

/** The options without which the description would not be the same, or not be read. */
export interface OfDescription {
  readonly root?: string | undefined;
  readonly 'allow-host'?: readonly string[] | undefined;
  readonly overlay?: readonly string[] | undefined;
}

/** The line that says how many proposals there are, and the command that shows them. None where there are none. */
export function proposalsLine(inferred: Inferred, file: string, options: OfDescription): readonly string[] {
  const { length } = toReview(inferred);
  if (length === 0) return [];
  const what = `${count(length, 'proposal')} for more assertions`;
  const shown = toShellWord(toShownPath(toShownDescription(file)));
  const { root, overlay = [], 'allow-host': hosts = [] } = options;
  const given = [
    ...(root === undefined ? [] : ['--root', toShownPath(root)]),
    ...hosts.flatMap((host) => ['--allow-host', host]),
    ...overlay.flatMap((one) => ['--overlay', toShownPath(one)]),
  ];
  const words = given.map((word) => ` ${toShellWord(word)}`).join('');
  return [`${what}, to review: postman-contract infer ${shown}${words}`];
}
