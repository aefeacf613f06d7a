import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { brokenTexts } from '../../src/schema/broken.ts';
import { unknownId } from '../../src/schema/unknown-id.ts';
import { nodeOf } from './judgeable.ts';

function broken(schema: unknown) {
  const { node, model } = nodeOf(schema);
  return brokenTexts(node, model);
}

const UUID = 'ffffffff-ffff-4fff-8fff-fffffffffff';

const SCHEMAS = [
  { type: 'integer' },
  { type: 'integer', minimum: 1 },
  { type: 'integer', maximum: 100 },
  { type: 'number', minimum: -0.5, maximum: 1.5 },
  { type: 'boolean' },
  { type: 'string', enum: ['a', 'b'] },
  { type: 'integer', enum: [1, 2] },
  { type: 'integer', minimum: 2 ** 53 },
];

describe('a broken text is refused by the schema, read as text or as number', () => {
  const ajv = new Ajv2020({ coerceTypes: true, strict: false });

  it.each(SCHEMAS.flatMap((schema) => broken(schema).map((found) => ({ schema, ...found }))))(
    '$text is $why for $schema',
    ({ schema, text }) => {
      expect(ajv.validate({ type: 'object', properties: { it: schema } }, { it: text })).toBe(false);
    },
  );
});

it.each([
  {
    schema: { type: 'integer', minimum: 1, maximum: 9 },
    want: ['not a number', 'not an integer', 'below its minimum of 1', 'above its maximum of 9'],
  },
  { schema: { enum: ['a'] }, want: ['not an allowed value'] },
  { schema: { enum: ['none-of-these'] }, want: [] },
  { schema: { type: 'string' }, want: [] },
  { schema: true, want: [] },
  { schema: { $ref: '#/components/schemas/Loop' }, want: [] },
  { schema: { $ref: '#/components/schemas/Outer/$defs/name' }, want: ['not a number', 'not an integer'] },
  { schema: { type: 'string', format: 'uuid' }, want: ['not a valid uuid'] },
  { schema: { type: ['string', 'null'], format: 'date' }, want: ['not a valid date', 'a day that does not exist'] },
  {
    schema: { type: 'string', pattern: '^[A-Z]+$', minLength: 3, maxLength: 4 },
    want: ['not a match for its pattern', 'shorter than 3', 'longer than 4'],
  },
  {
    schema: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 9, multipleOf: 2 },
    want: ['not a number', 'not an integer', 'not above 0', 'not below 9', 'not a multiple of 2'],
  },
  { schema: { allOf: [{ type: 'boolean' }] }, want: ['not a boolean'] },
  { schema: { enum: [1, 2] }, want: ['not an allowed value'] },
  { schema: { type: 'array', items: { type: 'integer' } }, want: ['not a number', 'not an integer'] },
  {
    schema: { type: 'integer', enum: [1, 2], oneOf: [{ minimum: 1 }, { maximum: 0 }] },
    want: ['not a number', 'not an integer', 'not an allowed value'],
  },
])('tells in words what is wrong with each: $want', ({ schema, want }) => {
  expect(broken(schema).map(({ why }) => why)).toEqual(want);
});

it.each([
  { pattern: '^[A-Z]{2}$', want: 'fr' },
  { pattern: '^[A-Z]+$', want: 'fr' },
  { pattern: '^[A-Z]{3}$', want: 'abc' },
  { pattern: '^[A-Za-z]+$', want: '~' },
  { pattern: '^.+$', want: undefined },
])('breaks the pattern $pattern by its case where it can: $want', ({ pattern, want }) => {
  expect(broken({ type: 'string', pattern })[0]?.text).toBe(want);
});

it.each([
  { schema: { type: 'string' }, sample: undefined, want: 'no-such-id' },
  { schema: { type: 'string' }, sample: '2103M44704', want: '9999M99999' },
  { schema: { type: 'string', pattern: '^[0-9]{4}M[0-9]{5}$' }, sample: '2103M44704', want: '9999M99999' },
  { schema: { type: 'string', pattern: '^[0-9]{4}M[0-9]{5}$' }, sample: undefined, want: '9999M99999' },
  { schema: { type: 'string', pattern: '^dev_[a-z0-9]{8}$' }, sample: undefined, want: 'dev_qxzjqxzj' },
  { schema: { type: 'string', pattern: '^(SM|MM)[0-9a-fA-F]{12}$' }, sample: undefined, want: 'SM999999999999' },
  { schema: { type: 'string', pattern: '^[a-f0-9]{24}$' }, sample: undefined, want: '9'.repeat(24) },
  // So few ids may all exist, as may dates.
  { schema: { type: 'string', pattern: '^PV-[0-9]{6}$' }, sample: undefined, want: undefined },
  { schema: { type: 'string', pattern: '^[A-Z]{3}$' }, sample: undefined, want: undefined },
  { schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, sample: undefined, want: undefined },
  { schema: { type: 'integer' }, sample: '7', want: '999999999' },
  { schema: { type: 'integer', maximum: 100 }, sample: '7', want: undefined },
  { schema: { type: 'string', format: 'uuid' }, sample: undefined, want: 'ffffffff-ffff-4fff-8fff-ffffffffffff' },
  { schema: { type: 'string', format: 'date' }, sample: undefined, want: undefined },
  { schema: { type: 'string', enum: ['a'] }, sample: undefined, want: undefined },
  { schema: { type: 'boolean' }, sample: undefined, want: undefined },
  {
    schema: { anyOf: [{ type: 'string', format: 'numeric' }, { type: 'number' }] },
    sample: undefined,
    want: '999999999',
  },
  { schema: true, sample: undefined, want: 'no-such-id' },
])('an id that nobody has of $schema, where $sample is shown, is $want', ({ schema, sample, want }) => {
  const { node, model } = nodeOf(schema);
  expect(unknownId(node, sample, model)?.text).toBe(want);
});

it.each([
  { schema: { type: 'string' }, sample: undefined, want: ['no-such-id', 'none-there'] },
  { schema: { type: 'string' }, sample: 'INC0001', want: ['INC9999', 'INC9998'] },
  { schema: { type: 'integer' }, sample: '1', want: ['999999999', '999999998'] },
  { schema: { type: 'string', format: 'uuid' }, sample: undefined, want: [`${UUID}f`, `${UUID}e`] },
  { schema: { type: 'string', pattern: '^9+$' }, sample: '1234', want: ['9999', '9999'] },
])('what may write has another made-up id than what reads: $want', ({ schema, sample, want }) => {
  const { node, model } = nodeOf(schema);
  const ids = (['read', 'written'] as const).map((use) => unknownId(node, sample, model, use)?.text);
  expect(ids).toEqual(want);
});
