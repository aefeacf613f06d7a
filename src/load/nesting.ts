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
