/** Alternatives of a `oneOf` that nothing tells apart, so that one of them is enough. */
import { describe, expect, it } from 'vitest';
import { accepts, type Doubt } from '../../src/schema/accepts.ts';
import { schemasIn } from '../../src/schema/node.ts';
import { oneOfGroups } from '../../src/schema/one-of-groups.ts';
import { findSample } from '../../src/schema/sample.ts';
import { toJudgeable } from '../../src/schema/to-judgeable.ts';

const schemas = { ...schemasIn({}, 'json-schema-2020-12'), definitions: new Map<string, unknown>() };
const object = (properties: object, ...required: readonly string[]) => ({ type: 'object', properties, required });
const text = { type: 'string' };
const number = { type: 'integer' };
const kind = (...values: readonly string[]) => ({ type: 'string', enum: values });
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });

describe('nothing tells apart', () => {
  it.each([
    { what: 'objects with other optional members', oneOf: [object({ a: text }), object({ b: text })], want: [[0, 1]] },
    {
      what: 'objects with the same required member',
      oneOf: [object({ id: text, a: text }, 'id'), object({ id: text, b: text }, 'id')],
      want: [[0, 1]],
    },
    {
      what: 'objects that may both have what one requires',
      oneOf: [object({ a: text, b: text }, 'a'), object({ a: text, b: text }, 'b')],
      want: [[0, 1]],
    },
    {
      what: 'an object that an open one accepts',
      oneOf: [object({ a: text }), object({ file: text }, 'file')],
      want: [[0, 1]],
    },
    {
      what: 'listed values of which some are the same',
      oneOf: [object({ s: kind('a', 'b') }, 's'), object({ s: kind('b', 'c') }, 's')],
      want: [[0, 1]],
    },
    { what: 'the same of values', oneOf: [kind('a', 'b'), kind('b', 'c'), kind('d')], want: [[0, 1], [2]] },
    { what: 'arrays that may be empty', oneOf: [list(text), list(number)], want: [[0, 1]] },
    {
      what: 'objects of which each is like one other',
      oneOf: [object({ a: text }), object({ c: text, z: number }, 'z'), object({ b: text }), number],
      want: [[0, 1, 2], [3]],
    },
    {
      what: 'two pairs, each with a kind',
      oneOf: ['a', 'b'].flatMap((one) => [
        object({ kind: kind(one), x: text }, 'kind'),
        object({ kind: kind(one), y: text }, 'kind'),
      ]),
      want: [
        [0, 1],
        [2, 3],
      ],
    },
    { what: 'parts of allOf', oneOf: [{ allOf: [object({ a: text })] }, object({ b: text })], want: [[0, 1]] },
  ])('$what', ({ oneOf, want }) => {
    expect(oneOfGroups({ oneOf }, schemas)).toEqual(want);
  });
});

describe('something tells apart', () => {
  it.each([
    { what: 'required members', oneOf: [object({ url: text }, 'url'), object({ file: text }, 'file')] },
    { what: 'required members that others describe', oneOf: [{ required: ['url'] }, { required: ['file'] }] },
    { what: 'listed values', oneOf: [object({ kind: kind('a') }, 'kind'), object({ kind: kind('b') }, 'kind')] },
    {
      what: 'listed values that need not be there',
      oneOf: [object({ kind: kind('a'), x: text }), object({ kind: kind('b'), y: text })],
    },
    { what: 'types of a required member', oneOf: [object({ a: text }, 'a'), object({ a: number })] },
    { what: 'types of all members', oneOf: [object({ a: text }), object({ a: number })] },
    {
      what: 'a kind in a member',
      oneOf: ['a', 'b'].map((one) => object({ data: object({ kind: kind(one) }, 'kind') }, 'data')),
    },
    {
      what: 'closed objects with required members',
      oneOf: ['a', 'b'].map((name) => ({ ...object({ [name]: text }, name), additionalProperties: false })),
    },
    { what: 'arrays of which one has elements', oneOf: [list(text), list(number, { minItems: 1 })] },
    { what: 'types', oneOf: [text, number, object({})] },
    {
      what: 'bounds, as an author may mean them',
      oneOf: [
        { type: 'integer', multipleOf: 3 },
        { type: 'integer', multipleOf: 5 },
      ],
    },
    {
      what: 'what is forbidden',
      oneOf: [object({ a: text }), { ...object({ b: text }), not: { required: ['a'] } }],
    },
  ])('$what', ({ oneOf }) => {
    expect(oneOfGroups({ oneOf }, schemas)).toBeUndefined();
  });

  it('a discriminator', () => {
    const oneOf = ['A', 'B'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    expect(oneOfGroups({ oneOf, discriminator: { propertyName: 'kind' } }, schemas)).toBeUndefined();
  });
});

describe('what is read of it', () => {
  const schema = { oneOf: [object({ months: list(number) }), object({ weeks: list(number) })] };

  it.each([
    { value: { months: [1] }, want: true, doubts: ['inclusion'] },
    { value: { months: [1], weeks: 'a' }, want: true, doubts: [] },
    { value: { months: 'a', weeks: 'a' }, want: false, doubts: [] },
    { value: 1, want: false, doubts: [] },
  ])('$value is accepted: $want', ({ value, want, doubts }) => {
    const found: Doubt['refusedBy'][] = [];
    const onDoubt = ({ refusedBy }: Doubt) => found.push(refusedBy);
    expect(accepts(value, schema, { schemas, notNeeded: [], onDoubt })).toBe(want);
    expect(found).toEqual(doubts);
  });

  it('the scripts accept a value that matches several of a group, and not of two groups', () => {
    const { schema: judged } = toJudgeable({ schema, pointer: '' }, schemas);
    expect(judged).toEqual({ anyOf: schema.oneOf });
    const more = { oneOf: [...schema.oneOf, number] };
    expect(toJudgeable({ schema: more, pointer: '' }, schemas).schema).toEqual({
      oneOf: [{ anyOf: schema.oneOf }, number],
    });
  });

  it.each([
    { what: 'a natural value', schema, want: { months: [0] } },
    {
      what: 'a value that only one lists, if there is one',
      schema: { oneOf: [object({ s: kind('a', 'b') }, 's'), object({ s: kind('a', 'c') }, 's')] },
      want: { s: 'b' },
    },
    {
      what: 'a natural value, if there is none',
      schema: { oneOf: [object({ s: kind('a', 'b') }), object({ s: kind('a', 'b'), t: text })] },
      want: { s: 'a' },
    },
  ])('what is sent is $what', ({ schema: given, want }) => {
    expect(findSample({ schema: given, pointer: '' }, schemas)).toEqual(want);
  });
});
