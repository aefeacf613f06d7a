/** A path from its end. Most are never read, and this way none of them is copied for each part. */
export interface Trail {
  readonly name: string;
  readonly outer: Trail | undefined;
}

export function toTrail(names: readonly string[], outer?: Trail): Trail | undefined {
  let trail = outer;
  for (const name of names) trail = { name, outer: trail };
  return trail;
}

export function toPath(trail: Trail | undefined): readonly string[] {
  const names: string[] = [];
  for (let one = trail; one; one = one.outer) names.push(one.name);
  return names.reverse();
}
