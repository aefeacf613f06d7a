/** What a notice says of a value that its schema refuses. */
import { expect, it } from 'vitest';
import { problemIn } from '../../src/schema/accepts.ts';
import { toModel } from '../helpers/builders.ts';

const text = { type: 'string', minLength: 3 };
const none = { type: 'null' };

it.each([
  { schema: { anyOf: [text, none] }, value: 5, want: 'the value should be string' },
  { schema: { anyOf: [none, text] }, value: 'a', want: 'the value should be longer' },
  { schema: { oneOf: [text, none] }, value: 'a', want: 'the value should be longer' },
  {
    schema: { oneOf: [text, { type: 'integer' }] },
    value: 'a',
    want: 'the value should match one of its alternatives',
  },
  {
    schema: { anyOf: [text, { type: 'integer' }, none] },
    value: 'a',
    want: 'the value should match one of its alternatives',
  },
  { schema: { anyOf: [none] }, value: 'a', want: 'the value should match one of its alternatives' },
  {
    schema: { type: 'string', format: 'date-time' },
    value: '2024-01-31T10:00:00',
    want: 'the value should be a valid date-time: it has no offset, such as "Z" or "+02:00"',
  },
  { schema: { type: 'string', format: 'date-time' }, value: 'soon', want: 'the value should be a valid date-time' },
])('$value by $schema: $want', ({ schema, value, want }) => {
  expect(problemIn(value, schema, { schemas: toModel(), notNeeded: [] })).toBe(want);
});
