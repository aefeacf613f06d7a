import { describe, expect, it } from 'vitest';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';
import { modelOf } from './judge-in-newman.ts';

const PLACE = '#/components/schemas/';
const to = (name: string) => ({ $ref: PLACE + name });

function describedBy(schemas: Readonly<Record<string, object>>) {
  const definitions = new Map(Object.entries(schemas).map(([name, schema]) => [PLACE + name, schema]));
  const model = { ...modelOf('json-schema-2020-12'), definitions };
  return (schema: object) => toJudgeable({ schema, pointer: '/here' }, model);
}

/** Schemas of 5,000 characters, each of which references all. */
const names = Array.from({ length: 40 }, (_, index) => `S${index}`);
const large = { enum: Array.from({ length: 500 }, (_, index) => `value${index}`) };
const members = Object.fromEntries(names.map((name) => [name, to(name)]));
const tangled = Object.fromEntries(names.map((name) => [name, { properties: { own: large, ...members } }]));

describe('of a schema that would take the whole description into each script', () => {
  it('the references that are too deep are listed, and all before them is judged', () => {
    const { schema, notAsserted } = describedBy(tangled)(to('S3'));
    const cut = Object.fromEntries(names.map((name) => [name, {}]));
    expect(schema).toEqual({ $ref: '#/$defs/S3', $defs: { S3: { properties: { own: large, ...cut } } } });
    expect(notAsserted).toHaveLength(40);
    expect(notAsserted[7]).toEqual({
      pointer: '/components/schemas/S3/properties/S7/$ref',
      keyword: '$ref',
      why: 'the schema is too large, and this reference is too deep in it',
    });
  });

  const [one, two] = [{ $ref: '#/$defs/S1' }, { $ref: '#/$defs/S2' }];
  it.each<{ what: string; own: object; want: object }>([
    { what: 'one of several', own: { oneOf: [to('S1'), to('S2')] }, want: { anyOf: [one, two] } },
    { what: 'not', own: { not: to('S1') }, want: {} },
    {
      what: 'what no keyword has evaluated',
      own: { allOf: [to('S1')], unevaluatedProperties: false },
      want: { allOf: [one] },
    },
  ])('a cut never makes the rest fail: $what', ({ own, want }) => {
    const { schema, notAsserted } = describedBy(tangled)(own);
    expect(schema).toEqual({ ...want, $defs: expect.anything() });
    expect(notAsserted.map(({ keyword }) => keyword)).toContain('$ref');
  });
});

it('a chain of a thousand schemas is judged as far as a stack bears', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`C${index}`, { properties: { next: to(`C${index + 1}`) } }]),
  );
  const { schema, notAsserted } = describedBy({ ...chain, C1000: {} })(to('C0'));
  expect(Object.keys((schema as { $defs: object }).$defs)).toHaveLength(50);
  expect(notAsserted).toHaveLength(1);
});

it('a definition is translated once, and says to each schema what is left out of all that it references', () => {
  const judged = describedBy({
    A: { properties: { b: to('B') }, pattern: '(' },
    B: { properties: { a: to('A') } },
  });
  const first = judged({ items: to('A') });
  const second = judged({ not: to('B') });
  const third = judged({ items: to('B') });
  expect((third.schema as { $defs: { A: object } }).$defs.A).toBe((first.schema as { $defs: { A: object } }).$defs.A);
  expect(second.schema).toEqual({ $defs: expect.anything() });
  expect(second.notAsserted.map(({ pointer }) => pointer)).toEqual(['/components/schemas/A/pattern', '/here/not']);
});
