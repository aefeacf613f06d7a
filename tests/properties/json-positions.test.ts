/** Every part of a JSON text is located where it stands. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scanJson } from '../../src/load/json-positions.ts';

/** All paths in a value, each with the text that stands there: the key, or the value in an array. */
function partsOf(value: unknown, path: readonly string[] = []): { path: readonly string[]; text: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    { path: [...path, name], text: Array.isArray(value) ? JSON.stringify(member).slice(0, 1) : JSON.stringify(name) },
    ...partsOf(member, [...path, name]),
  ]);
}

it('whatever it holds, and however it is indented', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 4 }), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const { offsetOf, duplicates, tooDeep } = scanJson(text);
      expect([duplicates, tooDeep]).toEqual([[], undefined]);
      for (const part of partsOf(JSON.parse(text))) {
        const offset = offsetOf(part.path);
        expect(text.slice(offset, offset + part.text.length)).toBe(part.text);
      }
    }),
  );
});

it('a key that its object has already is found, and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 8 }), (keys) => {
      const text = `{${keys.map((key) => `${JSON.stringify(key)}:0`).join()}}`;
      expect(scanJson(text).duplicates).toHaveLength(keys.length - new Set(keys).size);
    }),
  );
});
