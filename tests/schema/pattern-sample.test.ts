import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemasIn } from '../../src/schema/node.ts';
import { toEcma } from '../../src/schema/pattern-dialects.ts';
import { patternLengths, patternSample } from '../../src/schema/pattern-sample.ts';
import { sampleValue } from '../../src/schema/sample.ts';
import { toPattern } from '../../src/schema/values.ts';

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
    { pattern: '^(["\'])[ab]\\1$', want: ['"a"', '"b"', '"a"'] },
    { pattern: '^(?<mark>[ab])x\\k<mark>$', want: ['axa', 'bxb', 'axa'] },
    { pattern: '^((a)|b)\\2?\\1$', want: ['aaa', 'bb', 'aaa'] },
    { pattern: '^(?=.*[A-Z])(?=.*?\\d)[A-Za-z\\d]{3,}$', want: ['AA0AA', 'AA0AB', 'AA0As'] },
    { pattern: '^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{3}$', want: ['AA0', 'AA0', 'AA0'] },
    { pattern: '(?<=€)\\d{2}$', want: ['€00', '€01', '€44'] },
    { pattern: '^(?:\\d[ -]*?){4}$', want: ['0000', '0001', '0044'] },
    { pattern: '^.*?@(x.+?)??$', want: ['@', '@', '@'] },
    { pattern: '^ab(?<=b)c$', want: ['abc', 'abc', 'abc'] },
    { pattern: '^😀{2}[é]$', want: ['😀😀é', '😀😀é', '😀😀é'] },
    { pattern: '[', want: [undefined, undefined, undefined] },
    { pattern: '^(?!.*)$', want: [undefined, undefined, undefined] },
    { pattern: '^x{2000}$', want: [undefined, undefined, undefined] },
  ])('$pattern counts up: $want', ({ pattern, want }) => {
    expect([0, 1, 44].map((number) => patternSample(pattern, number, ANY))).toEqual(want);
  });

  it('has a length within bounds', () => {
    expect(patternSample('^[a-z]+$', 0, { least: 12, most: 20 })).toBe('a'.repeat(16));
    expect(patternSample('^[a-z]{5}$', 0, { least: 0, most: 4 })).toBeUndefined();
    expect(patternSample('^😀{2}$', 0, { least: 2, most: 2 })).toBe('😀😀');
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

describe('a pattern of another dialect', () => {
  it.each([
    { pattern: '(?i)^abc$', means: '^abc$', want: 'abc' },
    { pattern: '\\A\\d{3}-\\w+\\Z', means: '^\\d{3}-\\w+$', want: '000-0' },
    { pattern: '/^[a-z]+$/i', means: '^[a-z]+$', want: 'a' },
    { pattern: '^[[:upper:][:digit:]_]{2}$', means: '^[A-Z0-9_]{2}$', want: 'AA' },
    { pattern: '^(?P<year>\\d{4})$', means: '^(?<year>\\d{4})$', want: '0000' },
    { pattern: '^(?>a|b)++c*+$', means: '^(?:a|b)+c*$', want: 'ac' },
    { pattern: '^[\\pL\\h]{3}$', means: '^[\\p{L} ]{3}$', want: 'AAA' },
    { pattern: '^x{,3}\\z', means: '^x{0,3}$', want: 'x' },
    { pattern: '^\\\\A\\++\\Z', means: '^\\\\A\\++$', want: '\\A+' },
  ])('$pattern means $means, as far as a sample needs it', ({ pattern, means, want }) => {
    expect(toPattern(pattern)).toBeUndefined();
    expect(toEcma(pattern)).toBe(means);
    expect(sampleValue({ schema: { type: 'string', pattern }, pointer: '' }, schemasIn({}))).toBe(want);
  });

  it.each(['^[a-z&&[^aeiou]]{2}$', '^[a-z[0-9]]{2}$', '^\\p{Alnum}+$'])('%s has a sample as any text', (pattern) => {
    expect(toPattern(pattern)).toBeUndefined();
    expect(sampleValue({ schema: { type: 'string', pattern }, pointer: '' }, schemasIn({}))).toBe('text');
  });

  it.each(['^[^\\]&&[]$', '^\\{,5\\}$', '^[[\\]]$', '^[\\w[{-]+$'])('%s is none', (pattern) => {
    expect(toPattern(pattern)).toBeDefined();
  });
});

describe('the lengths of what matches a pattern', () => {
  const MOST = Number.POSITIVE_INFINITY;
  it.each([
    { pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}$', want: [23, 23] },
    { pattern: '^a?(bc|d{3,5})$', want: [2, 6] },
    { pattern: '^(?=.*x)(?:ab)+$', want: [2, MOST] },
    { pattern: '^\\$', want: [1, MOST] },
    { pattern: 'abc', want: [3, MOST] },
    { pattern: '^a$|^bb$', want: [1, MOST] },
    { pattern: '^$', want: [0, 0] },
    { pattern: '^(a{3})\\1$', want: undefined },
    { pattern: '^\\cA$', want: undefined },
    { pattern: '(', want: undefined },
    { pattern: '\\Aa{3}\\z', want: undefined },
  ])('$pattern: $want', ({ pattern, want }) => {
    const lengths = patternLengths(pattern);
    expect(lengths && [lengths.least, lengths.most]).toEqual(want);
  });

  it('are those of each sample', () => {
    for (const pattern of ['^a{2,4}b*$', '^(x|yy|zzz)?$', '^[a-c]+[^a]\\.\\d{2}$', '^\\w{3}(-\\w{2})*$']) {
      const { least, most } = patternLengths(pattern) ?? { least: 1, most: 0 };
      for (let number = 0; number < 60; number += 1) {
        const { length } = patternSample(pattern, number, ANY) ?? '';
        expect(length).toBeGreaterThanOrEqual(least);
        expect(length).toBeLessThanOrEqual(most);
      }
    }
  });
});
