/** The name that is most like another, for "did you mean"; `undefined` if none is like it. */
export function nearest(text: string, names: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const distance = distanceBetween(text.toLowerCase(), name.toLowerCase());
    if (distance <= Math.max(1, Math.floor(text.length / 3)) && distance < (best?.distance ?? Infinity)) {
      best = { name, distance };
    }
  }
  return best?.name;
}

/** How many characters must be added, removed or replaced. https://en.wikipedia.org/wiki/Levenshtein_distance */
function distanceBetween(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (const [i, character] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
