import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/load/parse.ts';
import { findingsOf } from '../helpers/findings.ts';

it.each([
  { what: 'YAML', text: 'a:\n  - 1\n', want: { a: [1] } },
  { what: 'JSON', text: '{"a":[1]}', want: { a: [1] } },
  { what: 'JSON after a byte order mark', text: '\uFEFF{"a":[1]}', want: { a: [1] } },
  { what: 'YAML after a byte order mark', text: '\uFEFFa: [1]', want: { a: [1] } },
  { what: 'YAML in flow style', text: '{a: [1]}', want: { a: [1] } },
  { what: 'a status, which is a number, as the name it is', text: '200: fine', want: { 200: 'fine' } },
  {
    what: 'keys as they are written',
    text: 'a: {1.0: 1, 0x1F: 2}\n1e3: 3\nTrue: 4\nnull: 5\n007: 7\n? +1\n: 8\n',
    want: { a: { '1.0': 1, '0x1F': 2 }, '1e3': 3, True: 4, null: 5, '007': 7, '+1': 8 },
  },
  { what: 'words of YAML 1.1 as words', text: 'a: no\nb: 2024-01-01', want: { a: 'no', b: '2024-01-01' } },
  { what: 'an empty file', text: '', want: null },
  { what: 'a merge key', text: 'a: &m {b: 1}\nc: {<<: *m, d: 2}\n', want: { a: { b: 1 }, c: { b: 1, d: 2 } } },
])('reads $what', ({ text, want }) => {
  expect(parseText(text, 'a.yaml').value).toEqual(want);
});

it.each(['__proto__:\n  polluted: true\n', '{"__proto__":{"polluted":true}}'])(
  'keeps %j a member like any other',
  (text) => {
    const { value } = parseText(text, 'a.yaml');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  },
);

const INDENTED_TOO_LITTLE: readonly { text: string; want: unknown; pointers?: readonly string[] }[] = [
  { text: 'info:\n  a: "One\n  two."\n  b: 1\n', want: { info: { a: 'One two.', b: 1 } }, pointers: ['/info/a'] },
  { text: "info:\n  a: 'One''s\n  two.'\n  b: 1\n", want: { info: { a: "One's two.", b: 1 } }, pointers: ['/info/a'] },
  { text: 'a: "One\n\ntwo \\"2\\"\\\nthree"\nb: 1\n', want: { a: 'One\ntwo "2"three', b: 1 }, pointers: ['/a'] },
  { text: 'l:\n  - a: "One\n    two" # why\n    b: 1\n', want: { l: [{ a: 'One two', b: 1 }] }, pointers: ['/l/0/a'] },
  { text: 'a:\r\n  b: "One\r\n  two"\r\n  c: 1\r\n', want: { a: { b: 'One two', c: 1 } }, pointers: ['/a/b'] },
  {
    text: 'x:\n  a: "One\n  two."\n  b: { c: "Three\n  four", d: 1 }\n  e: "Five\n  six"\n',
    want: { x: { a: 'One two.', b: { c: 'Three four', d: 1 }, e: 'Five six' } },
    pointers: ['/x/a', '/x/b', '/x/e'],
  },
  { text: 'a:\n  r: [\n  b,\n  "c]"\n  ]\n  d: 1\n', want: { a: { r: ['b', 'c]'], d: 1 } }, pointers: ['/a/r'] },
  {
    text: "a:\n  e: [{\n    b: it's # ]\n  }, {\n    b: 2\n  }]\n  d: 1\n",
    want: { a: { e: [{ b: "it's" }, { b: 2 }], d: 1 } },
    pointers: ['/a/e'],
  },
  { text: 'a:\n  r: [\n    b\n  ]\n', want: { a: { r: ['b'] } } },
];

describe('what goes on in a line that is indented too little', () => {
  it.each(INDENTED_TOO_LITTLE)('is read, with a notice: $text', ({ text, want, pointers = [] }) => {
    const { value, notices = [] } = parseText(text, 'a.yaml');
    expect(value).toEqual(want);
    expect(notices.map(({ kind, pointer }) => [kind, pointer])).toEqual(pointers.map((one) => ['note', one]));
  });

  it('keeps its place, and that of what follows', () => {
    const { locate } = parseText('x:\n  a: { b: "One\n  two", c: 1 }\n  d: 1\n', 'a.yaml');
    expect(locate('/x/a/b')).toMatchObject({ line: 2, column: 8 });
    expect(locate('/x/a/c')).toMatchObject({ line: 3, column: 9 });
    expect(locate('/x/d')).toMatchObject({ line: 4, column: 3 });
  });

  it.each([
    { what: 'without an end', text: 'x:\n  a: "One\n  b: 1\n', line: 4 },
    { what: 'that the next text would end', text: 'x:\n  a: "One\n  b: "Two"\n', line: 2 },
    { what: 'that a mark alone would end', text: 'x:\n  a: "One\n  b: "\n', line: 2 },
    { what: 'that a quoted key would end', text: 'x:\n  a: "One\n  "b": 1\n', line: 2 },
    { what: 'in brackets', text: 'x:\n  r: ["a]\n  b: ["]\n', line: 2 },
    { what: 'before an element', text: 'x:\n- "One\n- "\n', line: 2 },
    { what: 'before a comment', text: 'x:\n  a: "One\n  # "\n', line: 2 },
  ])('is refused in quotation marks $what', async ({ text, line }) => {
    const [finding] = await findingsOf(() => parseText(text, 'a.yaml'));
    expect(finding).toMatchObject({ code: 'document/syntax', place: { line } });
    expect(finding?.hint).toContain('indented further than its key');
  });

  it.each(['a:\n  r: [\n  b\n  d: 1\n', 'a:\n  r: [\n  b\n  }\n  d: 1\n', 'a:\n  r: [{\n  b: 1\n  ]\n'])(
    'is refused in brackets without an end: %j',
    async (text) => {
      const [finding] = await findingsOf(() => parseText(text, 'a.yaml'));
      expect(finding).toMatchObject({ code: 'document/syntax' });
    },
  );

  it.each([
    { what: 'texts', text: `x:\n${'  a: "One\n  b: 1\n'.repeat(20_000)}` },
    { what: 'brackets', text: `x:\n${'  a: [\n  b: 1\n'.repeat(20_000)}` },
  ])('is not searched for an end again and again: many $what', { timeout: 10_000 }, async ({ text }) => {
    expect((await findingsOf(() => parseText(text, 'a.yaml')))[0]).toMatchObject({ code: 'document/syntax' });
  });
});

describe('a text that is neither YAML nor JSON', () => {
  const bomb = Array.from(
    { length: 9 },
    (_, i) =>
      `a${i}: &a${i} [${Array(9)
        .fill(i === 0 ? 'x' : `*a${i - 1}`)
        .join()}]`,
  ).join('\n');

  it.each([
    { what: 'a tab as indentation', text: 'a:\n\tb: 1\n', want: { line: 2, column: 1 } },
    { what: 'an open bracket in YAML', text: 'a: 1\nb: [1, 2\n', want: { line: 3, column: 1 } },
    { what: 'an open bracket in JSON', text: '{\n  "a": [1, 2\n}', want: { line: 3, column: 1 } },
    { what: 'the same key twice', text: 'a: 1\nb:\n  c: 1\n  c: 2\n', want: { line: 4, column: 3 } },
    { what: 'a second document', text: 'a: 1\n---\nb: 2\n', want: { line: 2, column: 1 } },
    { what: 'an alias of nothing', text: 'a: *nothing\n', want: {} },
    { what: 'a bomb of aliases', text: bomb, want: {} },
    { what: 'brackets without an end', text: '['.repeat(20_000), want: { line: 1 } },
    { what: 'braces in braces', text: `${'{a: '.repeat(20_000)}${'}'.repeat(20_000)}`, want: { line: 1 } },
    { what: 'lists in lists', text: `${'- '.repeat(20_000)}1`, want: { line: 1 } },
  ])('is refused with its place: $what', async ({ text, want }) => {
    const findings = await findingsOf(() => parseText(text, 'spec/a.yaml'));
    expect(findings[0]).toMatchObject({ code: 'document/syntax', place: { file: 'spec/a.yaml', ...want } });
  });

  it.each([
    { what: 'an HTML page', text: '<!DOCTYPE html>\n<p>Sign in</p>', want: /^this is an HTML page$/ },
    { what: 'XML', text: '<?xml version="1.0"?><a/>', want: /^this is XML$/ },
    { what: 'XML after a comment', text: '<!-- a -->\n<a/>', want: /^this is XML$/ },
    { what: 'a tag of an application', text: 'a: !foo 1\n', want: /!foo/ },
    { what: 'keys that a JSON object has twice', text: '{"a":1,"\\u0061":2}', want: /^the key "\\u0061" occurs twice/ },
  ])('is named: $what', async ({ text, want }) => {
    const findings = await findingsOf(() => parseText(text, 'a.yaml'));
    expect(findings).toEqual([expect.objectContaining({ message: expect.stringMatching(want) })]);
  });

  it('is none where a key of YAML looks like the beginning of a comment', () => {
    expect(parseText('<!--: 1\nb: "-->"\n', 'a.yaml').value).toEqual({ '<!--': 1, b: '-->' });
  });

  it('is one error where many follow from it: Markdown', async () => {
    const text =
      '# Orders\n\n* GET `/orders`: [all](#all)\n\n```yaml\na: 1\n```\n\n| a | b |\n|---|---|\n| `x` | @y |\n';
    expect(await findingsOf(() => parseText(text, 'README.md'))).toHaveLength(1);
  });

  it('is told with all its mistakes at once', async () => {
    expect(await findingsOf(() => parseText('a: 1\na: 2\nb: 1\nb: 2\n', 'a.yaml'))).toHaveLength(2);
  });
});

describe('the place of a pointer', () => {
  const yaml = 'a: &list\n  - b: 1\n    200: x\nc: *list\n';

  it.each([
    { what: 'the name of a member', text: yaml, pointer: '/a/0/b', line: 2, column: 5 },
    { what: 'a name that is a number', text: yaml, pointer: '/a/0/200', line: 3, column: 5 },
    { what: 'a name behind an alias', text: yaml, pointer: '/c/0/b', line: 2, column: 5 },
    { what: 'an element, which has no name', text: yaml, pointer: '/a/0', line: 2, column: 5 },
    { what: 'what would hold a member that is missing', text: yaml, pointer: '/a/0/none/such', line: 2, column: 5 },
    { what: 'the whole', text: yaml, pointer: '', line: 1, column: 1 },
    { what: 'a name in JSON', text: '{"a":\n  {"b/c": 1}}', pointer: '/a/b~1c', line: 2, column: 4 },
    { what: 'an element in JSON', text: '[1,\n[{}, -2.5e3,\ntrue]]', pointer: '/1/2', line: 3, column: 1 },
    {
      what: 'what follows texts with quotation marks',
      text: '{"\\\\":"\\\\\\\\","b":1}',
      pointer: '/b',
      line: 1,
      column: 14,
    },
    { what: 'what follows nested values', text: '{"a":{"b":[{}]},\n"b":0}', pointer: '/b', line: 2, column: 1 },
    { what: 'what would hold what JSON lacks', text: '{"a":{}}', pointer: '/a/b/c', line: 1, column: 2 },
    { what: 'what a merge key brings', text: 'a: &m\n  b: 1\nc:\n  <<: *m\n', pointer: '/c/b', line: 2, column: 3 },
  ])('is that of $what', ({ text, pointer, line, column }) => {
    const want = { file: 'a.yaml', pointer: `#${pointer}`, line, column };
    expect(parseText(text, 'a.yaml').locate(pointer)).toEqual(want);
  });
});

describe('a title or a version without quotation marks', () => {
  it.each([
    { info: 'version: 1.10', member: 'version', want: '1.10', notes: 1 },
    { info: 'version: 0x10', member: 'version', want: '0x10', notes: 1 },
    { info: 'title: 42', member: 'title', want: '42', notes: 1 },
    { info: "version: '1.10'", member: 'version', want: '1.10', notes: 0 },
    { info: 'version: 2024-01-01', member: 'version', want: '2024-01-01', notes: 0 },
  ])('is taken as it is written: $info', ({ info, member, want, notes }) => {
    const { value, notices = [] } = parseText(`openapi: 3.1.0\ninfo: { ${info} }\n`, 'a.yaml');
    expect(value).toMatchObject({ info: { [member]: want } });
    expect(notices.map(({ pointer }) => pointer)).toEqual(Array(notes).fill(`/info/${member}`));
  });

  it('stays a number where it is no description', () => {
    expect(parseText('info: { version: 1.0 }\n', 'a.yaml').value).toEqual({ info: { version: 1 } });
  });
});
