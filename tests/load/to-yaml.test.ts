import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/load/parse.ts';
import { toYamlText } from '../../src/load/to-yaml.ts';

const shared = { type: 'string' };

it('writes what a person likes to read', () => {
  const document = {
    openapi: '3.1.0',
    info: { description: 'One line.\n\nAnother, with "quotes" and: a colon.\n', version: '1.0' },
    tags: [],
    paths: { '/a': { 200: shared, 201: shared, empty: {} } },
  };
  const comments = { paths: 'The operations.', 'paths /a': 'One path.' };
  expect(toYamlText(document, 'What it is.\n\nDo not edit.', comments)).toBe(`# What it is.

# Do not edit.


openapi: 3.1.0

info:
  description: |
    One line.

    Another, with "quotes" and: a colon.
  version: '1.0'

tags: []

# The operations.
paths:
  # One path.
  /a:
    '200':
      type: string
    '201':
      type: string
    empty: {}
`);
});

it('writes the same value the same way', () => {
  const value = { b: [1, { c: null }], a: 'x'.repeat(300) };
  expect(toYamlText(value, 'Head')).toBe(toYamlText(structuredClone(value), 'Head'));
});

describe('a text that starts with space is read as what it was', () => {
  it.each([[' \n'], ['\n \nword'], ['\t\nword'], [' a\n b'], ['\ufeff'], [`\n \n${'word '.repeat(20)}`]])(
    '%j',
    (text) => {
      const value = { [text]: [text, { member: text }] };
      expect(parseText(toYamlText(value, ''), 'a.yaml').value).toEqual(value);
    },
  );
});
