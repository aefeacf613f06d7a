import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { brokenTexts } from '../../src/schema/broken.ts';
import { nodeOf } from './judgeable.ts';

function broken(schema: unknown) {
  const { node, model } = nodeOf(schema);
  return brokenTexts(node, model);
}

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
    want: ['no number', 'below its minimum of 1', 'above its maximum of 9'],
  },
  { schema: { enum: ['a'] }, want: ['none of the values it may have'] },
  { schema: { enum: ['none-of-these'] }, want: [] },
  { schema: { type: 'string' }, want: [] },
  { schema: true, want: [] },
  { schema: { $ref: '#/components/schemas/Loop' }, want: [] },
  { schema: { $ref: '#/components/schemas/Outer/$defs/name' }, want: ['no number'] },
])('tells in words what is wrong with each: $want', ({ schema, want }) => {
  expect(broken(schema).map(({ why }) => why)).toEqual(want);
});
