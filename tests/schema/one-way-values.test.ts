import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { schemasIn } from '../../src/schema/node.ts';
import { withoutOneWay } from '../../src/schema/one-way-values.ts';

const id = { type: 'string', readOnly: true };
const secret = { type: 'string', writeOnly: true };
const definitions = { Id: id, Line: { type: 'object', properties: { no: id, sku: { type: 'string' } } } };

const TABLE: readonly { what: string; schema: object; value: Json; want: Json; way?: 'readOnly' | 'writeOnly' }[] = [
  { what: 'a member', schema: { properties: { id, a: {} } }, value: { id: '1', a: 0 }, want: { a: 0 } },
  {
    what: 'one behind a reference',
    schema: { properties: { id: { $ref: '#/$defs/Id' } } },
    value: { id: '1' },
    want: {},
  },
  {
    what: 'one of `allOf`',
    schema: { allOf: [{ properties: { id } }] },
    value: { id: '1', a: null },
    want: { a: null },
  },
  {
    what: 'one in elements',
    schema: { properties: { lines: { items: { $ref: '#/$defs/Line' } } } },
    value: { lines: [{ no: '1', sku: '' }] },
    want: { lines: [{ sku: '' }] },
  },
  {
    what: 'one of the alternative that fits',
    schema: {
      oneOf: [
        { required: ['a'], properties: { a: id } },
        { required: ['b'], properties: { b: {}, c: id } },
      ],
    },
    value: { b: false, c: '1' },
    want: { b: false },
  },
  {
    what: 'one in other members',
    schema: { additionalProperties: { $ref: '#/$defs/Line' } },
    value: { x: { no: '1' } },
    want: { x: {} },
  },
  {
    what: 'a secret',
    schema: { properties: { secret, id } },
    value: { secret: 's', id: '1' },
    want: { id: '1' },
    way: 'writeOnly',
  },
  {
    what: 'not what the schema needs',
    schema: { minProperties: 1, properties: { id } },
    value: { id: '1' },
    want: { id: '1' },
  },
];

it('a message leaves out what is marked beside a reference, though OpenAPI 3.0 ignores it there', () => {
  const marked = { $ref: '#/components/schemas/Line', readOnly: true };
  const schemas = schemasIn({ components: { schemas: definitions } }, 'openapi-3.0');
  const left = (required: readonly string[]) =>
    withoutOneWay(
      { line: { sku: '' } },
      { schema: { required, properties: { line: marked } }, pointer: '' },
      'readOnly',
      schemas,
    );
  expect([left([]), left(['line'])]).toEqual([{}, {}]);
});

describe('a message leaves out', () => {
  it.each(TABLE)('$what', ({ schema, value, want, way = 'readOnly' }) => {
    const schemas = schemasIn({ $defs: definitions });
    expect(withoutOneWay(value, { schema, pointer: '' }, way, schemas)).toEqual(want);
  });

  it('nothing where nothing is marked, and copies nothing', () => {
    const value = { a: [{ b: 1 }] };
    expect(withoutOneWay(value, { schema: { properties: { a: {} } }, pointer: '' }, 'readOnly', schemasIn({}))).toBe(
      value,
    );
  });

  it('whatever was asked before, in schemas that refer to each other', () => {
    const reference = (name: string) => ({ $ref: `#/$defs/${name}` });
    const schemas = schemasIn({
      $defs: {
        Plain: { properties: { next: reference('Plain') } },
        Ring: { properties: { next: reference('Other'), plain: reference('Plain') } },
        Other: { properties: { next: reference('Ring'), id } },
      },
    });
    const left = (name: string) =>
      withoutOneWay(
        { id: 1, next: { id: 2, next: { id: 3 } } },
        { schema: reference(name), pointer: '' },
        'readOnly',
        schemas,
      );
    expect(['Plain', 'Ring', 'Other', 'Plain'].map(left)).toEqual([
      { id: 1, next: { id: 2, next: { id: 3 } } },
      { id: 1, next: { next: { id: 3 } } },
      { next: { id: 2, next: {} } },
      { id: 1, next: { id: 2, next: { id: 3 } } },
    ]);
  });
});
