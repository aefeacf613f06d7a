/** The ids in responses are such that a request for them is valid, where the path of the item, or of a part of it, restricts them. */
import { expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { sampleData } from '../../src/server/sample-data.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { toModel } from '../helpers/builders.ts';

const parameter = { name: 'teamId', in: 'path', required: true, schema: { type: 'string', pattern: '^TM\\d{1,7}$' } };
const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const refused = { 400: { description: '' }, 404: { description: '' } };
const name = { type: 'object', properties: { name: { type: 'string' } } };
const team = (required: readonly string[], more: object = {}) => ({
  ...name,
  properties: { ...name.properties, id: { type: 'string' }, ...more },
  required,
});

const coach = { type: 'object', properties: { id: { type: 'string', pattern: '^C\\d$' } }, required: ['id'] };

it.each([
  { what: 'an item', list: { items: '/teams', id: '/id' }, path: '/teams/{teamId}', id: 'TM0' },
  { what: 'a part of an item', list: { items: '/teams', id: '/id' }, path: '/teams/{teamId}/coach', id: 'TM0' },
  { what: 'a part, without a declared list', path: '/teams/{teamId}/coach', id: 'TM0' },
  { what: 'an item whose parts have ids of another form', path: '/teams/{teamId}', id: 'TM0', more: { coach } },
  { what: 'an item of a list without ids', list: { items: '/teams' }, path: '/teams/{teamId}' },
  {
    what: 'an item of a list whose ids are not declared',
    list: { items: '/teams' },
    path: '/teams/{teamId}',
    id: 'TM0',
  },
])('GET $path has the ids of /teams: $what', async ({ list, path, id, more }) => {
  const teams = { type: 'object', properties: { teams: { type: 'array', items: team(id ? ['id'] : [], more) } } };
  const { model } = inferMeaning(
    toModel({
      openapi: '3.1.0',
      info: { title: 'Teams', version: '1' },
      paths: {
        '/teams': { get: { responses: { 200: json(teams) }, ...(list && { 'x-list': list }) } },
        [path]: { get: { parameters: [parameter], responses: { 200: json(name), ...refused } } },
      },
    }),
  );
  const { fetch } = createReferenceServer(model, sampleData(model));
  const get = (url: string) => fetch(new Request(`http://localhost${url}`));
  const { teams: found } = (await (await get('/teams')).json()) as {
    readonly teams: readonly { readonly id: string }[];
  };
  if (id) expect(found[0]?.id).toBe(id);
  expect((await get(path.replace('{teamId}', 'TM0'))).status).toBe(200);
  expect((await get(path.replace('{teamId}', 'text'))).status).toBe(400);
});

const at = (schema: object) => ({ parameters: [{ ...parameter, schema }], responses: { 200: json(name), ...refused } });
const FREE = { type: 'string' };
const UUID = { type: 'string', format: 'uuid' };
const POSITIVE = { type: 'integer', minimum: 1 };

it.each([
  { what: 'a format that only a part states', id: FREE, item: FREE, part: UUID },
  { what: 'a format that only the item states', id: FREE, item: UUID, part: FREE },
  {
    what: 'an array of ids beside one',
    id: { type: 'integer' },
    item: { type: 'array', items: POSITIVE },
    part: POSITIVE,
  },
  { what: 'an array of ids alone', id: { type: 'integer' }, item: { type: 'array', items: POSITIVE } },
  { what: 'bounds of both', id: { type: 'integer' }, item: POSITIVE, part: { type: 'integer', minimum: 7 } },
  { what: 'a number that is written as a text', id: FREE, item: POSITIVE },
  {
    what: 'digits, which are described as a text',
    id: { type: 'integer' },
    item: { type: 'string', pattern: '^[1-9]' },
  },
  { what: 'a part of a part', id: FREE, item: FREE, deep: UUID },
])('POST /teams makes an id that all paths below accept: $what', async ({ id, item, part, deep }) => {
  const model = toModel({
    openapi: '3.0.3',
    info: { title: 'Teams', version: '1' },
    paths: {
      '/teams': { post: { responses: { 201: json({ type: 'object', required: ['id'], properties: { id } }) } } },
      '/teams/{teamId}': { get: at(item) },
      ...(part && { '/teams/{teamId}/coach': { get: at(part) } }),
      ...(deep && {
        '/teams/{teamId}/games/{game}': {
          get: { ...at(deep), parameters: [...at(deep).parameters, { ...parameter, name: 'game', schema: FREE }] },
        },
      }),
    },
  });
  const { fetch } = createReferenceServer(model, sampleData(model));
  const get = (url: string) => fetch(new Request(`http://localhost${url}`));
  const made = await fetch(new Request('http://localhost/teams', { method: 'POST' }));
  const created = ((await made.json()) as { readonly id: unknown }).id;
  const paths = ['', ...(part ? ['/coach'] : []), ...(deep ? ['/games/text'] : [])];
  const statuses = await Promise.all(paths.map(async (path) => (await get(`/teams/${created}${path}`)).status));
  expect(statuses).toEqual(paths.map(() => 200));
});

it('gives the items of a list ids that the paths of their parts accept', async () => {
  const model = toModel({
    openapi: '3.0.3',
    info: { title: 'Teams', version: '1' },
    paths: {
      '/teams': {
        get: {
          'x-list': { id: '/id' },
          responses: {
            200: json({ type: 'array', items: { type: 'object', required: ['id'], properties: { id: FREE } } }),
          },
        },
      },
      '/teams/{teamId}': { get: at(FREE) },
      '/teams/{teamId}/coach': { get: at(UUID) },
    },
  });
  const { fetch } = createReferenceServer(model, sampleData(model));
  const get = (url: string) => fetch(new Request(`http://localhost${url}`));
  const [first] = (await (await get('/teams')).json()) as readonly { readonly id: string }[];
  expect((await get(`/teams/${first?.id}/coach`)).status).toBe(200);
});

it('knows no other id where a response is declared for unknown ones, whatever its status', async () => {
  const unknown = { description: 'Not there.', 'x-cause': 'unknown-resource' };
  const model = toModel({
    openapi: '3.1.0',
    info: { title: 'Teams', version: '1' },
    paths: { '/teams/{teamId}': { get: { ...at(FREE), responses: { 200: json(name), default: unknown } } } },
  });
  const { fetch } = createReferenceServer(model, sampleData(model));
  const get = (url: string) => fetch(new Request(`http://localhost${url}`));
  expect((await get('/teams/text')).status).toBe(200);
  expect((await get('/teams/other')).status).toBe(404);
});
