import { describe, expect, it } from 'vitest';
import { isRecord } from '../../src/core/json.ts';
import { findExamples } from '../../src/model/find-examples.ts';
import { oneOfEach as madeOneOfEach } from '../../src/model/one-of-each.ts';
import { andElsewhere, placesIn } from '../../src/model/places.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { document, json, operation, toModel, withPath } from '../helpers/builders.ts';

const oneOfEach = (document: unknown) => madeOneOfEach(document, (pointer) => ({ pointer }));

type Parts = Readonly<Record<string, object>>;

describe('equal schemas of a document become one object', () => {
  /** The schemas a and b of two members. */
  const madeOf = (a: object, b: object): Parts => {
    const { schema } = oneOfEach({ schema: { properties: { a, b } } }) as { schema: { properties: Parts } };
    return schema.properties;
  };

  it.each([
    { what: 'equal objects', a: { type: 'string', enum: ['x'] }, b: { type: 'string', enum: ['x'] }, isOne: true },
    { what: 'another order', a: { type: 'string', title: 'x' }, b: { title: 'x', type: 'string' }, isOne: false },
    { what: 'a number and its text', a: { const: 1 }, b: { const: '1' }, isOne: false },
    { what: 'null and its text', a: { const: null }, b: { const: 'null' }, isOne: false },
    { what: 'zeros', a: { const: 0 }, b: { const: -0 }, isOne: false },
    { what: 'a list and an object', a: { const: ['x'] }, b: { const: { 0: 'x' } }, isOne: false },
    { what: 'a shorter list', a: { enum: ['x', 'y'] }, b: { enum: ['x'] }, isOne: false },
    { what: 'a name and a value', a: { ab: 'c' }, b: { a: 'bc' }, isOne: false },
    { what: 'members of Object', a: { ['__proto__']: {} }, b: { ['__proto__']: {} }, isOne: true },
  ])('$what: $isOne', ({ a, b, isOne }) => {
    const made = madeOf(a, b);
    expect(made).toEqual({ a, b });
    expect(made['a'] === made['b']).toBe(isOne);
  });

  it('finds them wherever they stand', () => {
    const schema = () => ({ type: 'string' });
    const made = oneOfEach({
      paths: {
        '/schema': { get: { parameters: [{ schema: schema() }, { content: { 'a/b': { schema: schema() } } }] } },
      },
      components: { schemas: { A: { items: schema() } }, headers: { schema: { schema: schema() } } },
    });
    const found = new Set<unknown>();
    JSON.stringify(made, (_, value: unknown) => {
      if (isRecord(value) && value['type'] === 'string') found.add(value);
      return value;
    });
    expect(found.size).toBe(1);
  });

  it('leaves what it was given, which may be frozen', () => {
    const [a, b] = [Object.freeze({ x: 1 }), Object.freeze({ x: 1 })];
    const given = Object.freeze({ schema: Object.freeze({ items: a, not: b }) });
    const { schema } = oneOfEach(given) as { schema: Parts };
    expect(schema['items']).toBe(schema['not']);
    expect(given.schema.items).not.toBe(given.schema.not);
    const different = Object.freeze({ schema: Object.freeze({ items: a }) });
    expect(oneOfEach(different)).toBe(different);
  });

  it('keeps data apart that looks like a schema', () => {
    const schema = () => ({ type: 'string', maxLength: 1 });
    const made = madeOf({ items: schema(), example: schema(), 'x-b': schema() }, { properties: { example: schema() } });
    const { items, example, 'x-b': more } = made['a'] as Parts;
    expect((made['b'] as { properties: Parts }).properties['example']).toBe(items);
    expect(example).toBe(more);
    expect(items).not.toBe(example);
  });

  it('keeps the names of members apart from a schema that looks the same', () => {
    const made = madeOf({ not: { type: 'string' } }, { properties: { not: { type: 'string' } } });
    const { properties } = made['b'] as Parts;
    expect(properties).toEqual(made['a']);
    expect(properties).not.toBe(made['a']);
  });

  it('keeps components apart, and nothing is changed where the meaning of a schema depends on its place', () => {
    const schemas = { A: { type: 'string' }, B: { type: 'string' } };
    const made = oneOfEach({ components: { schemas } }) as { components: { schemas: Parts } };
    expect(made.components.schemas['A']).not.toBe(made.components.schemas['B']);
    const named = { schema: { items: { $anchor: 'x' }, not: { $anchor: 'x' } } };
    expect(oneOfEach(named)).toBe(named);
  });
});

it('refuses what contains itself, as an object of a module can', () => {
  const endless: Record<string, unknown> = { type: 'object' };
  endless['properties'] = { self: endless };
  const get = operation({ responses: { 200: json(endless) } });
  expect(() => toModel(withPath('/a', { get }))).toThrow(/more than 500 levels deep, or contains itself/);
});

it('counts the places of a schema, and those of what holds it', () => {
  const [part, other] = [{ type: 'string' }, { type: 'number' }];
  const both = { items: part, not: part };
  const reference = { $ref: '#/components/schemas/A' };
  const described = {
    paths: { '/a': { parameters: [{ schema: both }, { schema: both }, { schema: part }, { schema: reference }] } },
    components: { schemas: { A: other } },
  };
  const { countOf } = placesIn(described, findExamples(described, 'openapi-3.0'));
  expect([part, both, other, {}].map(countOf)).toEqual([5, 2, 1, 0]);
  expect([1, 2, 6].map(andElsewhere)).toEqual(['', ' (and in one equal schema)', ' (and in 5 equal schemas)']);
});

it('says once what is wrong with equal schemas, and at how many places they stand', () => {
  const answer = () => json({ properties: { a: { type: 'integer', example: 'x' } } });
  const get = () => operation({ responses: { 200: answer(), 202: answer() } });
  const { notices } = toModel(document({ paths: { '/a': { get: get() }, '/b': { get: get() } } }));
  expect(notices.filter(({ kind }) => kind === 'invalid-example')).toEqual([
    {
      kind: 'invalid-example',
      pointer: '/paths/~1a/get/responses/200/content/application~1json/schema/properties/a/example',
      message: 'the example "x" is not used: the value should be integer (and in 3 equal schemas)',
    },
  ]);
});

it('tells what is left out of a schema at each of its places', () => {
  const schema = () => ({ properties: { a: { type: 'string', format: 'of-our-own' } } });
  const model = toModel(
    withPath('/a', { get: operation({ responses: { 200: json(schema()), 202: json(schema()) } }) }),
  );
  const left = model.operations[0]?.responses.flatMap(({ media }) =>
    media.flatMap(({ node }) => (node ? toJudgeable(node, model).notAsserted.map(({ pointer }) => pointer) : [])),
  );
  expect(left).toEqual(
    ['200', '202'].map(
      (status) => `/paths/~1a/get/responses/${status}/content/application~1json/schema/properties/a/format`,
    ),
  );
});

it('an equal schema stays closed where no part beside it describes more members', () => {
  const closed = () => ({ type: 'object', properties: { a: {} }, additionalProperties: false });
  const open = { properties: { b: { type: 'integer' } } };
  const get = operation({
    responses: {
      200: json(closed()),
      202: json({ allOf: [closed(), open] }),
      203: json({ allOf: [{ allOf: [closed()] }, open] }),
    },
  });
  const model = toModel(withPath('/a', { get }));
  const schemas = model.operations[0]?.responses.map(({ media: [first] }) => first?.node?.schema);
  const { additionalProperties: _, ...opened } = closed();
  expect(schemas).toEqual([closed(), { allOf: [opened, open] }, { allOf: [{ allOf: [opened] }, open] }]);
});
