/** The lines of a patch, cut so that what differs is shown: the long lines of a collection often have the same beginning. */

/** What is shown of a line. */
const LONGEST = 160;

/** What is shown before the first difference of a line that is cut at its beginning. */
const BEFORE = 40;

/** The lines of a patch. The first line that is removed is compared with the first that is added after it, and so on. */
export function patchLines(lines: readonly string[]): readonly string[] {
  const starts = new Map<number, number>();
  for (let at = 0; at < lines.length; ) {
    const removed = runOf(lines, at, '-');
    const added = runOf(lines, at + removed, '+');
    for (let index = 0; index < Math.min(removed, added); index += 1) {
      const [one, other] = [at + index, at + removed + index];
      const start = differsAt(lines[one] ?? '', lines[other] ?? '');
      starts.set(one, start).set(other, start);
    }
    at += Math.max(removed + added, 1);
  }
  return lines.map((line, index) => cut(line, starts.get(index) ?? 0));
}

function runOf(lines: readonly string[], from: number, sign: string): number {
  let end = from;
  while (lines[end]?.startsWith(sign)) end += 1;
  return end - from;
}

/** The place of the first difference behind the sign. */
function differsAt(one: string, other: string): number {
  let at = 1;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

function cut(line: string, differs: number): string {
  const from = differs > LONGEST - BEFORE ? differs - BEFORE : 1;
  const head = from > 1 ? `${line.slice(0, 1)}…${line.slice(from)}` : line;
  return head.length > LONGEST ? `${head.slice(0, LONGEST)}…` : head;
}
