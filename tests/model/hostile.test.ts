import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { document, json, operation, toModel, withPath } from '../helpers/builders.ts';
import { json as anyJson } from '../properties/arbitraries.ts';

const rich = {
  ...withPath('/a/{id}', {
    parameters: [{ name: 'id', in: 'path', schema: { type: 'string' }, example: '1' }],
    get: operation({
      operationId: 'a',
      security: [{ Door: [] }],
      'x-list': { items: '/data', id: '/id', filters: ['q'], sort: { parameter: 'q', keys: ['id'] } },
      parameters: [{ name: 'q', in: 'query', schema: { $ref: '#/components/schemas/S' } }],
      responses: {
        200: {
          headers: { Total: { schema: { type: 'integer' } } },
          links: { one: { operationId: 'a', parameters: { id: '$response.body#/0' } } },
          ...json({ properties: { data: { items: { properties: { id: {} } } } } }, { examples: { e: { value: 1 } } }),
        },
      },
    }),
  }),
  tags: [{ name: 't' }],
  components: { schemas: { S: { type: 'string' } }, securitySchemes: { Door: { type: 'http', scheme: 'bearer' } } },
};

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value);
  copy[name] = replaced(copy[name], rest, by);
  return copy;
}

function isTakenOrRefused(from: unknown): boolean {
  try {
    return toModel(from).operations.length > 0;
  } catch (thrown) {
    return thrown instanceof UserError;
  }
}

describe('a document with something else in one of its places', () => {
  const strange = [
    null,
    [],
    {},
    '',
    'text',
    0,
    true,
    [null],
    { $ref: '#' },
    { $ref: 7 },
    { $ref: '#/paths' },
    JSON.parse('{"__proto__":null}'),
  ];

  it('is taken or refused, but never a surprise', () => {
    for (const path of pathsOf(rich)) {
      for (const by of strange) {
        const from = replaced(rich, path, by);
        expect(isTakenOrRefused(from), `${JSON.stringify(by)} at /${path.join('/')}`).toBe(true);
      }
    }
  });

  it('of any kind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(rich)), anyJson, (path, by) => isTakenOrRefused(replaced(rich, path, by))),
    );
  });
});

it('takes names that every object has as names', () => {
  const schemas = JSON.parse('{"constructor":{"type":"string"},"__proto__":{"type":"integer"},"toString":{}}');
  const refs = Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const from = withPath(
    '/constructor',
    { get: operation({ responses: { 200: json({ anyOf: refs }) } }) },
    { components: { schemas } },
  );
  const { definitions } = toModel(from);
  expect(definitions.get('#/components/schemas/constructor')).toEqual({ type: 'string' });
  expect(definitions.get('#/components/schemas/__proto__')).toEqual({ type: 'integer' });
  expect(definitions.size).toBe(3);
});

it('takes schemas that hold each other, each once', () => {
  const schemas = Object.fromEntries(
    ['A', 'B', 'C'].map((name) => [
      name,
      { properties: { a: { $ref: '#/components/schemas/A' }, b: { $ref: '#/components/schemas/B' } } },
    ]),
  );
  const from = withPath(
    '/a',
    { get: operation({ responses: { 200: json({ $ref: '#/components/schemas/C' }) } }) },
    { components: { schemas } },
  );
  expect([...toModel(from).definitions.keys()].map((key) => key.slice(-1)).sort()).toEqual(['A', 'B', 'C']);
});

it('takes a `$ref` in data for data', () => {
  const schema = {
    enum: [{ $ref: '#/no' }],
    example: { $ref: '#/no' },
    properties: { $ref: { type: 'string' }, enum: { const: { $ref: '#/no' } } },
  };
  const from = withPath('/a', { get: operation({ responses: { 200: json(schema) } }) });
  expect(toModel(from).definitions.size).toBe(0);
});

it('takes ten thousand operations', () => {
  const responses = { 200: json({ items: { $ref: '#/components/schemas/S' } }) };
  const paths = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`/a${i}`, { get: { responses } }]));
  const from = document({ paths, components: { schemas: { S: {} } } });
  expect(toModel(from).operations).toHaveLength(10_000);
});
