import type { CST } from 'yaml';

/** Deeper than anybody writes by hand. */
export const DEEPEST = 500;

/**
 * Where a text is nested too deep, as an offset in it. The tokens are looked at before nodes are made of them: that is done
 * by recursion, and a stack that overflows in the middle of a regular expression ends the whole process.
 */
export function tooDeepAt(tokens: readonly CST.Token[]): number | undefined {
  const waiting: [CST.Token, number][] = tokens.map((token) => [token, 0]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [token, depth] = next;
    if (depth > DEEPEST) return token.offset;
    if (token.type === 'document' && token.value) waiting.push([token.value, depth]);
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) waiting.push([key, depth + 1]);
      if (value) waiting.push([value, depth + 1]);
    }
  }
  return undefined;
}

/** How many values there are in a value, itself among them, and how deep they are nested. */
export interface Extent {
  readonly size: number;
  readonly height: number;
}

const ENDLESS: Extent = { size: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };

/**
 * How large a value is as a tree. A part that stands in several places counts in each, and is measured once. What stands
 * inside itself, or is nested deeper than {@link DEEPEST}, is endless.
 */
export function extentOf(value: unknown, known: Map<object, Extent> = new Map(), depth = 0): Extent {
  if (typeof value !== 'object' || value === null) return { size: 1, height: 0 };
  const before = known.get(value);
  if (before) return before;
  known.set(value, ENDLESS);
  if (depth > DEEPEST) return ENDLESS;
  let size = 1;
  let height = 0;
  for (const member of Object.values(value)) {
    const inside = extentOf(member, known, depth + 1);
    size += inside.size;
    height = Math.max(height, inside.height + 1);
  }
  known.set(value, { size, height });
  return { size, height };
}
