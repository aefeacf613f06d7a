import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternSample } from '../../src/schema/pattern-sample.ts';

const ANY = { least: 0, most: 100 };

describe('a text for a pattern', () => {
  it.each([
    { pattern: '^INC-\\d{4}$', want: ['INC-0000', 'INC-0001', 'INC-0044'] },
    { pattern: '^[A-Z]{2}$', want: ['AA', 'AB', 'BS'] },
    { pattern: '^(north|south)-[1-3]$', want: ['north-1', 'north-2', 'north-3'] },
    { pattern: '^\\d{4}-(0[1-9]|1[0-2])$', want: ['0000-01', '0000-10', '0002-05'] },
    { pattern: '^#[0-9a-f]{6}$', want: ['#000000', '#000001', '#00002c'] },
    { pattern: '^\\p{Lu}\\p{Ll}+$', want: ['Aa', 'Ab', 'Bs'] },
    { pattern: '^[\\w-.]+$', want: ['0', '1', 'h'] },
    { pattern: '^\\u0041\\x42\\u{43}?$', want: ['ABC', 'ABC', 'ABC'] },
    { pattern: '^https?://', want: ['https://', 'https://', 'https://'] },
    { pattern: '__proto__', want: ['__proto__', '__proto__', '__proto__'] },
    { pattern: '^$', want: ['', '', ''] },
    { pattern: '[', want: [undefined, undefined, undefined] },
    { pattern: '^(?!.*)$', want: [undefined, undefined, undefined] },
    { pattern: '^x{2000}$', want: [undefined, undefined, undefined] },
  ])('$pattern counts up: $want', ({ pattern, want }) => {
    expect([0, 1, 44].map((number) => patternSample(pattern, number, ANY))).toEqual(want);
  });

  it('has a length within bounds', () => {
    expect(patternSample('^[a-z]+$', 0, { least: 12, most: 20 })).toBe('a'.repeat(16));
    expect(patternSample('^[a-z]{5}$', 0, { least: 0, most: 4 })).toBeUndefined();
  });

  it('is one that the pattern takes, whatever the pattern', () => {
    const atom = fc.constantFrom('a', '\\d', '[b-e]', '[^x]', '.', '(f|g)', '(?:h\\.)', '\\w', '-');
    const sign = fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{2,}');
    const pattern = fc.array(fc.tuple(atom, sign), { maxLength: 5 }).map((parts) => `^${parts.flat().join('')}$`);
    fc.assert(
      fc.property(pattern, fc.nat(1000), (made, number) => {
        expect(patternSample(made, number, ANY)).toMatch(new RegExp(made));
      }),
    );
  });
});
