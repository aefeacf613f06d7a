import { describe, expect, it } from 'vitest';
import { document, json, type Members, mistakes, operation, toModel, withPath } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';

const item = {
  allOf: [
    { $ref: '#/components/schemas/Named' },
    {
      properties: {
        placed: { type: 'string', format: 'date-time' },
        buyer: { properties: { age: { type: ['integer', 'null'] } } },
      },
    },
  ],
};
const schemas = {
  Named: { properties: { id: { type: 'string' } } },
  Page: { allOf: [{}, { properties: { data: { type: 'array', items: item } } }] },
};

/** A list of orders, in an envelope, whose meaning is this. */
function listOf(meaning: unknown, more: Members = {}): Members {
  const get = operation({
    'x-list': meaning,
    parameters: [
      { name: 'skip', in: 'query', schema: { type: 'integer' } },
      { name: 'by', in: 'query', schema: { type: 'string' } },
      { name: 'from', in: 'query', schema: { type: 'string' } },
      { name: 'any', in: 'query', schema: { type: 'object' } },
      { name: 'day', in: 'query', schema: { type: 'string', format: 'date' } },
      { name: 'X-Skip', in: 'header', schema: { type: 'integer' } },
    ],
    responses: { 200: { headers: { 'x-total': { schema: {} } }, ...json({ $ref: '#/components/schemas/Page' }) } },
    ...more,
  });
  return withPath('/orders', { get }, { components: { schemas } });
}

const list = (meaning: unknown, more?: Members) => toModel(listOf(meaning, more)).operations[0]?.list;

it('is whole: its items, its parameters, its headers, its order', () => {
  const meaning = {
    items: '/data',
    total: 'x-total',
    offset: 'skip',
    sort: { parameter: 'by', keys: ['placed', 'buyer.age', 'id', 'unknown'] },
    filters: ['from', { parameter: 'by', member: 'buyer.age' }, 'any'],
  };
  expect(list(meaning)).toEqual({
    degree: 'declared',
    items: '/data',
    id: '/id',
    unique: true,
    itemNode: { schema: item, pointer: '/components/schemas/Page/allOf/1/properties/data/items' },
    total: { kind: 'header', name: 'x-total' },
    paging: { kind: 'offset', parameter: 'skip' },
    pageFacts: [],
    readable: true,
    ordered: true,
    agreement: 'shared',
    fullPages: true,
    detailsAt: '',
    sort: {
      parameter: 'by',
      ascending: '{key}',
      descending: '-{key}',
      several: true,
      stable: true,
      keys: [
        { name: 'placed', member: '/placed', order: 'date-time' },
        { name: 'buyer.age', member: '/buyer/age', order: 'number' },
        { name: 'id', member: '/id', order: 'text' },
        { name: 'unknown', member: '/unknown', order: 'text' },
      ],
    },
    filters: [
      { parameter: 'from', member: '/from', exact: true },
      { parameter: 'by', member: '/buyer/age', exact: true },
    ],
    anyFilter: 'any',
  });
});

it('filters by the member of the name of its parameter, where no other is named', () => {
  expect(list({ items: '/data', filters: [{ parameter: 'from' }] })?.filters).toEqual([
    { parameter: 'from', member: '/from', exact: true },
  ]);
});

it.each([
  { compare: '>=', want: { side: 'from', inclusive: true } },
  { compare: '>', want: { side: 'from', inclusive: false } },
  { compare: '<=', want: { side: 'to', inclusive: true } },
  { compare: '<', want: { side: 'to', inclusive: false } },
])('filters by what lies on one side of a value: $compare', ({ compare, want }) => {
  const filters = [
    { parameter: 'from', member: 'placed', compare },
    { parameter: 'by', member: 'buyer.age', compare },
  ];
  expect(list({ items: '/data', filters })?.filters).toEqual([
    { parameter: 'from', member: '/placed', exact: false, bound: { ...want, order: 'date-time', anyZone: true } },
    { parameter: 'by', member: '/buyer/age', exact: false, bound: { ...want, order: 'number', anyZone: false } },
  ]);
});

it('sorts by rank, with what has none at the end, and texts by code point, where it says so', () => {
  const sort = { parameter: 'by', keys: ['id', 'placed'], ranks: { id: ['low', 'high'] } };
  expect(list({ items: '/data', sort: { ...sort, ties: '-buyer.age' } })?.sort?.ties).toEqual({
    key: { name: 'buyer.age', member: '/buyer/age', order: 'number' },
    descending: true,
  });
  expect(list({ items: '/data', sort: { ...sort, absent: 'last', texts: 'code-points' } })?.sort).toMatchObject({
    keys: [
      { name: 'id', member: '/id', order: 'rank', ranks: ['low', 'high'], absent: 'last' },
      { name: 'placed', order: 'date-time', absent: 'last' },
    ],
    texts: 'code-points',
  });
});

describe('the order of a key', () => {
  const openIn = (schema: object, more: object = {}) => {
    const items = { type: 'object', properties: { key: { type: 'string', ...schema } } };
    const responses = { 200: json({ type: 'array', items }) };
    return list({ id: '/key', sort: { parameter: 'by', keys: ['key'], ...more } }, { responses })?.sort?.keys[0]
      ?.isOpen;
  };

  it.each([
    { what: 'open where an enum may be a rank', schema: { enum: ['low', 'medium', 'high'] }, want: true },
    { what: 'that of its texts where an enum is in it', schema: { enum: ['P1', 'P2', null, 'P3'] }, want: undefined },
    { what: 'open for durations', schema: { format: 'duration' }, want: true },
    { what: 'that of any text', schema: { format: 'uuid' }, want: undefined },
    { what: 'known where ranks are declared', schema: { enum: ['b', 'a'] }, more: { ranks: { key: ['b', 'a'] } } },
  ])('is $what', ({ schema, more, want }) => {
    expect(openIn(schema, more)).toBe(want);
  });
});

it('is the body itself, where no pointer says otherwise', () => {
  const responses = { 200: json({ type: 'array', items: { type: 'string' } }) };
  expect(list({ id: '' }, { responses })).toMatchObject({
    items: '',
    id: '',
    itemNode: { schema: { type: 'string' } },
  });
});

describe('a mistake in its meaning is shown where it stands', () => {
  const at = '/paths/~1orders/get/x-list';

  it.each([
    { what: 'no object', meaning: 'yes', want: `document/wrong-type ${at}` },
    { what: 'no array at the pointer', meaning: { items: '/none' }, want: `list/not-an-array ${at}/items` },
    { what: 'an array asked of the envelope', meaning: {}, want: `list/not-an-array ${at}/items` },
    { what: 'an unknown header', meaning: { items: '/data', count: 'X-No' }, want: `list/unknown-name ${at}/count` },
    { what: 'an unknown total', meaning: { items: '/data', total: 'X-No' }, want: `list/unknown-name ${at}/total` },
    {
      what: 'a header as parameter',
      meaning: { items: '/data', offset: 'X-Skip' },
      want: `list/unknown-name ${at}/offset`,
    },
    { what: 'an unknown limit', meaning: { items: '/data', limit: 'no' }, want: `list/unknown-name ${at}/limit` },
    {
      what: 'a limit that is a list',
      meaning: { items: '/data', limit: [7] },
      want: `document/wrong-type ${at}/limit`,
    },
    {
      what: 'an unknown sort',
      meaning: { items: '/data', sort: { parameter: 'no', keys: [] } },
      want: `list/unknown-name ${at}/sort/parameter`,
    },
    {
      what: 'sort keys that are no list',
      meaning: { items: '/data', sort: { parameter: 'by', keys: 'id' } },
      want: `document/wrong-type ${at}/sort/keys`,
    },
    {
      what: 'a place for what has no key',
      meaning: { items: '/data', sort: { parameter: 'by', keys: [], absent: 'first' } },
      want: `document/wrong-type ${at}/sort/absent`,
    },
    {
      what: 'an unknown filter',
      meaning: { items: '/data', filters: ['from', 'no'] },
      want: `list/unknown-name ${at}/filters/1`,
    },
    {
      what: 'an unknown filter of a member',
      meaning: { items: '/data', filters: [{ parameter: 'no', member: 'id' }] },
      want: `list/unknown-name ${at}/filters/0`,
    },
    {
      what: 'an unknown comparison',
      meaning: { items: '/data', filters: [{ parameter: 'from', compare: 'gte' }] },
      want: `list/unknown-name ${at}/filters/0/compare`,
    },
    {
      what: 'a comparison of a day with a time',
      meaning: { items: '/data', filters: [{ parameter: 'day', member: 'placed', compare: '>=' }] },
      want: `document/wrong-type ${at}/filters/0/compare`,
    },
    {
      what: 'a comparison that is no text',
      meaning: { items: '/data', filters: [{ parameter: 'from', compare: 1 }] },
      want: `document/wrong-type ${at}/filters/0/compare`,
    },
    {
      what: 'a filter that is null',
      meaning: { items: '/data', filters: [null] },
      want: `document/wrong-type ${at}/filters/0`,
    },
    {
      what: 'filters that are no list',
      meaning: { items: '/data', filters: 'from' },
      want: `document/wrong-type ${at}/filters`,
    },
  ])('$what', async ({ meaning, want }) => {
    expect(await mistakes(listOf(meaning))).toEqual([want]);
  });
});

describe('what holds of a list less than usual', () => {
  const less = {
    items: '/data',
    unique: false,
    ordered: false,
    fullPages: false,
    inParts: true,
    beyondMaximum: 'cut',
    aliases: true,
    agreement: 'plain',
    page: 'skip',
    firstPage: 0,
    sort: {
      parameter: 'by',
      keys: [{ name: 'when', member: 'placed' }, 'id', 'id'],
      several: false,
      stable: false,
      ranks: { id: ['low', 'high', 'low', 'high'] },
    },
    filters: [
      { parameter: 'from', member: 'id', exact: false, anyOf: true, values: ['a', 'a'] },
      { parameter: 'day', member: 'placed', compare: 'from' },
      { parameter: 'from', member: 'placed' },
    ],
  };

  it('is said in words of its own, and what stands there twice counts once', () => {
    const asMoment = { ...less, filters: less.filters.filter(({ parameter }) => parameter !== 'day') };
    expect(list(asMoment)).toMatchObject({
      unique: false,
      ordered: false,
      readable: true,
      fullPages: false,
      inParts: true,
      beyondMaximum: 'cut',
      aliases: true,
      agreement: 'plain',
      paging: { kind: 'page', parameter: 'skip', first: 0 },
      sort: {
        several: false,
        stable: false,
        keys: [
          { name: 'when', member: '/placed', order: 'date-time' },
          { name: 'id', member: '/id', order: 'rank', ranks: ['low', 'high'] },
        ],
      },
      filters: [{ parameter: 'from', member: '/id', exact: false, anyOf: true, values: ['a'] }],
    });
  });

  it('of a bound may be that nobody says whether the very value matches, or what a time zone does', () => {
    const parameters = [{ name: 'since', in: 'query', schema: { type: 'string', format: 'date-time' } }];
    const since = { parameter: 'since', member: 'placed', compare: 'from', zones: 'own' };
    expect(list({ items: '/data', filters: [since] }, { parameters })?.filters).toEqual([
      {
        parameter: 'since',
        member: '/placed',
        exact: false,
        bound: { side: 'from', order: 'date-time', anyZone: false },
      },
    ]);
  });

  it.each([
    { wrong: { unique: 'no' }, want: 'document/wrong-type /paths/~1orders/get/x-list/unique' },
    { wrong: { inParts: 1 }, want: 'document/wrong-type /paths/~1orders/get/x-list/inParts' },
    { wrong: { page: 'skip', firstPage: 2 }, want: 'document/wrong-type /paths/~1orders/get/x-list/firstPage' },
    { wrong: { agreement: 'some' }, want: 'document/wrong-type /paths/~1orders/get/x-list/agreement' },
    { wrong: { beyondMaximum: true }, want: 'document/wrong-type /paths/~1orders/get/x-list/beyondMaximum' },
    {
      wrong: { sort: { parameter: 'by', keys: [1] } },
      want: 'document/wrong-type /paths/~1orders/get/x-list/sort/keys/0',
    },
    {
      wrong: { filters: [{ parameter: 'from', member: 'id', exact: 1 }] },
      want: 'document/wrong-type /paths/~1orders/get/x-list/filters/0/exact',
    },
  ])('is a mistake in $wrong', async ({ wrong, want }) => {
    expect(await mistakes(listOf({ items: '/data', ...wrong }))).toEqual([want]);
  });
});

it('cannot be read to its end where it comes in parts and nobody says how', () => {
  expect(list({ items: '/data', inParts: true })?.readable).toBe(false);
  expect(list({ items: '/data', inParts: true, offset: 'skip' })?.readable).toBe(true);
});

it.each([
  { given: {}, want: undefined },
  { given: { offset: 'skip' }, want: undefined },
  { given: { page: 'skip' }, want: true },
  { given: { cursor: { parameter: 'by', next: '/next' } }, want: true },
  { given: { cursor: { parameter: 'by' } }, want: true },
  { given: { page: 'skip', inParts: false }, want: undefined },
])('is in parts without a limit, where nothing else is declared: $want with $given', ({ given, want }) => {
  expect(list({ items: '/data', ...given })?.inParts).toBe(want);
});

describe('the id of an item', () => {
  const key = { key: { type: 'string' } };
  const reading = (id: string | undefined, items: unknown, more: Members = {}) => {
    const get = operation({
      responses: { 200: json({ type: 'array', items }) },
      'x-list': { ...(id !== undefined && { id }), ...more },
    });
    return document({ paths: { '/a': { get } } });
  };
  const found = (from: Members) => {
    const { operations, notices } = toModel(from);
    const { id, unique, readable } = operations[0]?.list ?? {};
    return { id, unique, readable, told: notices.map(({ kind }) => kind).filter((kind) => kind !== 'ambiguous') };
  };

  it.each([
    { id: '/key', items: { properties: key }, want: '/key' },
    { id: 'key', items: { properties: key }, want: '/key' },
    { id: 'of.key', items: { properties: { of: { properties: key } } }, want: '/of/key' },
    { id: 'of.key', items: { properties: { of: { type: 'object' } } }, want: '/of/key' },
    {
      id: 'ids.0.key',
      items: { properties: { ids: { type: 'array', items: { properties: key } } } },
      want: '/ids/0/key',
    },
    { id: 'no', items: { properties: key, additionalProperties: true }, want: '/no' },
    { id: 'x-1', items: { properties: key, patternProperties: { '^x-': {} } }, want: '/x-1' },
    { id: undefined, items: { properties: key, additionalProperties: { type: 'string' } }, want: '/id' },
    { id: undefined, items: { type: 'object' }, want: '/id' },
    { id: undefined, items: {}, want: '/id' },
    { id: undefined, items: { oneOf: [{ properties: key }, { properties: { id: {} } }] }, want: '/id' },
    {
      id: undefined,
      items: { properties: key, anyOf: [{ required: ['key'] }, { properties: { id: {} } }] },
      want: '/id',
    },
  ])('$id is at $want of $items', ({ id, items, want }) => {
    expect(found(reading(id, items))).toEqual({ id: want, unique: true, readable: true, told: [] });
  });

  it.each([
    { items: { properties: key }, readable: false },
    { items: { properties: key, additionalProperties: true }, readable: false },
    { items: { properties: key, anyOf: [{ required: ['key'] }, {}] }, readable: false },
    { items: { oneOf: [{ properties: key }, { allOf: [{ properties: key }] }] }, readable: false },
    { items: { type: 'string' }, readable: true },
    { items: { type: ['integer', 'null'] }, readable: true },
    { items: { type: 'array', items: {} }, readable: false },
  ])('is not known where $items has none, and a notice says so', ({ items, readable }) => {
    expect(found(reading(undefined, items))).toEqual({ id: '', unique: false, readable, told: ['left-out'] });
  });

  it.each([
    { id: 'no', items: { properties: key }, hint: 'Described: key.' },
    { id: '/of/key', items: { properties: key }, hint: 'Described: key.' },
    { id: 'kez', items: { oneOf: [{ properties: key }] }, hint: 'Did you mean `key`? Described: key.' },
    { id: 'name', items: { type: 'string' }, hint: 'Described: none.' },
  ])('$id is a mistake for $items', async ({ id, items, hint }) => {
    expect(await findingsOf(() => toModel(reading(id, items)))).toMatchObject([
      { code: 'list/unknown-name', place: { pointer: '/paths/~1a/get/x-list/id' }, hint },
    ]);
  });
});

describe('a list that cannot be read again', () => {
  const schema = { type: 'array', items: { properties: { id: {} } } };
  const requestBody = json({ type: 'object' });
  const [paged, silent] = ['its list is not requested by page, order or filter', 'nothing is asserted of its list'];

  it.each([
    { method: 'get', more: {}, want: [], readable: true },
    { method: 'post', more: { requestBody }, want: [`POST /a: it is no GET, so ${paged}`], readable: false },
    { method: 'put', more: {}, want: [`PUT /a: it is no GET, so ${paged}`], readable: false },
    {
      method: 'get',
      more: { requestBody: { ...requestBody, required: true } },
      want: [`GET /a: it has a body, which may get lost, so ${silent}`],
      readable: undefined,
    },
  ])('has a notice: $method $more', ({ method, more, want, readable }) => {
    const one = operation({ responses: { 200: json(schema) }, 'x-list': {}, ...more });
    const { operations, notices } = toModel(document({ paths: { '/a': { [method]: one } } }));
    const told = notices.filter(({ pointer }) => pointer.endsWith('/x-list'));
    expect(told.map(({ message }) => message.split(', and responses')[0])).toEqual(want);
    expect(operations[0]?.list?.readable).toBe(readable);
  });
});

it.each([
  { header: {}, want: { kind: 'content-range', optional: true } },
  { header: { required: true }, want: { kind: 'content-range' } },
])('a response that is whole need not have a Content-Range, unless it is required: $header', ({ header, want }) => {
  const headers = { 'Content-Range': { schema: { type: 'string' }, ...header } };
  const responses = { 200: { ...json({ type: 'array', items: { properties: { id: {} } } }), headers } };
  const get = operation({ responses, 'x-list': { total: 'Content-Range' } });
  expect(toModel(document({ paths: { '/a': { get } } })).operations[0]?.list?.total).toEqual(want);
});
