import { describe, expect, it } from 'vitest';
import {
  answer,
  arrayOf,
  get,
  inferredAt,
  integer,
  object,
  query,
  type Schema,
  suggestedOf,
  text,
  thingsBy,
  toModel,
} from './inferring.ts';

const base = { items: '', id: '/id', unique: false };

it('a name that an item has is that of a parameter, too, where a page says what was asked for', () => {
  const parameters = [query('page', { type: 'integer', default: 1 }), query('size', integer)];
  const items = arrayOf(object({ id: text, size: integer }));
  const limitIn = (members: Record<string, Schema>) => {
    const body = object({ items, total: integer, ...members });
    return suggestedOf(toModel({ '/things': get(body, parameters) }))?.limit;
  };
  expect(limitIn({ page: integer, size: integer })).toBe('size');
  expect(limitIn({ page: integer, size: text })).toBeUndefined();
  expect(limitIn({ page: integer })).toBeUndefined();
});

describe('a limit and an offset', () => {
  it.each([
    { parameter: query('limit', integer), want: { limit: 'limit' } },
    { parameter: query('page[size]', integer), want: { limit: 'page[size]' } },
    { parameter: query('take', integer), want: { limit: 'take' } },
    { parameter: query('take', { type: 'number' }), want: { limit: 'take' } },
    {
      parameter: query('take', text, { description: 'a string to be decoded into a number' }),
      want: { limit: 'take' },
    },
    { parameter: query('PageSize', integer), want: { limit: 'PageSize' } },
    { parameter: query('limit', { anyOf: [integer, { type: 'null' }] }), want: { limit: 'limit' } },
    { parameter: query('size', integer, { description: 'How many items to return.' }), want: { limit: 'size' } },
    { parameter: query('count', integer, { description: 'Number of items per page.' }), want: { limit: 'count' } },
    { parameter: query('count', integer), want: {} },
    { parameter: query('size', integer), want: {} },
    { parameter: query('count', integer, { description: 'A hint for the number of items per page.' }), want: {} },
    { parameter: query('limit', text), out: 'its type is not integer' },
    { parameter: query('limit', { type: 'integer', default: 0 }), out: 'its default is not a number of items' },
    {
      parameter: query('limit', integer),
      members: { limit: integer },
      out: 'an item has a member of this name, so it may be a filter',
    },
    {
      parameter: query('limit', integer, { description: 'The maximum number of cards to return.' }),
      members: { limit: integer },
      want: { limit: 'limit' },
    },
  ])('$parameter.name $parameter.schema $parameter.description of $members -> $want', (row) => {
    const { parameter, members, out } = row;
    const want: { limit?: string } = row.want ?? {};
    const { list, out: printed } = inferredAt('/things', thingsBy(parameter, members));
    // However long a part is, nothing tells how to ask for the next one.
    const isGuaranteed = want.limit !== undefined && (parameter as { description?: string }).description !== undefined;
    expect(list).toEqual({ ...base, ...want, ...(isGuaranteed && { fullPages: true }), readable: false });
    expect(printed.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : [out]);
  });

  it.each([
    { parameter: query('skip', integer), want: 'skip' },
    { parameter: query('offset', integer), want: 'offset' },
    { parameter: query('offset', { type: 'number' }), want: 'offset' },
    { parameter: query('start', integer, { description: 'Zero-based index of the first item.' }), want: 'start' },
    { parameter: query('from', integer, { description: 'Number of items to skip.' }), want: 'from' },
    { parameter: query('start', integer, { description: 'Where to start, counted from 1.' }) },
    { parameter: query('start', integer) },
    { parameter: query('startIndex', integer) },
    { parameter: query('offset', { type: 'integer', minimum: 1 }), out: 'it may not count items from 0' },
    { parameter: query('offset', integer, { description: 'The page number' }), out: 'it may not count items from 0' },
    ...['Number of pages to skip', 'Offset from UTC', 'Where to begin, in bytes'].map((description) => ({
      parameter: query('offset', { type: 'integer', description }),
      out: 'it may not count items from 0',
    })),
  ])('$parameter.name $parameter.schema $parameter.description -> $want', ({ parameter, want, out }) => {
    const { list, out: printed } = inferredAt('/things', thingsBy(parameter));
    const paging = { kind: 'offset', parameter: want };
    expect(list).toEqual(want === undefined ? { ...base, readable: false } : { ...base, paging });
    expect(printed.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : [out]);
  });
});

/** Things by two parameters, in an envelope with some members more. */
function paged(parameters: readonly object[], members: Record<string, Schema> = {}, required: readonly string[] = []) {
  const body = object({ data: arrayOf(object({ id: text })), ...members }, ['data', ...required]);
  return inferredAt('/things', toModel({ '/things': { get: { parameters, responses: answer(body) } } }));
}

it.each([
  { limit: query('limit', integer), want: false },
  { limit: query('limit', { type: 'integer', maximum: 100 }), want: false },
  { limit: query('limit', { type: 'integer', default: 20 }), want: true },
  { limit: query('limit', integer, { description: 'Page size.' }), want: true },
  { limit: query('limit', integer, { description: 'Page size. A page may hold fewer items.' }), want: false },
])('pages are as long as asked: $limit.schema $limit.description -> $want', ({ limit, want }) => {
  expect(suggestedOf(thingsBy([limit, query('offset', integer)]))?.fullPages).toBe(want);
});

describe('pages by number', () => {
  const stated = (description: string) => ({ schema: integer, description });
  it.each([
    { name: 'page', schema: { type: 'integer', default: 1 }, first: 1 },
    { name: 'page[number]', schema: { type: 'integer', minimum: 1 }, first: 1 },
    { name: 'page', schema: { type: 'integer', exclusiveMinimum: 0 }, first: 1 },
    { name: 'pageNumber', schema: { type: 'integer', default: 0 }, first: 0 },
    { name: 'page', schema: { type: 'integer', minimum: 0 }, first: 0 },
    { name: 'page', ...stated('Page number, starting at 1.'), first: 1 },
    { name: 'page', ...stated('Number of the page. The first page is 1.'), first: 1 },
    { name: 'page', ...stated('1-based index of the page'), first: 1 },
    { name: 'page', ...stated('Zero-based page index (0..N)'), first: 0 },
    { name: 'page', ...stated('The page to return. Pages are counted from zero.'), first: 0 },
    { name: 'page', schema: { type: 'integer', example: 1 }, first: 1 },
    { name: 'page', schema: integer, out: 'the description does not say whether the first page is 0 or 1' },
    {
      name: 'page',
      schema: { type: 'integer', example: 3 },
      out: 'the description does not say whether the first page is 0 or 1',
    },
    {
      name: 'page',
      schema: { type: 'integer', default: 0 },
      description: 'One-based number of the page',
      out: 'the description does not say whether the first page is 0 or 1',
    },
    { name: 'PageNumber', schema: { type: 'integer', default: 1 }, first: 1 },
    { name: 'page', schema: { type: 'string', default: '1' }, out: 'its type is not integer' },
    { name: 'page', schema: text, description: 'a number greater than or equal to 1', first: 1 },
    { name: 'page', schema: { type: 'string', description: 'a number between 0 and 99' }, first: 0 },
    { name: 'page', schema: text, description: 'a positive number', first: 1 },
    {
      name: 'page',
      schema: { type: 'string', format: 'a' },
      description: 'a positive number',
      out: 'its type is not integer',
    },
  ])('$name $schema $description -> $first', ({ name, schema, description, first, out }) => {
    const { list, out: printed } = paged([query(name, schema, { description }), query('per_page', integer)]);
    expect(list).toMatchObject(
      first === undefined ? { readable: false } : { paging: { kind: 'page', parameter: name, first } },
    );
    expect(printed.map((line) => line.split(': ').at(-1))).toEqual(out === undefined ? [] : [out]);
  });

  it('needs to know how long a page is', () => {
    const { list, out } = paged([query('page', { type: 'integer', default: 1 })]);
    expect(list).toMatchObject({ readable: false });
    expect(out).toEqual(['"page" is the number of the page: no parameter is known to set the page size']);
  });

  it('are not known beside a token of a page, which may select it alone, as in Twilio', () => {
    const { list, out } = paged([
      query('PageSize', integer),
      query('Page', { type: 'integer', minimum: 0 }, { description: 'The page index, for client state.' }),
      query('PageToken', text, { description: 'The page token. This is provided by the API.' }),
    ]);
    expect(list).toMatchObject({ limit: 'PageSize' });
    expect(list).not.toHaveProperty('paging');
    expect(out).toContain('"Page" is the number of the page: "PageToken" may select the page instead');
  });

  it('takes the first way where there are two, and says so', () => {
    const { list, out } = paged([
      query('offset', integer),
      query('page', { type: 'integer', default: 1 }),
      query('limit', integer),
    ]);
    expect(list).toMatchObject({ paging: { kind: 'offset', parameter: 'offset' } });
    expect(out).toEqual(['"page" is the number of the page: "offset" pages already']);
  });
});

describe('pages by cursor', () => {
  const orNull = { type: ['string', 'null'] };
  it.each([
    { name: 'cursor', members: { next_cursor: orNull }, required: ['next_cursor'], next: '/next_cursor' },
    { name: 'cursor', members: { nextCursor: text }, next: '/nextCursor' },
    {
      name: 'cursor',
      members: { next_cursor: { oneOf: [text, { type: 'null' }] } },
      required: ['next_cursor'],
      next: '/next_cursor',
    },
    {
      name: 'page_token',
      members: { next_page_token: { type: 'string', description: 'Empty when there are no more pages.' } },
      required: ['next_page_token'],
      next: '/next_page_token',
    },
    { name: 'page[after]', members: { meta: object({ next_cursor: orNull }) }, next: '/meta/next_cursor' },
    {
      name: 'cursor',
      members: { paging: object({ cursors: object({ next: orNull }) }) },
      next: '/paging/cursors/next',
    },
    {
      name: 'cursor',
      members: { next: { type: 'string', description: 'Cursor of the next page.' } },
      next: '/next',
    },
    {
      name: 'cursor',
      members: { next_cursor: text },
      required: ['next_cursor'],
      out: 'the description does not say that "/next_cursor" is missing or empty at the end',
    },
    { name: 'cursor', members: {}, out: 'no member of the body is known to be the cursor of the next page' },
    {
      name: 'cursor',
      members: { next: text },
      out: 'no member of the body is known to be the cursor of the next page',
    },
    {
      name: 'cursor',
      members: { next: { type: 'string', format: 'uri' } },
      out: 'no member of the body is known to be the cursor of the next page',
    },
    {
      name: 'cursor',
      members: { next_cursor: text, next_page_token: text },
      out: '"/next_cursor" and "/next_page_token" may both be the cursor of the next page',
    },
    { name: 'cursor', members: { next_cursor: integer }, out: 'its type differs from that of "/next_cursor"' },
  ])('$name and $members -> $next', ({ name, members, required = [], next, out }) => {
    const { list, out: printed } = paged([query(name, text)], members, required);
    if (next === undefined) expect(list).not.toHaveProperty('paging');
    else expect(list).toMatchObject({ paging: { kind: 'cursor', parameter: name, next } });
    const ofCursor = printed.filter((line) => line.startsWith(`"${name}"`));
    expect(ofCursor.map((line) => line.slice(line.lastIndexOf(': ') + 2))).toEqual(out === undefined ? [] : [out]);
  });
});

it.each([
  { name: 'starting_after', want: true },
  { name: 'starting_after', type: integer, want: false },
  { name: 'after', want: false },
])(
  '$name may be the id of the last item before, where the body has no cursor: $want',
  ({ name, type = text, want }) => {
    const { list } = paged([query(name, type)], { has_more: { type: 'boolean' } }, ['has_more']);
    const { paging, pageFacts } = list as { paging?: object; pageFacts?: object };
    const place = { kind: 'member', pointer: '/has_more' };
    expect({ paging, pageFacts }).toEqual(
      want ? { paging: { kind: 'cursor', parameter: name }, pageFacts: [{ place, says: 'has-next' }] } : {},
    );
  },
);

describe('whether the whole list can be read', () => {
  it.each([
    { name: 'nothing pages', parameters: [], want: true },
    { name: 'a filter', parameters: [query('name', text)], want: true },
    { name: 'a limit alone', parameters: [query('limit', integer)], want: false },
    { name: 'a parameter that pages in some APIs', parameters: [query('rows', integer)], want: false },
    { name: 'prose of pages', parameters: [query('p', text, { description: 'Which page to show.' })], want: false },
    {
      name: 'a total of a list that is not known to be paged',
      parameters: [],
      members: { total: integer },
      want: false,
    },
    { name: 'an offset', parameters: [query('offset', integer)], want: true },
    {
      name: 'a link to the next page',
      parameters: [query('limit', integer)],
      members: { links: object({ next: text }) },
      want: true,
    },
  ])('$name -> $want', ({ parameters, members, want }) => {
    expect(paged(parameters, members).list).toMatchObject(want ? { items: '/data' } : { readable: false });
    expect('readable' in (paged(parameters, members).list as object)).toBe(!want);
  });
});

it.each([
  { name: '$top', link: '@odata.nextLink' },
  { name: '$top', link: 'nextLink' },
  { name: 'top', link: '@odata.nextLink' },
  { name: 'top', link: 'nextLink' },
])(
  'OData and Microsoft: a service may send less than $name, and $link leads to the rest of what that allows',
  ({ name, link }) => {
    const envelope = object({ value: arrayOf(object({ id: text })), [link]: text }, ['value']);
    const listWith = (limit: string) =>
      inferredAt(
        '/things',
        toModel({ '/things': get(envelope, [query(limit, integer, { description: 'Items at once.' })]) }),
      );
    expect(listWith('limit').list).toMatchObject({ fullPages: true, next: { pointer: `/${link}` } });
    expect(listWith(name).list).toMatchObject({ limit: name });
    expect(listWith(name).list).not.toHaveProperty('fullPages');
    expect(listWith(name).list).not.toHaveProperty('next');
    expect(listWith(name).out.join()).toContain(`with "${name}", it links to the rest`);
  },
);

it('where nothing tells that it is that of Microsoft, `top` is the size of a page', () => {
  const listWith = (more: readonly object[]) => {
    const envelope = object({ value: arrayOf(object({ id: text })), next_url: text }, ['value']);
    return inferredAt('/things', toModel({ '/things': get(envelope, [query('top', integer), ...more]) })).list;
  };
  expect(listWith([])).toMatchObject({ limit: 'top', next: { pointer: '/next_url' } });
  expect(listWith([query('maxpagesize', integer)])).not.toHaveProperty('next');
});
