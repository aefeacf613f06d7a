/** The name of an operation, and what is said of it. */
import { operationName } from './methods.ts';
import type { Node, Reading } from './reading.ts';
import { textAt } from './typed-members.ts';
import type { Operation } from './types.ts';

/** Longer summaries are no names. */
const LONG = 100;

/** The first of several sentences, of fifteen characters or more, so that it does not end in `e.g.` */
const FIRST_SENTENCE = /^(.{10,}?[^\s.]{4,}[.!?]) +(?=\p{Lu})/u;

/** Of a long summary of several sentences, the first one is the name, and the whole summary begins the description. */
export function operationTexts(
  reading: Reading,
  node: Node,
  named: Pick<Operation, 'method' | 'path'>,
): Pick<Operation, 'summary' | 'description'> {
  const whole = textAt(reading, node, 'summary').replace(/\s+/g, ' ').trim();
  const description = textAt(reading, node, 'description');
  const first = whole.length > LONG ? FIRST_SENTENCE.exec(whole)?.[1] : undefined;
  if (first === undefined) return { summary: whole || operationName(named), description };
  const isSaid = description.replace(/\s+/g, ' ').includes(whole);
  return {
    summary: first,
    description: isSaid || description === '' ? description || whole : `${whole}\n\n${description}`,
  };
}
