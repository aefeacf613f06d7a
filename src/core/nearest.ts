/** The name that is most like another, for "did you mean"; `undefined` if none is like it. */
export function nearest(text: string, names: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  const most = Math.max(1, Math.floor(text.length / 3));
  for (const name of names) {
    if (Math.abs(name.length - text.length) > most) continue;
    const distance = distanceBetween(text.toLowerCase(), name.toLowerCase());
    if (distance <= most && distance < (best?.distance ?? Infinity)) {
      best = { name, distance };
    }
  }
  return best?.name;
}

/** `Did you mean \`--verbose\`? `, to begin a hint with; empty if no name is like it. */
export function didYouMean(text: string, names: Iterable<string>, prefix = ''): string {
  const like = nearest(text, names);
  return like === undefined ? '' : `Did you mean \`${prefix}${like}\`? `;
}

/**
 * How many characters must be added, removed, replaced or swapped with their neighbour.
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function distanceBetween(a: string, b: string): number {
  const [from, to] = [Array.from(a), Array.from(b)];
  let before: readonly number[] = [];
  let row: readonly number[] = [...Array(to.length + 1).keys()];
  for (const [i, character] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1);
      const isSwapped = i > 0 && j > 0 && character === to[j - 1] && from[i - 1] === other;
      const swapped = isSwapped ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
