/** At how many places of a document a part stands, since equal parts are one object. */

/** Counts the places of parts. The document is walked when the first is counted; it must not contain itself. */
export function placesIn(document: unknown): (part: object) => number {
  let known:
    | { readonly holders: ReadonlyMap<object, readonly object[]>; readonly counts: Map<object, number> }
    | undefined;
  const countOf = (part: object): number => {
    known ??= { holders: holdersIn(document), counts: new Map() };
    const { holders, counts } = known;
    const before = counts.get(part);
    if (before !== undefined) return before;
    const count = (holders.get(part) ?? []).reduce((sum, holder) => sum + countOf(holder), part === document ? 1 : 0);
    counts.set(part, count);
    return count;
  };
  return countOf;
}

/** What holds each part: once for each member that it is. */
function holdersIn(document: unknown): ReadonlyMap<object, readonly object[]> {
  const holders = new Map<object, object[]>();
  const waiting: unknown[] = [document];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const member of Object.values(next as object) as unknown[]) {
      if (typeof member !== 'object' || member === null) continue;
      const known = holders.get(member);
      if (known) known.push(next as object);
      else {
        holders.set(member, [next as object]);
        waiting.push(member);
      }
    }
  }
  return holders;
}

/** Words for the places beside the one that is named. */
export function andElsewhere(count: number): string {
  if (count < 2) return '';
  return count === 2 ? ' (and in one equal schema)' : ` (and in ${count - 1} equal schemas)`;
}
