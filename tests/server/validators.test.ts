import { describe, expect, it } from 'vitest';
import type { ApiModel } from '../../src/model/types.ts';
import { toValue } from '../../src/server/text-value.ts';
import { createValidators } from '../../src/server/validators.ts';
import { incidentModel } from './helpers.ts';

const tree = { type: 'object', properties: { next: { $ref: '#/components/schemas/Tree' }, size: { type: 'integer' } } };

const model: ApiModel = {
  ...incidentModel,
  definitions: new Map<string, unknown>([
    ['#/components/schemas/Tree/properties/size', tree.properties.size],
    ['#/components/schemas/Tree', tree],
    ['#/paths/~1a~1%7Bid%7D/x', { type: 'boolean' }],
    ['#/components/schemas/__proto__', { type: 'boolean' }],
    ['#/components/schemas/A', { allOf: [{ $ref: '#/components/schemas/B' }] }],
    ['#/components/schemas/B', { anyOf: [{ $ref: '#/components/schemas/A' }] }],
  ]),
};

/** A member whose name every object has, beside others. */
const PROTO = JSON.parse(
  '{"properties":{"__proto__":{"type":"boolean"}},"required":["__proto__"],"additionalProperties":{"type":"string"}}',
);

describe('a schema', () => {
  it.each([
    { schema: true, value: 'x', want: true },
    { schema: false, value: 'x', want: false },
    { schema: { type: 'string', format: 'date' }, value: '2024-02-30', want: false },
    { schema: { type: 'string', pattern: '^\\p{Lu}$' }, value: 'É', want: true },
    { schema: { $ref: '#/components/schemas/Tree' }, value: { next: { next: { size: 1 } } }, want: true },
    { schema: { $ref: '#/components/schemas/Tree' }, value: { next: { next: { size: 'x' } } }, want: false },
    { schema: { $ref: '#/components/schemas/Tree/properties/size' }, value: 1, want: true },
    { schema: { $ref: '#/components/schemas/Tree/properties/size', minimum: 2 }, value: 1, want: false },
    { schema: { $ref: '#/paths/~1a~1%7Bid%7D/x' }, value: 1, want: false },
    { schema: { $ref: '#/components/schemas/__proto__' }, value: 1, want: false },
    { schema: { type: 'integer', format: 'int64' }, value: -(2 ** 63), want: true },
    { schema: { type: 'integer', format: 'int64' }, value: 2 ** 64, want: false },
    { schema: { type: 'string', pattern: '(' }, value: 1, want: true },
    { schema: { type: 'string', pattern: '/^[a-z]+$/i' }, value: 'a', want: true },
    { schema: { type: 'string', pattern: '\\A[a-z]+\\Z' }, value: 1, want: false },
    { schema: { properties: { constructor: { type: 'string' } } }, value: {}, want: true },
    { schema: { required: ['toString'] }, value: {}, want: false },
    { schema: PROTO, value: JSON.parse('{"__proto__":true,"a":"b"}'), want: true },
    { schema: PROTO, value: JSON.parse('{"__proto__":"c"}'), want: false },
    { schema: PROTO, value: { a: 'b' }, want: false },
    { schema: { allOf: [{ not: PROTO }] }, value: JSON.parse('{"__proto__":true}'), want: false },
    { schema: { multipleOf: 0.01 }, value: 19.99, want: true },
    { schema: { multipleOf: 0.01 }, value: 19.999, want: false },
    { schema: { $ref: 'https://elsewhere.example/' }, value: 1, want: true },
    { schema: { $ref: '#/components/schemas/A' }, value: 1, want: true },
  ])('$schema accepts $value: $want', ({ schema, value, want }) => {
    expect(createValidators(model)({ schema, pointer: '/p' }, value)).toBe(want);
  });

  it('stays as it was written, though definitions are placed around it', () => {
    const before = JSON.stringify([...model.definitions]);
    createValidators(model)({ schema: { $ref: '#/components/schemas/Tree' }, pointer: '/p' }, {});
    expect(JSON.stringify([...model.definitions])).toBe(before);
  });
});

describe('oneOf with a discriminator', () => {
  const one = { type: 'object', properties: { kind: { type: 'string' }, size: { type: 'integer' } } };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const either = { oneOf: [ref('One'), ref('Two')], discriminator: { propertyName: 'kind' } };
  const definitions = new Map<string, unknown>([
    ['#/components/schemas/One', one],
    ['#/components/schemas/Two', { ...one, required: ['size'] }],
    ['#/components/schemas/Either', either],
  ]);
  it.each([
    { value: { kind: 'Two', size: 1 }, want: true },
    { value: { kind: 'Two' }, want: true },
    { value: { size: 1 }, want: false },
    { value: { kind: 'One', size: 'big' }, want: false },
  ])('is taken in either reading: $value is $want', ({ value, want }) => {
    for (const dialect of ['openapi-3.0', 'json-schema-2020-12'] as const) {
      const accepts = createValidators({ ...model, dialect, definitions });
      expect(accepts({ schema: ref('Either'), pointer: '/p' }, value)).toBe(want);
    }
  });
});

describe('a text', () => {
  it.each([
    { text: '10', types: ['integer'], want: 10 },
    { text: '-10', types: ['integer'], want: -10 },
    { text: '1e3', types: ['integer'], want: '1e3' },
    { text: ' 5', types: ['integer'], want: ' 5' },
    { text: '0x1', types: ['integer'], want: '0x1' },
    { text: '١', types: ['integer'], want: '١' },
    { text: '', types: ['integer'], want: '' },
    { text: '1.5', types: ['integer'], want: '1.5' },
    { text: '1.5', types: ['number'], want: 1.5 },
    { text: '1e3', types: ['number'], want: 1000 },
    { text: '01', types: ['integer'], want: 1 },
    { text: '01', types: ['string', 'number'], want: '01' },
    { text: '0.5', types: ['string', 'number'], want: 0.5 },
    { text: 'Infinity', types: ['number'], want: 'Infinity' },
    { text: 'true', types: ['boolean'], want: true },
    { text: 'TRUE', types: ['boolean'], want: 'TRUE' },
    { text: 'null', types: ['string', 'null'], want: null },
    { text: '10', types: ['string'], want: '10' },
    { text: '10', types: [], want: '10' },
  ])('"$text" of $types is $want', ({ text, types, want }) => {
    expect(toValue(text, new Set(types))).toBe(want);
  });
});
