import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { toFoldedJsonText, toScriptLiteral } from '../../src/core/folded.ts';
import { isRecord, toJsonText } from '../../src/core/json.ts';

describe('a value as a literal of a script', () => {
  it.each([
    { value: 'a {{client_secret}}', want: "'a \\u007b\\u007bclient_secret}}'" },
    { value: '</script>', want: "'<\\/script>'" },
    { value: '<!--', want: "'\\u003c!--'" },
    { value: '\u2028\u2029', want: "'\\u2028\\u2029'" },
    { value: JSON.parse('{"__proto__":1}'), want: "{ ['__proto__']: 1 }" },
    { value: { 'a-b': 1, a_b: "it's", '{{x}}': '"' }, want: "{ 'a-b': 1, a_b: 'it\\'s', '\\u007b\\u007bx}}': '\"' }" },
    { value: { gone: undefined, kept: [undefined, null] }, want: '{ kept: [null, null] }' },
    { value: '\\', want: "'\\\\'" },
    { value: '\ud800', want: "'\\ud800'" },
    { value: '__proto__', want: "'__proto__'" },
    { value: undefined, want: 'undefined' },
  ])('is spelled $want', ({ value, want }) => {
    expect(toScriptLiteral(value)).toBe(want);
  });

  it('stands on one line where it fits, and else a member a line', () => {
    expect(toScriptLiteral(JSON.parse('{"__proto__":[1,2]}'), 7)).toBe(
      "{\n  ['__proto__']: [\n    1,\n    2,\n  ],\n}",
    );
  });

  it('takes a text of megabytes', () => {
    const value = '"\\{{'.repeat(1_000_000);
    expect(runInNewContext(toScriptLiteral(value))).toBe(value);
  });
});

it('writes JSON for a file with a last newline, its members in the order in which they were set', () => {
  expect(toJsonText({ b: 1, a: [] })).toBe('{\n  "b": 1,\n  "a": []\n}\n');
});

it('writes JSON that people review: what fits a line stands on one', () => {
  const value = { a: [1, 'two'], b: { 'c"': null }, d: ['x'.repeat(20)] };
  expect(toFoldedJsonText(value, 20)).toBe(
    '{\n "a": [1, "two"],\n "b": { "c\\"": null },\n "d": [\n  "xxxxxxxxxxxxxxxxxxxx"\n ]\n}\n',
  );
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
