import { describe, expect, it } from 'vitest';
import { sampleValue } from '../../src/schema/sample.ts';
import { formatOfName } from '../../src/schema/sample-names.ts';
import { nodeOf } from './judgeable.ts';

function sampleOf(schema: unknown) {
  const { node, model } = nodeOf(schema);
  return sampleValue(node, model);
}

it.each([
  { name: 'email', want: 'email' },
  { name: 'e-mail', want: 'email' },
  { name: 'billing_email', want: 'email' },
  { name: 'contactEmail', want: 'email' },
  { name: 'callbackUrl', want: 'uri' },
  { name: 'avatar.url', want: 'uri' },
  { name: 'PhoneNumber', want: 'phone-number' },
  { name: 'createdAt', want: 'date-time' },
  { name: 'emailVerified', want: undefined },
  { name: 'curl', want: undefined },
  { name: 'urlTemplate', want: undefined },
  { name: 'name', want: undefined },
])('$name suggests $want', ({ name, want }) => expect(formatOfName(name)).toBe(want));

describe('a text whose schema says no more has the value that its name suggests', () => {
  const text = { type: 'string' };
  it.each([
    { schema: text, want: 'name@example.com' },
    { schema: { ...text, maxLength: 5 }, want: 'text' },
    { schema: { ...text, pattern: '^[a-z]+$' }, want: 'text' },
    { schema: { ...text, enum: ['text'] }, want: 'text' },
    { schema: { ...text, example: 'text' }, want: 'text' },
    { schema: { ...text, example: 'me' }, want: 'me' },
    { schema: { ...text, format: 'uuid' }, want: '00000000-0000-4000-8000-000000000000' },
    { schema: { type: ['string', 'null'] }, want: 'name@example.com' },
    { schema: { type: 'integer' }, want: 0 },
  ])('$schema: $want', ({ schema, want }) => {
    expect(sampleOf({ type: 'object', properties: { email: schema } })).toEqual({ email: want });
  });

  it('with another value for each item', () => {
    const item = { type: 'object', required: ['email'], properties: { email: text } };
    expect(sampleOf({ type: 'array', minItems: 2, uniqueItems: true, items: item })).toEqual([
      { email: 'name@example.com' },
      { email: 'name1@example.com' },
    ]);
  });
});
