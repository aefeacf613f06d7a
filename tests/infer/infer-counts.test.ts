import { describe, expect, it } from 'vitest';
import { nameOfPlace } from '../../src/rules/number-place.ts';
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
  toModel,
} from './inferring.ts';

const offset = [query('offset', integer), query('limit', integer)];
const things = arrayOf(object({ id: text }));

const header = (description = '', more: object = {}) => ({ schema: integer, description, ...more });
const must = { required: true };

describe('headers', () => {
  const inHeaders = (headers: object, description = '') =>
    inferredAt(
      '/things',
      toModel({ '/things': { get: { parameters: offset, description, responses: answer(things, headers) } } }),
    );

  it.each([
    { headers: { 'X-Total-Count': header('Total number of things') }, total: 'X-Total-Count' },
    {
      headers: { 'X-Total-Count': header('Number of things that match the filters, on all pages.', must) },
      total: 'X-Total-Count',
    },
    { headers: { 'x-total': header('How many things there are in total', must) }, total: 'x-total' },
    // By convention, it needs no word.
    { headers: { 'X-Total-Count': header('', must) }, total: 'X-Total-Count' },
    { headers: { 'X-Total-Count': header() }, total: 'X-Total-Count' },
    {
      headers: { 'X-Total': header('', must) },
      out: 'its description does not say that all matching items are counted',
    },
    { headers: { 'X-WP-Total': header('', must), 'X-WP-TotalPages': header('', must) }, total: 'X-WP-Total' },
    {
      headers: { 'X-Total-Count': header('An estimate of the total', must) },
      out: 'its description may mean another number',
    },
    {
      headers: { 'X-Total-Count': header('The sum of all matching amounts, in cents', must) },
      out: 'its description may mean another number',
    },
    {
      headers: { 'X-Total-Count': header('Total number of things, at most 1000', must) },
      out: 'its description may mean another number',
    },
    {
      headers: { 'X-Total-Count': header('Total number of things, regardless of any filter', must) },
      out: 'its description may mean another number',
    },
    {
      headers: { 'X-Total-Count': header('Total number of items on this page', must) },
      out: 'its description may mean the items in the response',
    },
    {
      headers: { 'X-Total-Count': { ...header('Total number of things', must), schema: text } },
      out: 'its type is not integer',
    },
    {
      headers: { 'X-Total-Count': { ...header('Total number of things'), schema: text, example: '60' } },
      total: 'X-Total-Count',
    },
    {
      headers: { 'X-Total-Count': header('', must), 'X-Result-Count': header('', must) },
      total: 'X-Total-Count',
      count: 'X-Result-Count',
    },
    {
      headers: { 'X-Result-Count': header('Actual number of items returned in the response body.') },
      count: 'X-Result-Count',
    },
    {
      headers: { 'X-Result-Count': header('', must) },
      out: 'without a header for the total, it may be the total itself',
    },
    { headers: { 'X-Count': header('Number of things in this response') }, count: 'X-Count' },
    { headers: { 'X-Count': header('', must) }, out: 'without a header for the total, it may be the total itself' },
  ])('$headers -> $total $count', ({ headers, total, count, out }) => {
    const { list, out: printed } = inHeaders(headers);
    expect(list).toMatchObject({
      ...(total && { total: { kind: 'header', name: total } }),
      ...(count && { count: { kind: 'header', name: count } }),
    });
    if (!total) expect(list).not.toHaveProperty('total');
    if (!count) expect(list).not.toHaveProperty('count');
    expect(printed.map((line) => line.slice(line.lastIndexOf(': ') + 2))).toEqual(out === undefined ? [] : [out]);
  });

  it('are told of by the operation as well', () => {
    const stated = 'Lists things. The total number of matching things is sent in `X-Total`.';
    expect(inHeaders({ 'X-Total': header() }, stated).list).toHaveProperty('total');
    expect(inHeaders({ 'X-Total': header() }, 'Lists things, in total.').list).not.toHaveProperty('total');
  });

  it('without a word of what they count, they do beside a Content-Range that counts', () => {
    const range = { schema: text, example: 'items 0-19/60' };
    const { list } = inHeaders({ 'Content-Range': range, 'X-Total-Count': header('', must) });
    expect(list).toMatchObject({ total: { kind: 'header', name: 'X-Total-Count' }, ranged: true });
    const { list: vague } = inHeaders({ 'Content-Range': { schema: text }, 'X-Total': header('', must) });
    expect(vague).not.toHaveProperty('total');
    expect(vague).not.toHaveProperty('ranged');
  });

  it.each([
    { more: { example: 'items 0-19/60' }, want: true },
    { more: { schema: { type: 'string', pattern: '^items \\d+-\\d+/\\d+$' }, ...must }, want: true },
    { more: { description: 'The range that is returned and the total number of things.' }, want: true },
    { more: must, want: false },
    { more: {}, want: false },
    { more: { example: 'items 0-19/*' }, want: false },
    { more: { example: 'pages 0-1/3' }, want: false },
  ])('Content-Range $more -> $want', ({ more, want }) => {
    const { list } = inHeaders({ 'Content-Range': { schema: text, ...more } });
    if (want) expect(list).toMatchObject({ total: { kind: 'content-range' } });
    else expect(list).not.toHaveProperty('total');
  });
});

describe('members of the body', () => {
  const inBody = (
    members: Record<string, Schema>,
    required: readonly string[] = Object.keys(members),
    parameters = offset,
  ) =>
    inferredAt(
      '/things',
      toModel({
        '/things': {
          get: { parameters, responses: answer(object({ data: things, ...members }, ['data', ...required])) },
        },
      }),
    );
  const stated = (description: string): Schema => ({ type: 'integer', description });

  it.each([
    { members: { total: integer }, total: '/total' },
    { members: { totalElements: integer }, total: '/totalElements' },
    { members: { meta: object({ total: integer }) }, total: '/meta/total' },
    { members: { meta: object({ page: object({ total_items: integer }) }) }, total: '/meta/page/total_items' },
    { members: { total: stated('Number of things that match, on all pages.') }, required: [], total: '/total' },
    { members: { total: integer }, required: [], out: true },
    { members: { total: integer }, parameters: [], out: true },
    { members: { total: stated('Approximate total.') }, out: true },
    { members: { total: text }, out: true },
    { members: { page: object({ total: integer }) }, out: true },
    { members: { page: object({ total: stated('Total number of items') }) }, total: '/page/total' },
    { members: { total: object({ value: integer }) } },
    { members: { count: integer } },
    { members: { count: stated('Total number of things that match.') }, total: '/count' },
    { members: { count: stated('Number of items in this page.') }, count: '/count' },
    { members: { size: stated('How many items were returned.') }, count: '/size' },
    { members: { size: stated('The maximum number of items returned.') } },
    { members: { numberOfElements: integer }, count: '/numberOfElements' },
  ])('$members $required -> $total $count', ({ members, required, parameters, total, count, out }) => {
    const { list, out: printed } = inBody(members as Record<string, Schema>, required, parameters);
    if (total) expect(list).toMatchObject({ total: { kind: 'member', pointer: total } });
    else expect(list).not.toHaveProperty('total');
    if (count) expect(list).toMatchObject({ count: { kind: 'member', pointer: count } });
    else expect(list).not.toHaveProperty('count');
    expect(printed.some((line) => line.includes('the number of all matching items'))).toBe(out === true);
  });

  it('may be left out where they are 0, beside what Google leaves out', () => {
    const said = 'Number of all things that match';
    const inBody = (required?: readonly string[]) => {
      const properties = {
        things,
        nextPageToken: text,
        totalSize: { ...integer, description: said },
        has_more: { type: 'boolean' },
      };
      const body = { type: 'object', properties, ...(required && { required }) };
      return inferredAt(
        '/things',
        toModel({ '/things': get(body, [query('pageToken', text), query('pageSize', integer)]) }),
      );
    };
    const { list, out } = inBody();
    expect(list).toMatchObject({ items: '/things', paging: { kind: 'cursor' } });
    expect(list).not.toHaveProperty('total');
    expect(list).not.toHaveProperty('pageFacts');
    expect(out).toEqual([
      '"/totalSize" of the body is the number of all matching items: it is not required, so a response may leave it out where it is 0',
      '"/has_more" of the body is true if another page follows: it is not required, so a response may leave it out where it is 0 or false',
    ]);
    expect(inBody(['totalSize']).list).toMatchObject({ total: { kind: 'member', pointer: '/totalSize' } });
  });

  it('are what Django REST framework means by them', () => {
    const url = { type: ['string', 'null'], format: 'uri' };
    const body = object({ count: integer, next: url, previous: url, results: things });
    const model = toModel({ '/things': { get: { parameters: offset, responses: answer(body) } } });
    expect(inferredAt('/things', model).list).toMatchObject({
      total: { kind: 'member', pointer: '/count' },
      next: { kind: 'member', pointer: '/next' },
    });
  });
});

describe('what a page says of itself', () => {
  const page = [query('page', { type: 'integer', default: 1 }), query('per_page', integer)];
  it.each([
    {
      members: { page: integer, per_page: integer, total: integer, total_pages: integer },
      want: { page: '/page', limit: '/per_page', pages: '/total_pages' },
    },
    {
      members: { meta: object({ currentPage: integer, pageSize: integer }) },
      want: { page: '/meta/currentPage', limit: '/meta/pageSize' },
    },
    { members: { total_pages: integer }, want: {} },
    { members: { hasMore: { type: 'boolean' } }, want: { 'has-next': '/hasMore' } },
    { members: { isLast: { type: 'boolean' } }, want: { 'is-last': '/isLast' } },
    { members: { page: text, hasMore: text }, want: {} },
    { members: { size: integer, pages: integer }, want: {} },
    {
      members: { total: integer, page: integer, size: integer, pages: integer },
      want: { page: '/page', limit: '/size', pages: '/pages' },
    },
    { members: { per_page: { type: 'integer', description: 'Number of items returned in this page' } }, want: {} },
    { members: { offset: integer }, want: {} },
    { headers: ['X-Page', 'X-Per-Page'], want: { page: 'X-Page', limit: 'X-Per-Page' } },
    { headers: ['X-Total-Pages', 'X-Total-Count'], want: { pages: 'X-Total-Pages' } },
    { headers: ['X-WP-Total', 'X-WP-TotalPages'], want: { pages: 'X-WP-TotalPages' } },
    { headers: ['X-Total-Pages', 'X-Page-Count', 'X-Offset'], want: {} },
    { members: { page: integer }, headers: ['X-Pagination-Page'], want: { page: '/page' } },
  ])('$members $headers -> $want', ({ members, headers = [], want }) => {
    const body = object({ data: things, ...members } as Record<string, Schema>);
    const described = { description: 'Number of all matching items', schema: integer };
    const sent = Object.fromEntries(headers.map((name) => [name, described]));
    const model = toModel({ '/things': { get: { parameters: page, responses: answer(body, sent) } } });
    const facts = suggestedOf(model)?.pageFacts ?? [];
    expect(Object.fromEntries(facts.map(({ says, place }) => [says, nameOfPlace(place)]))).toEqual(want);
  });
});

it.each([
  { first: 1, want: ['/lastPage'] },
  { first: 0, want: [] },
])('the last page is their number where the first is $first: $want', ({ first, want }) => {
  const parameters = [query('page', { type: 'integer', default: first }), query('per_page', integer)];
  const body = object({ data: things, total: integer, lastPage: integer });
  const model = toModel({ '/things': { get: { parameters, responses: answer(body) } } });
  expect((suggestedOf(model)?.pageFacts ?? []).map(({ place }) => nameOfPlace(place))).toEqual(want);
});

it.each([
  { description: 'The limit that was requested.', want: ['X-Limit'] },
  { description: 'The maximum number of objects that the server can return.', want: [] },
  { description: 'The largest page; the maximum allowed is 100.', want: [] },
])('a limit in a header may be that of the server: "$description"', ({ description, want }) => {
  const parameters = [query('limit', integer), query('offset', integer)];
  const model = toModel({
    '/things': {
      get: { parameters, responses: answer(things, { 'X-Limit': { schema: integer, description, required: true } }) },
    },
  });
  expect((suggestedOf(model)?.pageFacts ?? []).map(({ place }) => nameOfPlace(place))).toEqual(want);
});

describe('where the next page is', () => {
  const url = { type: ['string', 'null'], format: 'uri' };
  it.each([
    { members: { links: object({ next: text }) }, want: '/links/next' },
    { members: { _links: object({ next: object({ href: text }) }) }, want: '/_links/next/href' },
    { members: { next: url }, want: '/next' },
    { members: { next_page_url: text }, want: '/next_page_url' },
    { members: { next_page_uri: text }, want: '/next_page_uri' },
    { members: { next: { type: 'string', description: 'Link to the next page.' } }, want: '/next' },
    { members: { next: text } },
    { members: { next: integer } },
  ])('$members -> $want', ({ members, want }) => {
    const body = object({ data: things, ...members } as Record<string, Schema>);
    const { list } = inferredAt(
      '/things',
      toModel({ '/things': { get: { parameters: offset, responses: answer(body) } } }),
    );
    if (want) expect(list).toMatchObject({ next: { kind: 'member', pointer: want } });
    else expect(list).not.toHaveProperty('next');
  });

  it.each([
    { link: { description: 'Links to the next and previous page.' }, want: true },
    { link: { example: '</things?page=2>; rel="next"' }, want: true },
    { link: {}, want: false },
    { link: { description: 'Where the profile is.' }, want: false },
  ])('Link $link -> $want', ({ link, want }) => {
    const responses = answer(things, { Link: { schema: text, ...link } });
    const { list } = inferredAt('/things', toModel({ '/things': { get: { parameters: offset, responses } } }));
    if (want) expect(list).toMatchObject({ next: { kind: 'link-header' } });
    else expect(list).not.toHaveProperty('next');
  });
});
