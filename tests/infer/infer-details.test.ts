import { describe, expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { arrayOf, get, inferredAt, inPath, integer, object, Ref, type Schema, text, toModel } from './inferring.ts';

const thing = object({ id: integer, name: text, at: { type: 'string', format: 'date-time' } });

function detailsOf(item: Schema, details: Schema, schemas: Record<string, Schema> = { Thing: thing }) {
  const paths = { '/things': get(arrayOf(item)), '/things/{id}': get(details, [inPath('id', integer)]) };
  const { list, out } = inferredAt('/things', toModel(paths, schemas));
  return { out, ...(typeof list === 'object' && { at: list.detailsAt, agreement: list.agreement }) };
}

describe('how details agree with a list', () => {
  it.each([
    { name: 'the very same schema', item: Ref('Thing'), details: Ref('Thing'), want: 'whole' },
    {
      name: 'the same as the only part of another',
      item: Ref('Thing'),
      details: { allOf: [Ref('Thing')], description: 'A thing.', 'x-note': 1 },
      want: 'whole',
    },
    {
      name: 'the same in an envelope',
      item: Ref('Thing'),
      details: object({ data: Ref('Thing') }),
      want: 'whole',
      at: '/data',
    },
    {
      name: 'in one of the name of a thing',
      item: Ref('Thing'),
      details: object({ thing: Ref('Thing') }),
      want: 'whole',
      at: '/thing',
    },
    {
      name: 'more than the list shows',
      item: Ref('Thing'),
      details: { allOf: [Ref('Thing'), object({ more: text })] },
    },
    { name: 'a schema of its own', item: Ref('Thing'), details: object({ id: integer, name: text }) },
  ])('$name -> $want', ({ item, details, want, at }) => {
    expect(detailsOf(item as Schema, details as Schema)).toEqual({ out: [], at, agreement: want });
  });

  it.each(['The text, truncated to 100 characters.', 'A URL that expires.', 'When it was last seen: last seen time.'])(
    'is of plain values only where a member may change between two answers: "%s"',
    (description) => {
      const Thing = object({ id: integer, name: { type: 'string', description } });
      expect(detailsOf(Ref('Thing') as Schema, Ref('Thing') as Schema, { Thing })).toEqual({ out: [] });
    },
  );
});

it.each([
  { deleted: integer, want: true },
  { deleted: text, want: true },
  { deleted: { type: 'string', format: 'uuid' }, want: false },
])('an id that is a number where it is read may be deleted by the text $deleted', ({ deleted, want }) => {
  const paths = {
    '/things': get(arrayOf(Ref('Thing'))),
    '/things/{id}': {
      ...get(Ref('Thing'), [inPath('id', integer)]),
      delete: { parameters: [inPath('id', deleted as Schema)], responses: { 204: { description: '' } } },
    },
  };
  expect(inferredAt('/things', toModel(paths, { Thing: thing })).list !== undefined).toBe(want);
});

it('finds the item among the alternatives of the details, as beside a thing that was deleted', () => {
  const gone = object({ id: integer, deleted: { type: 'boolean' } });
  const anyOf = (...alternatives: readonly object[]) => detailsOf(Ref('Thing') as Schema, { anyOf: alternatives });
  expect(anyOf(Ref('Thing'), gone)).toEqual({ out: [] });
  expect(anyOf(gone, object({ id: integer, name: text })).out).toHaveLength(1);
});

it('lets the details leave out what the schema of both does not require', () => {
  const agreementWith = (...required: readonly string[]) => {
    const Thing = { type: 'object', required, properties: { id: integer, name: text, uses: integer } };
    return detailsOf(Ref('Thing') as Schema, Ref('Thing') as Schema, { Thing })?.agreement;
  };
  expect(agreementWith('id', 'name', 'uses')).toBe('whole');
  expect(agreementWith('id', 'name')).toBe('shared');
});

it('takes an id that nobody wrote to be required, where the path of one item needs it', () => {
  const Thing = { type: 'object', properties: { id: integer, name: text } };
  expect(detailsOf(Ref('Thing') as Schema, Ref('Thing') as Schema, { Thing })).toEqual({
    out: [],
    agreement: 'shared',
  });
});

describe('the id of an item is requested at its path, unless its values are others', () => {
  const path = (parameter: object, id: Schema, more: object = {}) => {
    const item = object({ id, name: text });
    const parameters = [{ name: 'id', in: 'path', required: true, schema: text, ...parameter }];
    const paths = { '/things': get(arrayOf(item)), '/things/{id}': get(item, parameters, more) };
    return inferMeaning(toModel(paths)).model.operations[0]?.impliedLink !== undefined;
  };
  it.each<{ parameter: object; id: Schema; more?: object; want: boolean }>([
    { parameter: {}, id: text, want: true },
    { parameter: { example: 'a' }, id: text, want: true },
    { parameter: { schema: { ...text, format: 'uuid' } }, id: text, want: true },
    { parameter: { schema: { ...text, pattern: '^N' } }, id: { ...text, examples: ['N1'] }, want: true },
    { parameter: { schema: { ...text, pattern: '^N' } }, id: { ...text, examples: ['1'] }, want: false },
    { parameter: { schema: { ...text, pattern: '^N' } }, id: { ...text, pattern: '^M' }, want: false },
    { parameter: { schema: { ...text, enum: ['a', 'b'] } }, id: text, want: false },
    { parameter: { schema: { ...text, enum: ['a', 'b'] } }, id: { ...text, enum: ['a'] }, want: true },
    { parameter: { schema: { ...text, enum: ['a', 'b'] } }, id: { ...text, enum: ['a', 'c'] }, want: false },
    { parameter: { example: 'a' }, id: { ...text, pattern: '^b' }, want: false },
    { parameter: { description: 'The number (not the internal id).' }, id: text, want: false },
    { parameter: {}, id: text, more: { description: 'By its number rather than its id' }, want: false },
    { parameter: { description: 'The id of the thing, not case-sensitive.' }, id: text, want: true },
  ])('$parameter, where an item has $id: $want', ({ parameter, id, more, want }) => {
    expect(path(parameter, id, more)).toBe(want);
  });
});

it.each<{ parameter: object; id: Schema; want: string | undefined }>([
  { parameter: {}, id: { ...text, format: 'uri' }, want: undefined },
  { parameter: {}, id: { ...text, examples: ['https://a.example/things/7'] }, want: undefined },
  { parameter: {}, id: { ...text, format: 'uri', example: 'urn:a:7' }, want: '/0/id' },
  { parameter: { schema: { ...text, format: 'uri' } }, id: { ...text, format: 'uri' }, want: '/0/id' },
  { parameter: { example: 'urn:a:7' }, id: { ...text, format: 'uri' }, want: '/0/id' },
])('an address is no id of a path, unless that has one: $id for $parameter', ({ parameter, id, want }) => {
  const item = object({ id, size: integer });
  const parameters = [{ name: 'id', in: 'path', required: true, schema: text, ...parameter }];
  const paths = { '/things': get(arrayOf(item)), '/things/{id}': get(item, parameters) };
  expect(inferMeaning(toModel(paths)).model.operations[0]?.impliedLink?.body).toBe(want);
});

describe('what a path below a list shows may be something else, so that its id is a guess', () => {
  const hit = object({ id: integer, name: text, bookId: integer });
  const user = object({ id: integer, login: integer });
  const linkTo = (item: Schema, details: Schema, description = '') => {
    const parameters = [{ ...inPath('id', integer), description }];
    const paths = { '/things': get(arrayOf(item)), '/things/{id}': get(details, parameters) };
    const link = inferMeaning(toModel(paths)).model.operations[0]?.impliedLink;
    return link?.isGuess ? 'guess' : link?.degree;
  };

  it.each<{ what: string; item: Schema; details: Schema; description?: string; want: string }>([
    { what: 'nothing in common but the id', item: hit, details: object({ id: integer, query: text }), want: 'guess' },
    { what: 'a name in common', item: hit, details: object({ id: integer, name: text }), want: 'convention' },
    { what: 'a word in common', item: hit, details: object({ id: integer, fullName: text }), want: 'convention' },
    { what: 'an item of an id', item: object({ id: integer }), details: hit, want: 'convention' },
    { what: 'an item of a link', item: object({ id: integer, href: text }), details: hit, want: 'convention' },
    { what: 'details of an id', item: hit, details: object({ id: integer }), want: 'convention' },
    {
      what: 'another member in its description',
      item: hit,
      details: hit,
      description: 'The bookId of the hit',
      want: 'guess',
    },
    {
      what: 'a name in its description',
      item: user,
      details: user,
      description: 'The login of the user',
      want: 'guess',
    },
    { what: 'a name beside the id', item: user, details: user, description: 'The id, not a login', want: 'convention' },
    { what: 'a word of prose', item: hit, details: hit, description: 'The id or name', want: 'convention' },
  ])('$what: $want', ({ item, details, description, want }) => {
    expect(linkTo(item, details, description)).toBe(want);
  });
});
