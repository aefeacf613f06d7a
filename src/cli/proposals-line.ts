import { count } from '../core/words.ts';
import type { Inferred } from '../infer/inference.ts';
import { toVisibleLine } from '../report/escape.ts';

/** The one line that tells of proposals and how they are looked at; nothing where there are none. */
export function proposalsLine({ proposals }: Inferred, file: string): string {
  if (proposals.length === 0) return '';
  const what = `${count(proposals.length, 'proposal')} of what more could be asserted`;
  return `${toVisibleLine(`${what}: postman-contract infer ${file}`)}\n`;
}
