/** Lines of talk on standard error. */
import { toVisibleLine } from '../report/escape.ts';
import { hanging } from '../report/lines.ts';
import type { Output } from './io.ts';

/** Each in as many lines as the width of a terminal needs. Elsewhere each stays one, for `grep`. */
export function say(lines: readonly string[], out: Output): void {
  for (const line of lines) {
    const visible = toVisibleLine(line);
    out.write(`${out.isTerminal ? hanging(visible, out) : visible}\n`);
  }
}
