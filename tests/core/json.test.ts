import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { isRecord, toJsonText, toScriptLiteral } from '../../src/core/json.ts';

describe('a value as a literal of a script', () => {
  it.each([
    { value: 'a {{client_secret}}', want: '"a \\u007b\\u007bclient_secret}}"' },
    { value: '</script>', want: '"<\\/script>"' },
    { value: '<!--', want: '"\\u003c!--"' },
    { value: '\u2028\u2029', want: '"\\u2028\\u2029"' },
    { value: JSON.parse('{"__proto__":1}'), want: '{["__proto__"]:1}' },
    { value: '__proto__', want: '"__proto__"' },
    { value: undefined, want: 'undefined' },
  ])('is spelled $want', ({ value, want }) => {
    expect(toScriptLiteral(value)).toBe(want);
  });

  it('can be indented', () => {
    expect(toScriptLiteral(JSON.parse('{"__proto__":[1]}'), 2)).toBe('{\n  ["__proto__"]: [\n    1\n  ]\n}');
  });

  it('takes a text of megabytes', () => {
    const value = '"\\{{'.repeat(1_000_000);
    expect(runInNewContext(toScriptLiteral(value))).toBe(value);
  });
});

it('writes JSON for a file with a last newline, its members in the order in which they were set', () => {
  expect(toJsonText({ b: 1, a: [] })).toBe('{\n  "b": 1,\n  "a": []\n}\n');
});

it.each([
  { value: {}, want: true },
  { value: Object.create(null), want: true },
  { value: [], want: false },
  { value: null, want: false },
  { value: 'text', want: false },
])('tells whether something is a JSON object: $want', ({ value, want }) => {
  expect(isRecord(value)).toBe(want);
});
