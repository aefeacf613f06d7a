import { runInNewContext, Script } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toScriptLiteral } from '../../src/core/folded.ts';
import { fromPointer, toPointer } from '../../src/core/pointer.ts';
import { stableId } from '../../src/core/stable-id.ts';
import { toSlug } from '../../src/core/words.ts';
import { js } from '../../src/rules/script.ts';
import { json, text } from './arbitraries.ts';

const FORBIDDEN = /\{\{|<\/|<!--|[\u2028\u2029]/;

/** The value of a literal, made in another world and brought home as JSON, so that only own members count. */
function evaluated(literal: string): unknown {
  return JSON.parse(runInNewContext(`JSON.stringify(${literal})`));
}

it('a pointer leads back to its parts', () => {
  fc.assert(
    fc.property(fc.array(text), (parts) => {
      expect(fromPointer(toPointer(parts))).toEqual(parts);
    }),
  );
});

it('a literal is the value it was made of, whatever the value', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(0, 20, 100), (value, width) => {
      expect(evaluated(toScriptLiteral(value, width))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('a literal holds nothing that a page, an old engine or Postman would read as its own', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(toScriptLiteral(value)).not.toMatch(FORBIDDEN);
    }),
  );
});

it('whatever is put into a script stays the value it was', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      const script = js`
        [
          ${one},
            ${{ other }}];
      `.text;
      expect(script).not.toMatch(FORBIDDEN);
      expect(() => new Script(script)).not.toThrow();
      expect(evaluated(script.replace(/;$/, ''))).toEqual(JSON.parse(JSON.stringify([one, { other }])));
    }),
  );
});

it('an id is a UUID of version 5, and no two lists of names share one', () => {
  fc.assert(
    fc.property(fc.array(text), fc.array(text), (one, other) => {
      expect(stableId(...one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(stableId(...one) === stableId(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

it('a slug is a slug, and making one of it changes nothing', () => {
  fc.assert(
    fc.property(text, (words) => {
      expect(toSlug(words)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(toSlug(toSlug(words))).toBe(toSlug(words));
    }),
  );
});
