import type { CST } from 'yaml';

/** The nesting limit: far more than hand-written documents need. */
export const MAX_DEPTH = 500;

/** What is said of a file that goes beyond it. */
export const TOO_DEEP = `is nested more than ${MAX_DEPTH} levels deep`;

/** What is said of a value that goes beyond it: only a text cannot contain itself. */
export const TOO_DEEP_OR_ENDLESS = `${TOO_DEEP}, or contains itself`;

/**
 * The offset at which a text is nested too deep. Tokens are checked before nodes are built from them, because building is
 * recursive, and a stack overflow inside a regular expression crashes the process.
 */
export function tooDeepAt(tokens: readonly CST.Token[]): number | undefined {
  const waiting: [CST.Token, number][] = tokens.map((token) => [token, 0]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [token, depth] = next;
    if (depth > MAX_DEPTH) return token.offset;
    if (token.type === 'document' && token.value) waiting.push([token.value, depth]);
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) waiting.push([key, depth + 1]);
      if (value) waiting.push([value, depth + 1]);
    }
  }
  return undefined;
}

/** The size of a value: how many values it contains, itself included, and how deep they are nested. */
export interface Extent {
  readonly size: number;
  readonly height: number;
}

const ENDLESS: Extent = { size: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };

/**
 * The size of a value when written as a tree. A shared part counts each time it occurs, but is measured once. A value that
 * contains itself or is nested deeper than {@link MAX_DEPTH} has infinite size.
 */
export function extentOf(value: unknown, known: Map<object, Extent> = new Map(), depth = 0): Extent {
  if (typeof value !== 'object' || value === null) return { size: 1, height: 0 };
  const before = known.get(value);
  if (before) return before;
  known.set(value, ENDLESS);
  if (depth > MAX_DEPTH) return ENDLESS;
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
