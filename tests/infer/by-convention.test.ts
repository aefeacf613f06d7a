/** What conventions make certain, and what they leave alone: a filter, an order and a cause never follow from one. */
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import { answer, arrayOf, get, inPath, integer, object, query, type Schema, text, toModel } from './inferring.ts';

const thing = object({ id: text, kind: { enum: ['a', 'b'] } });

function certainOf(parameters: readonly object[], headers: object = {}, body: Schema = arrayOf(thing)) {
  const { model } = inferMeaning(toModel({ '/things': { get: { parameters, responses: answer(body, headers) } } }));
  const { limit, paging, total, count, ranged, next } = model.operations[0]?.list ?? {};
  return Object.fromEntries(
    Object.entries({ limit, paging, total, count, ranged, next }).filter(([, value]) => value !== undefined),
  );
}

const pair = (limit: Schema = integer, offset: Schema = integer, more: object = {}) => [
  query('limit', limit, more),
  query('offset', offset),
];
const paged = { limit: 'limit', paging: { kind: 'offset', parameter: 'offset' } };

it.each([
  { what: 'has the body and the headers of 200', second: (first: object) => first, want: paged },
  {
    what: 'has other headers',
    second: (first: object) => ({ ...first, headers: { 'X-Part': { schema: text } } }),
    want: {},
  },
])('a list whose 206 $what is: $want', ({ second, want }) => {
  const responses = answer(arrayOf(thing));
  const [first = {}] = Object.values(responses) as object[];
  const paths = { '/things': { get: { parameters: pair(), responses: { ...responses, 206: second(first) } } } };
  const { limit, paging } = inferMeaning(toModel(paths)).model.operations[0]?.list ?? {};
  expect({ ...(limit !== undefined && { limit }), ...(paging && { paging }) }).toEqual(want);
});

describe('a limit and an offset', () => {
  it.each([
    { name: 'stand together', parameters: pair(), want: paged },
    { name: 'are as OData has them', parameters: [query('$top', integer), query('$skip', integer)] },
    { name: 'are as JSON:API has them', parameters: [query('page[limit]', integer), query('page[offset]', integer)] },
  ])('are certain where they $name', ({ parameters, want }) => {
    const [limit, offset] = parameters.map((parameter) => (parameter as { name: string }).name);
    expect(certainOf(parameters)).toEqual(want ?? { limit, paging: { kind: 'offset', parameter: offset } });
  });

  it.each([
    { name: 'one stands alone', parameters: [query('limit', integer)] },
    { name: 'they have other names', parameters: [query('count', integer), query('start', integer)] },
    { name: 'pages are counted', parameters: [query('page', integer), query('per_page', integer)] },
    { name: 'one is text', parameters: pair(text) },
    { name: 'the offset counts from 1', parameters: pair(integer, { type: 'integer', minimum: 1 }) },
    { name: 'the limit is 0 by default', parameters: pair({ type: 'integer', default: 0 }) },
    { name: 'prose takes it away', parameters: pair(integer, integer, { description: 'The limit, in days.' }) },
  ])('are not where $name', ({ parameters }) => {
    expect(certainOf(parameters)).toEqual({});
  });

  const described = (limit: string, offset: string) =>
    certainOf([query('limit', integer, { description: limit }), query('offset', integer, { description: offset })]);

  it.each([
    { limit: 'Maximum number of things to return. Defaults to 20, and cannot exceed 100.', offset: 'Things to skip' },
    { limit: 'How many results per page', offset: 'The zero-based index of the first result, see `limit`.' },
    {
      limit: 'Requested number of resources to be provided in response',
      offset: 'Offset for [pagination](https://a.b/c)',
    },
    { limit: 'If not specified, 10. Must not exceed 100, and no more than 100 are returned.', offset: '' },
    {
      limit:
        'Limit will be applied by default if not passed. If it exceeds the maximum, a validation error will be thrown',
      offset: '',
    },
    { limit: 'Number of results, use with `offset`.', offset: 'The start, 10 for example. It must not be negative.' },
  ])('are certain where they are described as usual: $limit, $offset', ({ limit, offset }) => {
    expect(described(limit, offset)).toEqual(paged);
  });

  it.each([
    { limit: 'Maximum number of lines to scan per shard.', offset: '' },
    { limit: 'Number of groups; each may have several rows.', offset: '' },
    { limit: 'Limit per category', offset: '' },
    { limit: 'Pinned things are returned in addition.', offset: '' },
    { limit: 'Rounded up to a multiple of 10', offset: '' },
    { limit: 'Nombre de choses', offset: '' },
    { limit: '', offset: 'UTC offset in minutes' },
    { limit: '', offset: 'Kafka offset to start from' },
    { limit: '', offset: 'The key of the last thing' },
    { limit: "Isn't used.", offset: '' },
    { limit: 'Not supported.', offset: '' },
    { limit: 'The maximum number of pages.', offset: '' },
    { limit: 'Results can exceed the limit.', offset: '' },
    { limit: 'Maximum number of things per thing', offset: '' },
    { limit: 'In `KiB`.', offset: '' },
    { limit: 'Maximum number of matching things in the entire database', offset: '' },
    { limit: 'Each page has two sets of this size.', offset: '' },
    { limit: '', offset: 'Index from the end.' },
    { limit: '', offset: 'One based index of the first thing.' },
    { limit: '', offset: 'The first thing has the position 1.' },
    { limit: '', offset: 'Number of things to skip in each of them.' },
  ])('are not where a word means something else: $limit, $offset', ({ limit, offset }) => {
    expect(described(limit, offset)).toEqual({});
  });

  it.each([
    { where: 'the schema', parameters: [query('limit', { ...integer, description: 'Credit limit in euros' })] },
    { where: 'the summary', summary: 'Accounts with at least a credit limit' },
    { where: 'the operation', description: 'The limit is in euros. Others can be asked for.' },
    { where: 'the response', response: 'Several things for each unit of `limit`.' },
  ])('are not where $where says something else', ({ parameters = [], summary, description, response = '' }) => {
    const responses = { 200: { ...Object.values(answer(arrayOf(thing)))[0], description: response } };
    const get = { parameters: [...parameters, ...pair().slice(parameters.length)], summary, description, responses };
    expect(inferMeaning(toModel({ '/things': { get } })).model.operations[0]?.list?.limit).toBeUndefined();
  });

  it('are certain beside an array that may be null', () => {
    const orNull = { ...arrayOf(thing), type: ['array', 'null'] };
    expect(certainOf(pair(), {}, orNull)).toEqual(paged);
    expect(certainOf(pair(), {}, object({ data: orNull }))).toEqual(paged);
    expect(certainOf(pair(), {}, object({ data: { anyOf: [arrayOf(thing), { type: 'null' }] } }))).toEqual(paged);
    expect(certainOf(pair(), {}, object({ data: { ...orNull, type: ['array', 'string'] } }))).toEqual({});
  });

  it('are not where an item has a member of the name, or the array is not required', () => {
    expect(certainOf(pair(), {}, arrayOf(object({ id: text, limit: integer })))).toEqual({});
    expect(certainOf(pair(), {}, object({ data: arrayOf(thing) }))).toEqual(paged);
    expect(certainOf(pair(), {}, object({ data: arrayOf(thing), total: integer }, ['total']))).toEqual({});
  });
});

describe('headers', () => {
  const count = (more: object = {}) => ({ schema: integer, ...more });
  const place = (name: string) => ({ kind: 'header', name, optional: true });
  it.each([
    { headers: { 'X-Total-Count': count() }, want: { total: place('X-Total-Count') } },
    {
      headers: { 'x-total-count': count({ required: true }) },
      want: { total: { kind: 'header', name: 'x-total-count' } },
    },
    {
      headers: { 'X-Total-Count': count(), 'X-Result-Count': count() },
      want: { total: place('X-Total-Count'), count: place('X-Result-Count') },
    },
    { headers: { 'X-Result-Count': count() }, want: {} },
    { headers: { 'X-Total': count() }, want: {} },
    { headers: { 'X-Total-Count': count({ description: 'Number of pages.' }) }, want: {} },
    { headers: { 'X-Total-Count': count({ description: 'The number of `unread` things.' }) }, want: {} },
    { headers: { 'X-Total-Count': count({ schema: { ...integer, description: 'Unread ones' } }) }, want: {} },
    { headers: { 'X-Total-Count': { schema: text } }, want: {} },
    { headers: { 'X-Total-Count': count({ description: 'An estimate.' }) }, want: {} },
    { headers: { 'X-Total-Count': count({ description: 'The items on this page.' }) }, want: {} },
    {
      headers: { 'Content-Range': { schema: text, example: 'items 0-9/60' } },
      want: { ranged: true, total: { kind: 'content-range', optional: true } },
    },
    { headers: { 'Content-Range': { schema: text, example: 'bytes 0-9/60' } }, want: {} },
    { headers: { 'Content-Range': { schema: text, example: 'items 0-9/*' } }, want: {} },
    { headers: { 'Content-Range': { schema: text } }, want: {} },
    {
      headers: { Link: { schema: text, example: '<https://things.example/?page=2>; rel="next"' } },
      want: { next: { kind: 'link-header' } },
    },
    { headers: { Link: { schema: text, description: 'Leads to the next page.' } }, want: {} },
    { headers: { Link: { schema: text, example: '</profile>; rel="describedby"' } }, want: {} },
  ])('$headers -> $want', ({ headers, want }) => {
    expect(certainOf([], headers)).toEqual(want);
  });

  it('of a body that is no array count nobody knows what', () => {
    expect(certainOf([], { 'X-Total-Count': count() }, object({ data: arrayOf(thing) }))).toEqual({});
  });
});

it('asserts no filter, no order, and no agreement of list and details', () => {
  const parameters = [
    ...pair(),
    query('kind', { enum: ['a', 'b'] }, { description: 'Exactly this kind.' }),
    query('sort', { enum: ['id', '-id'] }),
  ];
  const paths = { '/things': get(arrayOf(thing), parameters), '/things/{id}': get(thing, [inPath('id', text)]) };
  const { model } = inferMeaning(toModel(paths));
  expect(model.operations[0]).toMatchObject({
    list: {
      degree: 'convention',
      unique: false,
      filters: [],
      pageFacts: [],
      fullPages: false,
      ordered: false,
      readable: true,
    },
    impliedLink: { degree: 'convention', body: '/0/id', path: '/things/{id}', parameter: 'id' },
  });
  expect(model.operations[0]?.list).not.toHaveProperty('sort');
});

it('reads nothing to its end where nobody knows what tells items apart', () => {
  const { model } = inferMeaning(toModel({ '/things': get(arrayOf(object({ name: text })), pair()) }));
  expect(model.operations[0]?.list).toMatchObject({ ...paged, id: '', readable: false });
});

const UNCERTAIN = 'tests/fixtures/descriptions/uncertain';

it.each(await readdir(UNCERTAIN))('is silent about %s', async (file) => {
  const { value, locate } = (await loadDescription(`${UNCERTAIN}/${file}`)).openapi;
  const { conventions, model } = inferMeaning(toApiModel({ document: value, locate }));
  expect(conventions.map(({ what }) => what).filter((what) => !what.includes('is asked for with'))).toEqual([]);
  expect(
    model.operations.flatMap(({ list }) => list?.limit ?? list?.paging ?? list?.next ?? list?.total ?? []),
  ).toEqual([]);
});
