/** Text in lines that fit a terminal. */
import { toVisible } from './escape.ts';
import { paint, type Style } from './style.ts';

/** In characters: longer lines are hard to read. */
export function widthOf({ columns }: Style): number {
  return Math.min(columns, 100);
}

/** Text in lines that fit the terminal, the first and all others indented. A longer word stays whole. */
export function wrapped(text: string, width: number, style: Style): string {
  const most = Math.max(30, widthOf(style) - width);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => ' '.repeat(width) + line).join('\n');
}

/** A line of a list, whose further lines are indented by two more. */
export function hanging(text: string, style: Style): string {
  return wrapped(text, 2, { ...style, columns: widthOf(style) - 2 }).trimStart();
}

export function indented(text: string, width: number): string {
  return toVisible(text).replace(/^/gm, ' '.repeat(width));
}

export function listText(heading: string, lines: readonly string[], style: Style): string[] {
  if (lines.length === 0) return [];
  return [[paint(style, 'bold', heading), ...lines.map((line) => indented(line, 2))].join('\n')];
}
