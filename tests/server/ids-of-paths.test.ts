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
