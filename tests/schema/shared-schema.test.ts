import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import type { ApiModel } from '../../src/model/types.ts';
import { type SharedSchema, toSharedSchema } from '../../src/schema/shared-schema.ts';
import { toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const to = (name: string) => ({ $ref: `#/$defs/${name}` });

/** These schemas, one after the other, as one model shares them: each schema with its definitions. */
function shared(...schemas: readonly Json[]): readonly unknown[] {
  const model: ApiModel = toModel();
  return schemas.map((schema) => output(toSharedSchema(schema, model)));
}

function output({ schema, definitions }: SharedSchema): unknown {
  return definitions.size === 0 ? schema : [schema, Object.fromEntries(definitions)];
}

describe('a schema whose definitions stand beside it', () => {
  it.each<{ what: string; schemas: readonly Json[]; want: readonly unknown[] }>([
    { what: 'without definitions is as it was', schemas: [text, true], want: [text, true] },
    {
      what: 'shares a definition with another',
      schemas: [
        { ...to('A'), $defs: { A: text } },
        { items: to('A'), $defs: { A: text } },
      ],
      want: [
        [to('A'), { A: text }],
        [{ items: to('A') }, { A: text }],
      ],
    },
    {
      what: 'has a name of its own for another definition of the same name',
      schemas: [
        { ...to('A'), $defs: { A: text } },
        { ...to('A'), $defs: { A: number } },
        { ...to('A'), $defs: { A: true } },
        { ...to('A'), $defs: { A: number } },
      ],
      want: [
        [to('A'), { A: text }],
        [to('A2'), { A2: number }],
        [to('A3'), { A3: true }],
        [to('A2'), { A2: number }],
      ],
    },
    {
      what: 'renames what refers to a definition that is renamed',
      schemas: [
        { ...to('B'), $defs: { A: text } },
        { ...to('B'), $defs: { B: { items: to('C') }, C: { not: to('A') }, A: number, D: text } },
      ],
      want: [
        [to('B'), { A: text }],
        [to('B2'), { B2: { items: to('C2') }, C2: { not: to('A2') }, A2: number, D: text }],
      ],
    },
    {
      what: 'keeps two definitions apart of which one has the name that the other would get',
      schemas: [
        { ...to('A'), $defs: { A: text } },
        { anyOf: [to('A'), to('A2')], $defs: { A: number, A2: true } },
      ],
      want: [
        [to('A'), { A: text }],
        [{ anyOf: [to('A3'), to('A2')] }, { A3: number, A2: true }],
      ],
    },
    {
      what: 'that refers to itself becomes a definition',
      schemas: [
        { items: { $ref: '#' }, $defs: { A: { not: { $ref: '#' } } } },
        { type: 'array', items: { $ref: '#' }, $defs: { Root: text } },
      ],
      want: [
        [to('Root'), { A: { not: to('Root') }, Root: { items: to('Root') } }],
        [to('Root_'), { Root2: text, Root_: { type: 'array', items: to('Root_') } }],
      ],
    },
    {
      what: 'has dynamic anchors that lead where they led',
      schemas: [
        { ...to('A'), $defs: { A: text } },
        { 'x-dynamic-anchors': { node: '#', leaf: '#/$defs/A' }, $dynamicRef: '#node', $defs: { A: number } },
      ],
      want: [
        [to('A'), { A: text }],
        [
          to('Root2'),
          {
            A2: number,
            Root2: { 'x-dynamic-anchors': { node: '#/$defs/Root2', leaf: '#/$defs/A2' }, $dynamicRef: '#node' },
          },
        ],
      ],
    },
    {
      what: 'keeps what only looks like a reference',
      schemas: [
        { ...to('A'), $defs: { A: text } },
        {
          const: { ...to('A') },
          enum: [{ $ref: '#' }],
          properties: { $ref: to('A'), 'x-dynamic-anchors': text },
          $defs: { A: number },
        },
      ],
      want: [
        [to('A'), { A: text }],
        [
          to('Root2'),
          {
            A2: number,
            Root2: {
              const: to('A'),
              enum: [{ $ref: '#' }],
              properties: { $ref: to('A2'), 'x-dynamic-anchors': text },
            },
          },
        ],
      ],
    },
  ])('$what', ({ schemas, want }) => {
    expect(shared(...schemas)).toEqual(want);
  });

  it('is shared within its model alone', () => {
    expect(shared({ ...to('A'), $defs: { A: text } })).toEqual([[to('A'), { A: text }]]);
    expect(shared({ ...to('A'), $defs: { A: number } })).toEqual([[to('A'), { A: number }]]);
  });

  it('keeps a member named __proto__', () => {
    const properties = JSON.parse('{"__proto__":{"$ref":"#/$defs/A"}}');
    const model = toModel();
    toSharedSchema({ ...to('A'), $defs: { A: text } }, model);
    const { schema } = toSharedSchema({ properties, $defs: { A: number } }, model);
    expect(JSON.stringify(schema)).toBe('{"properties":{"__proto__":{"$ref":"#/$defs/A2"}}}');
  });
});
