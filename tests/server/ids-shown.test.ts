/** The ids that responses show are found, and the response to one shows the same id. */
import { expect, it } from 'vitest';
import { listData } from '../../src/compose/list-data.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { toModel } from '../helpers/builders.ts';

const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const ID = { type: 'string', example: 'seven' };
const item = { type: 'object', properties: { id: ID, name: { type: 'string' } }, required: ['id'] };
const path = (name: string) => [{ name, in: 'path', required: true, schema: { type: 'string' } }];
const missing = { 404: { description: '' } };

function server(paths: object): (url: string, method?: string) => Promise<Response> {
  const model = toModel({ openapi: '3.1.0', info: { title: 'Fields', version: '1' }, paths });
  const { fetch } = createReferenceServer(model, {});
  return (url, method = 'GET') => Promise.resolve(fetch(new Request(`http://localhost${url}`, { method })));
}

it.each([
  { what: 'in a list', schema: { type: 'array', items: item } },
  { what: 'in a list in an object', schema: { type: 'object', properties: { data: { type: 'array', items: item } } } },
  {
    what: 'in a list three levels deep',
    schema: {
      type: 'object',
      properties: { result: { type: 'object', properties: { hits: { type: 'array', items: item } } } },
    },
  },
])('finds an id that the path above shows $what, and no other', async ({ schema }) => {
  const get = server({
    '/fields': { get: { responses: { 200: json(schema) } } },
    '/fields/{id}': { get: { parameters: path('id'), responses: { 200: json(schema), ...missing } } },
  });
  expect((await get('/fields/seven')).status).toBe(200);
  expect((await get('/fields/eight')).status).toBe(404);
});

it('finds an id that an item of the list above shows, where nothing says which member it is', async () => {
  const country = { type: 'object', properties: { code: { type: 'string' } }, example: { code: 'US' } };
  const paging = ['limit', 'offset'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } }));
  const schema = {
    type: 'object',
    properties: { data: { type: 'array', items: country } },
    example: { data: [{ code: 'SM' }] },
  };
  const { model } = inferMeaning(
    toModel({
      openapi: '3.1.0',
      info: { title: 'Countries', version: '1' },
      paths: {
        '/countries': { get: { parameters: paging, responses: { 200: json(schema) } } },
        '/countries/{countryId}': {
          get: { parameters: path('countryId'), responses: { 200: json(country), ...missing } },
        },
      },
    }),
  );
  const { fetch } = createReferenceServer(model, listData(model));
  const get = (url: string) => fetch(new Request(`http://localhost${url}`));
  const { data } = (await (await get('/countries')).json()) as { readonly data: readonly { readonly code: string }[] };
  const codes = ['SM', ...data.map(({ code }) => code)];
  expect(await Promise.all(codes.map(async (code) => (await get(`/countries/${code}`)).status))).toEqual(
    codes.map(() => 200),
  );
  expect((await get('/countries/XX')).status).toBe(404);
});

it.each([
  { where: '', wrap: (schema: object) => schema, show: (id: string): unknown => ({ id }) },
  {
    where: ' in an envelope',
    wrap: (data: object) => ({ type: 'object', properties: { data } }),
    show: (id: string): unknown => ({ data: { id } }),
  },
])('shows a created item$where with the id with which it was created', async ({ wrap, show }) => {
  const created = { ...item, properties: { ...item.properties, id: { type: 'string', example: 'eight' } } };
  const request = server({
    '/fields': { post: { responses: { 201: json(wrap(created)) } } },
    '/fields/{id}': { get: { parameters: path('id'), responses: { 200: json(wrap(item)), ...missing } } },
  });
  expect((await request('/fields/eight')).status).toBe(404);
  expect(await (await request('/fields', 'POST')).json()).toMatchObject(show('eight') as object);
  expect(await (await request('/fields/eight')).json()).toMatchObject(show('eight') as object);
  expect((await request('/fields/nine')).status).toBe(404);
});

it('finds what a POST at a path with a verb created, at the URL that it says', async () => {
  const location = { Location: { schema: { type: 'string' } } };
  const get = server({
    '/fields/create': { post: { responses: { 201: { ...json(item), headers: location } } } },
    '/fields/{id}': { get: { parameters: path('id'), responses: { 200: json(item), ...missing } } },
  });
  const url = (await get('/fields/create', 'POST')).headers.get('location') ?? '';
  expect(url).toMatch(/\/fields\/[^/]+$/);
  expect((await get(new URL(url, 'http://localhost').pathname)).status).toBe(200);
});

it('finds what is listed and created beside the path of one', async () => {
  const get = server({
    '/fields': {
      get: { responses: { 200: json({ type: 'array', items: item }) } },
      post: { responses: { 200: json(item) } },
    },
    '/field/{id}': { get: { parameters: path('id'), responses: { 200: json(item), ...missing } } },
    '/policies': { post: { responses: { 200: json({ ...item, example: { id: 'nine' } }) } } },
    '/policy/{id}': { get: { parameters: path('id'), responses: { 200: json(item), ...missing } } },
  });
  expect((await get('/field/seven')).status).toBe(200);
  expect((await get('/policy/nine')).status).toBe(404);
  await get('/policies', 'POST');
  expect((await get('/policy/nine')).status).toBe(200);
  expect((await get('/field/nine')).status).toBe(404);
});
