/** Which documented errors are neither right nor wrong, and why. */
import { describe, expect, it } from 'vitest';
import { isDisabled } from '../../src/contract/documented-errors.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import type { Operation } from '../../src/model/types.ts';
import { toModel } from '../helpers/builders.ts';

const json = (schema: object) => ({ description: 'a', content: { 'application/json': { schema } } });
const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const none = { description: 'none' };
const text = { type: 'string' };
const id = (schema: object = { type: 'string' }, more = {}) => ({
  name: 'id',
  in: 'path',
  required: true,
  schema,
  ...more,
});

/** The excuses of the request with this name, as `404: state`; with `?` where they need a value that no response gave. */
async function excusesOf(name: string, paths: object, more: object = {}): Promise<readonly string[]> {
  const model = toModel({
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    servers: [{ url: 'https://a.example' }],
    paths,
    ...more,
  });
  const { request } =
    entriesOf(await toContract(model, [], async () => undefined)).find((entry) => entry.request.name === name) ?? {};
  if (!request) throw new Error(`no request ${name}`);
  return (request.excuses ?? []).flatMap(({ reason, statuses, notGiven }) =>
    statuses.map((status) => `${status}${notGiven ? '?' : ''}: ${reason}`),
  );
}

const reading = (parameter: object, responses: object, path = '/things/{id}') => ({
  [path]: { get: { summary: 'Get', parameters: [parameter], responses: { 200: json(thing), ...responses } } },
});
const all = { 400: none, 403: none, 404: none, 405: none, 409: none, 415: none, 429: none };

const unknown = (...statuses: readonly number[]) => statuses.map((status) => `${status}: unknown-data`);
/** What a server may say of what is no id, documented or not; of one that no response gave. */
const unfit = unknown(400, 422);
const unfitIfUnsent = ['400?: unknown-data', '422?: unknown-data'];

describe('not judged is', () => {
  it.each([
    {
      what: 'a documented error for a sample',
      parameter: id(),
      responses: all,
      want: ['400', '403', '404', '409', '422'],
    },
    {
      what: 'the same for an example',
      parameter: id({ type: 'string' }, { example: 'a' }),
      responses: { 404: none },
      want: ['404', '400', '422'],
    },
    { what: 'nothing for an enum', parameter: id({ enum: ['a', 'b'] }), responses: all, want: [] },
    {
      what: 'of what is not documented, that there is none, and that it is no id',
      parameter: id(),
      responses: { 405: none },
      want: ['404', '400', '422'],
    },
    { what: 'no undocumented 404 for an enum', parameter: id({ enum: ['a', 'b'] }), responses: {}, want: [] },
    {
      what: 'no undocumented 404 for a value of the query',
      parameter: { ...id(), in: 'query' },
      path: '/things',
      responses: {},
      want: [],
    },
    {
      what: 'what 4XX may mean',
      parameter: id(),
      responses: { '4XX': none },
      want: ['400', '403', '404', '409', '410', '422', '423', '451'],
    },
  ])('$what', async ({ parameter, responses, want, path }) => {
    expect(await excusesOf('Get', reading(parameter, responses, path))).toEqual(
      want.map((status) => `${status}: unknown-data`),
    );
  });

  it.each([
    { name: 'Range', example: 'bytes=5-9', want: ['206: header', '416: header'] },
    { name: 'If-Match', example: '"1"', want: ['412: header'] },
    { name: 'X-Range', example: 'bytes=5-9', want: [] },
  ])('what answers $name', async ({ want, ...header }) => {
    const parameter = { ...header, in: 'header', required: true, schema: { enum: [header.example] } };
    expect(await excusesOf('Get', reading(parameter, { 412: none, 416: none }, '/things'))).toEqual(want);
  });

  it('a body without a schema that is refused', async () => {
    const put = { summary: 'Put', requestBody: { content: { 'text/xml': {} } }, responses: { 204: none, 400: none } };
    expect(await excusesOf('Put', { '/a': { put } })).toEqual(['400: unknown-data']);
  });

  it.each<{ what: string; name: string; schema: object; want: readonly number[] }>([
    { what: 'the id of a bed, by its name', name: 'bed', schema: { type: 'integer' }, want: [400, 404, 409, 422] },
    {
      what: 'of several',
      name: 'beds',
      schema: { type: 'array', items: { type: 'integer' } },
      want: [400, 404, 409, 422],
    },
    { what: 'of what has no path', name: 'owner_id', schema: text, want: [400, 404, 409, 422] },
    { what: 'in what is planted', name: 'bedUuid', schema: text, want: [400, 404, 409, 422] },
    { what: 'a text, which is no such id', name: 'bed', schema: text, want: [] },
    { what: 'one of an enum', name: 'bedId', schema: { enum: ['a'] }, want: [] },
    { what: 'something else', name: 'paid', schema: { type: 'integer' }, want: [] },
  ])('a body with a made-up reference that is refused: $what', async ({ name, schema, want }) => {
    const body = (one: object) => ({ requestBody: { content: { 'application/json': { schema: one } } } });
    const plant = { type: 'object', properties: { [name]: schema } };
    const post = (one: object) => ({ post: { summary: 'Plant', ...body(one), responses: { 201: none } } });
    const beds = {
      '/beds/{id}': { get: { summary: 'Bed', parameters: [id({ type: 'integer' })], responses: { 200: none } } },
    };
    for (const one of [
      plant,
      { type: 'object', properties: { parts: { type: 'array', minItems: 1, items: plant } } },
    ]) {
      expect(await excusesOf('Plant', { ...beds, '/plants': post(one) })).toEqual(unknown(...want));
    }
    const query = [{ name, in: 'query', required: true, schema }];
    const get = { '/plants': { get: { summary: 'List', parameters: query, responses: { 200: none } } } };
    if (!name.endsWith('s')) expect(await excusesOf('List', { ...beds, ...get })).toEqual(unknown(...want));
  });

  it('a payment that is required, for whatever is read', async () => {
    const parameter = id({ enum: ['a', 'b'] });
    expect(await excusesOf('Get', reading(parameter, { 402: none }))).toEqual(['402: state']);
  });

  it.each([
    { header: 'Range', want: ['206: header', '416: header'] },
    { header: 'Range', responses: { 206: json(thing), 416: none }, want: ['416: header'] },
    { header: 'Range', method: 'put', want: [] },
    { header: 'If-None-Match', want: ['304: header'] },
    { header: 'If-None-Match', method: 'put', responses: { 412: none }, want: ['412: state'] },
    { header: 'Prefer', example: 'respond-async, wait=10', method: 'post', want: ['202: header'] },
    { header: 'Prefer', example: 'return=minimal', method: 'post', want: ['204: header'] },
    { header: 'X-Prefer', example: 'return=minimal', method: 'post', want: [] },
  ])('what $header of a $method allows: $want', async ({ header, example, method = 'get', responses, want }) => {
    const schema = { type: 'string', ...(example && { enum: [example] }) };
    const parameters = [{ name: header, in: 'header', required: true, schema }];
    const paths = { '/a': { [method]: { summary: 'Do', parameters, responses: { 200: json(thing), ...responses } } } };
    expect(await excusesOf('Do', paths)).toEqual(want);
  });

  it.each([
    { method: 'trace', want: ['405: state'] },
    { method: 'get', want: [] },
  ])('that $method may be switched off: $want', async ({ method, want }) => {
    const paths = { '/a': { [method]: { summary: 'Echo', responses: { 200: none, 405: none } } } };
    expect(await excusesOf('Echo', paths)).toEqual(want);
  });

  it.each([
    { method: 'mkcol', want: true },
    { method: 'propfind', want: false },
  ] as const)('that something is there already where a 405 is that of $method: $want', ({ method, want }) => {
    expect(isDisabled(405, { method } as Operation)).toBe(want);
  });

  it.each([
    { name: 'List: filtered by kind b', want: ['404: unknown-data'] },
    { name: 'List: filtered by owner, a value from the list', want: [] },
    { name: 'List', want: ['404: state'] },
  ])('an empty list that is not found: $name, $want', async ({ name, want }) => {
    const kind = { enum: ['a', 'b'] };
    const item = { type: 'object', required: ['id'], properties: { id: text, kind, owner: text } };
    const parameters = [
      { name: 'kind', in: 'query', schema: kind },
      { name: 'owner', in: 'query', schema: text },
    ];
    const responses = { 200: json({ type: 'array', items: item }), 403: none, 404: none };
    const list = { summary: 'List', 'x-list': { filters: ['kind', 'owner'] }, parameters, responses };
    expect(await excusesOf(name, { '/things': { get: list } })).toEqual(want);
  });

  const ofUser = (more: object, method = 'get', path = '/users/{id}/avatar') => ({
    '/users': {
      get: { summary: 'List', 'x-list': {}, responses: { 200: json({ type: 'array', items: thing }) } },
      post: {
        summary: 'Add',
        responses: { 201: { ...json(thing), headers: { Location: { schema: { type: 'string' } } } } },
      },
    },
    '/users/{id}': { get: { summary: 'One', parameters: [id()], responses: { 200: json(thing) } } },
    [path]: { [method]: { summary: 'Do', parameters: [id()], responses: { 200: json(thing), ...more } } },
  });
  const refused = { 403: none, 404: none, 410: none };

  it.each([
    { what: 'a part', paths: ofUser(refused), want: ['403: state', '404: state', '410: state'] },
    { what: 'a part of another kind', paths: ofUser({ 400: none, 422: none }), want: ['400: state', '422: state'] },
    {
      what: 'an action',
      paths: ofUser({ 422: none, 404: none }, 'post', '/users/{id}/close'),
      want: ['422: state', '404?: unknown-data', '400?: unknown-data'],
    },
    { what: 'a list of it', paths: ofUser({ 400: none, 200: json({ type: 'array' }) }), want: [] },
    { what: 'the item', paths: ofUser(refused, 'get', '/users/{id}'), want: ['403: state', '410: state'] },
    {
      what: 'the item, in another state',
      paths: ofUser({ 409: none, 423: none, 451: none }, 'get', '/users/{id}'),
      want: ['409: state', '423: state', '451: state'],
    },
    { what: 'a list', paths: ofUser({ ...refused, 200: json({ type: 'array' }) }), want: ['403: state', '410: state'] },
    {
      what: 'a part of what was created',
      paths: ofUser(refused, 'delete'),
      want: ['404: state', '403?: unknown-data', '410?: unknown-data', ...unfitIfUnsent],
    },
    {
      what: 'what is created',
      paths: ofUser(refused, 'put'),
      want: ['403?: unknown-data', '404?: unknown-data', '410?: unknown-data', ...unfitIfUnsent],
    },
    { what: 'a cause', paths: ofUser({ 403: { ...none, 'x-cause': 'insufficient-scope' } }), want: [] },
  ])('what an item that is there may answer for $what: $want', async ({ paths, want }) => {
    expect(await excusesOf('Do', paths)).toEqual(want);
  });

  it.each([
    { method: 'get', want: unknown(404, 400, 422) },
    { method: 'delete', want: unknown(404, 400, 422) },
  ])('a $method of what is below an item that has another name: $want', async ({ method, want }) => {
    const paths = {
      '/teams': { get: { summary: 'List', responses: { 200: json({ type: 'array', items: thing }) } } },
      '/teams/{slug}/logo': {
        [method]: {
          summary: 'Do',
          parameters: [{ ...id(), name: 'slug' }],
          responses: { 200: json(thing), 404: none },
        },
      },
    };
    expect(await excusesOf('Do', paths)).toEqual(want);
  });

  const shop = (created: object, more: object = {}) => ({
    '/things': {
      post: {
        summary: 'Add',
        requestBody: { content: { 'application/json': { schema: thing } } },
        responses: { ...created, 409: none, 422: none },
      },
    },
    '/things/{id}': {
      get: { summary: 'Get', parameters: [id()], responses: { 200: json(thing), 404: none } },
      delete: { summary: 'Delete', parameters: [id()], responses: { 204: none, 404: none, 409: none } },
    },
    ...more,
  });
  const located = { ...json(thing), headers: { Location: { schema: { type: 'string' } } } };
  const cancel = {
    '/things/{id}/cancel': { post: { summary: 'Cancel', parameters: [id()], responses: { 204: none } } },
  };

  const acting = (verb: string) => ({
    [`/things/{id}/${verb}`]: {
      post: { summary: `Act: ${verb}`, parameters: [id()], responses: { 204: none, 404: none } },
    },
  });

  const states = { 403: none, 404: none, 409: none, 410: none, 423: none, 451: none };
  const single = (responses: object, method = 'get') => ({ '/cart': { [method]: { summary: 'Cart', responses } } });
  const login = (more: object) => ({
    '/login': {
      post: {
        summary: 'Login',
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { name: text } } } } },
        responses: { 204: none, 401: none },
        ...more,
      },
    },
  });

  it.each([
    {
      what: 'a conflict with a state, and a value of a body',
      name: 'Add',
      paths: shop({ 201: located }),
      want: ['409: state', '422: unknown-data'],
    },
    {
      what: 'no 404 of a created item that has a URL, if it was created',
      name: 'Get',
      paths: shop({ 201: located }),
      want: ['404?: unknown-data', ...unfitIfUnsent],
    },
    {
      what: 'a 404 of a created item without a URL',
      name: 'Get',
      paths: shop({ 201: json(thing) }),
      want: ['404: state', ...unfitIfUnsent],
    },
    {
      what: 'a 404 of what is accepted',
      name: 'Get',
      paths: shop({ 201: located, 202: json(thing) }),
      want: ['404: state', ...unfitIfUnsent],
    },
    {
      what: 'what a change depends on',
      name: 'Cancel',
      paths: { '/cancel': { post: { summary: 'Cancel', responses: { 204: none, 424: none } } } },
      want: ['424: state'],
    },
    {
      what: 'a conflict of a deletion',
      name: 'Delete',
      paths: shop({ 201: located }),
      want: ['409: state', '404?: unknown-data', ...unfitIfUnsent],
    },
    {
      what: 'a 404 of what was cancelled before',
      name: 'Delete',
      paths: shop({ 201: located }, cancel),
      want: ['404: state', '409: state', ...unfitIfUnsent],
    },
    {
      what: 'a 404 of what an action may have ended',
      name: 'Delete',
      paths: shop({ 201: located }, acting('checkout')),
      want: ['404: state', '409: state', ...unfitIfUnsent],
    },
    {
      what: 'a 404 of an action after another one',
      name: 'Act: merge',
      paths: shop({ 201: located }, { ...acting('checkout'), ...acting('merge') }),
      want: ['404: state', ...unfitIfUnsent],
    },
    {
      what: 'no 404 of the only action, if the item was created',
      name: 'Act: merge',
      paths: shop({ 201: located }, acting('merge')),
      want: ['404?: unknown-data', ...unfitIfUnsent],
    },
    {
      what: 'a 410 of what is deprecated',
      name: 'Old (deprecated)',
      paths: { '/old': { get: { summary: 'Old', deprecated: true, responses: { 200: none, 410: none } } } },
      want: ['410: state'],
    },
    {
      what: 'what a cart may be that has no id',
      name: 'Cart',
      paths: single({ 200: json(thing), ...states }),
      want: ['404: state', '409: state', '410: state', '423: state', '451: state'],
    },
    {
      what: 'what an action may find that names nothing',
      name: 'Cart',
      paths: single({ 204: none, ...states }, 'post'),
      want: ['404: state', '409: state', '410: state', '423: state', '451: state'],
    },
    {
      what: 'what a list may say that is empty',
      name: 'Cart',
      paths: single({ 200: json({ type: 'array' }), ...states }),
      want: ['404: state'],
    },
    { what: 'no usual error of all', name: 'Cart', paths: single({ 200: json(thing), default: none }), want: [] },
    {
      what: 'no state that has a cause of its own',
      name: 'Cart',
      paths: single({ 200: json(thing), 404: { ...none, 'x-cause': 'unknown-resource' } }),
      want: [],
    },
    {
      what: 'a 401 for a made-up password, where no credentials are needed',
      name: 'Login',
      paths: login({ security: [] }),
      want: ['401: unknown-data'],
    },
  ])('$what', async ({ name, paths, want }) => {
    expect(await excusesOf(name, paths)).toEqual(want);
  });

  it('no 401 for a made-up password, where credentials are needed', async () => {
    const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };
    expect(await excusesOf('Login', login({ security: [{ key: [] }] }), { components })).toEqual([]);
  });

  const linked = (from: 'get' | 'post', path = '/start') => ({
    [path]: {
      [from]: {
        summary: 'From',
        ...(path.includes('{') && { parameters: [id()] }),
        responses: {
          200: { ...json(thing), links: { next: { operationId: 'to', parameters: { ref: '$response.body#/id' } } } },
        },
      },
    },
    '/things/{ref}': {
      get: {
        summary: 'To',
        operationId: 'to',
        parameters: [{ ...id(), name: 'ref' }],
        responses: { 200: json(thing), 404: none },
      },
    },
  });

  it.each([
    { what: 'a POST', paths: linked('post'), want: ['404?: unknown-data', ...unfitIfUnsent] },
    { what: 'a GET', paths: linked('get'), want: [] },
    {
      what: 'a GET that needs another id',
      paths: linked('get', '/a/{id}'),
      want: ['404?: unknown-data', ...unfitIfUnsent],
    },
  ])('what is unknown where no response of $what gave its id: $want', async ({ paths, want }) => {
    expect(await excusesOf('To', paths)).toEqual(want);
  });

  const refusals = { 400: none, 403: none, 404: none, 409: none, 410: none };
  const change = (responses: object, more: object = { parameters: [id()] }, path = '/things/{id}/price') => ({
    [path]: {
      put: {
        summary: 'Set',
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } } },
          },
        },
        responses: { 204: none, ...responses },
        ...more,
      },
    },
  });
  const secured = {
    security: [{ door: [] }],
    components: { securitySchemes: { door: { type: 'http', scheme: 'bearer' } } },
  };
  const flows = { clientCredentials: { tokenUrl: 'https://a.example/token', scopes: { write: 'Write' } } };
  const scoped = {
    security: [{ door: ['write'] }],
    components: { securitySchemes: { door: { type: 'oauth2', flows } } },
  };
  const fixed = { parameters: [id({ enum: ['a', 'b'] })] };

  it.each([
    {
      what: 'an invalid body, for an id that is made up',
      name: 'Set: a missing',
      paths: change(refusals),
      want: ['409: state', ...unknown(403, 404, 410, 422)],
    },
    {
      what: 'an undocumented 404 for one',
      name: 'Set: a missing',
      paths: change({ 400: none }),
      want: unknown(404, 422),
    },
    {
      what: 'the 404 of a class',
      name: 'Set: a missing',
      paths: change({ '4XX': none }),
      want: [...['409', '423'].map((status) => `${status}: state`), ...unknown(403, 404, 410, 451), '429: no-answer'],
    },
    {
      what: 'beside a list, of the id that is made up all the same',
      name: 'Set: a missing',
      paths: change(refusals, fixed),
      want: ['409: state', ...unknown(403, 404, 410, 422)],
    },
    {
      what: 'not what names the cause',
      name: 'Set: a missing',
      paths: change({ 404: { ...none, 'x-cause': 'invalid-body' } }),
      want: unfit,
    },
    {
      what: 'no token, for an id that is made up',
      name: 'Set: no token',
      paths: change(refusals),
      more: secured,
      want: unknown(400, 404, 410, 422),
    },
    {
      what: 'a 404 where any 4XX is right',
      name: 'Set: no token',
      paths: change({}),
      more: secured,
      want: [...unknown(404, 400, 422), '429: no-answer'],
    },
    {
      what: 'a 400 to another scheme, where the body is made up',
      name: 'Set: the token with the Basic scheme',
      paths: change({ 401: none }, {}, '/price'),
      more: secured,
      want: ['400: unknown-data'],
    },
    {
      what: 'a 404 where only 401 is right',
      name: 'Set: no token',
      paths: change({ 401: none }),
      more: secured,
      want: unknown(404, 400, 422),
    },
    {
      what: 'no 404 without an id',
      name: 'Set: no token',
      paths: change({ 401: none }, {}, '/price'),
      more: secured,
      want: [],
    },
    {
      what: 'an undocumented method, for an id that is made up',
      name: '/things/{id}/price: the undocumented method PATCH',
      paths: change({ 404: none, 405: none }),
      want: unknown(404, 400, 422),
    },
    {
      what: 'what names the causes of several statuses',
      name: 'Set: a missing',
      paths: change({
        400: { $ref: '#/components/responses/Wrong' },
        404: { $ref: '#/components/responses/Wrong' },
      }),
      more: { components: { responses: { Wrong: { ...none, 'x-cause': ['invalid-body', 'unknown-resource'] } } } },
      want: unknown(404, 422),
    },
    {
      what: 'a token that may lack the scope',
      name: 'Set: a missing',
      paths: change({ 400: none, 401: none }, {}, '/price'),
      more: scoped,
      want: ['403: no-scope', '401: no-scope'],
    },
    {
      what: 'of what is unknown itself, that it is no id',
      name: 'Get: an unknown id',
      paths: reading(id(), { 403: none, 404: none }),
      want: ['400: malformed-id', '422: malformed-id'],
    },
  ])('a refusal that the correct request may get too: $what', async ({ name, paths, want, more }) => {
    expect(await excusesOf(name, paths, more)).toEqual(want);
  });

  const rows = (responses: object, list: object = {}) => {
    const parameters = ['owner', 'limit', 'offset'].map((name) => ({
      name,
      in: 'query',
      schema: name === 'owner' ? text : { type: 'integer' },
    }));
    const item = { type: 'object', required: ['id', 'owner'], properties: { id: text, owner: text } };
    const declared = { filters: ['owner'], limit: 'limit', offset: 'offset', ...list };
    const get = {
      summary: 'List',
      'x-list': declared,
      parameters,
      responses: { 200: json({ type: 'array', items: item }), ...responses },
    };
    return { '/things': { get } };
  };
  const cause = {
    400: { ...none, 'x-cause': 'invalid-query-parameter' },
    404: { ...none, 'x-cause': 'unknown-resource' },
  };
  const beyond = (...statuses: readonly number[]) => statuses.map((status) => `${status}: last-page`);

  it.each([
    {
      name: 'List: a filter that matches nothing',
      responses: { 400: none, 404: none, 409: none, 422: none },
      want: unknown(400, 404, 422),
    },
    { name: 'List: a filter that matches nothing', responses: { default: none }, want: unknown(400, 404, 422) },
    { name: 'List: a filter that matches nothing', responses: cause, want: [] },
    { name: 'List: a filter that matches nothing', responses: {}, want: [] },
    { name: 'List: filtered by part of a value of owner', responses: { 400: none }, want: unknown(400) },
    { name: 'List: filtered by owner, a value from the list', responses: { 400: none }, want: [] },
    { name: 'List: the second page', responses: {}, want: beyond(404, 416) },
    { name: 'List: the second page', responses: { 400: none, 403: none }, want: beyond(400, 404, 416) },
    { name: 'List: the second page', responses: { '4XX': none }, want: beyond(400, 422, 404, 416) },
    { name: 'List: the second page', responses: cause, want: beyond(404, 416) },
    { name: 'List: from the second item', responses: {}, want: beyond(404, 416) },
    { name: 'List: the first page', responses: { 400: none, 404: none }, want: ['404: state'] },
    { name: 'List: the first page', responses: { default: none }, want: [] },
  ])('what a list answers to "$name": $want', async ({ name, responses, want }) => {
    expect(await excusesOf(name, rows(responses))).toEqual(want);
  });

  it.each([
    { page: 1, want: [] },
    { page: 2, want: beyond(404, 416) },
  ])('what page $page of unknown size may answer: $want', async ({ page, want }) => {
    const parameters = [{ name: 'page', in: 'query', required: true, schema: { enum: [page] } }];
    const responses = { 200: json({ type: 'array', items: thing }) };
    const get = { summary: 'List', 'x-list': { page: 'page' }, parameters, responses };
    expect(await excusesOf('List', { '/things': { get } })).toEqual(want);
  });
});

it.each([
  { path: '/token', member: 'password', want: ['400: unknown-data', '401: unknown-data', '403: unknown-data'] },
  { path: '/auth/log-in', member: 'passwd', want: ['400: unknown-data', '401: unknown-data', '403: unknown-data'] },
  { path: '/users', member: 'password', want: [] },
  { path: '/token', member: 'name', want: [] },
])('a login at $path with a made-up $member may be refused, whatever is documented', async ({ path, member, want }) => {
  const schema = { type: 'object', required: [member], properties: { [member]: text } };
  const requestBody = { required: true, content: { 'application/json': { schema } } };
  const post = { summary: 'Enter', requestBody, responses: { 200: json(thing) } };
  expect(await excusesOf('Enter', { [path]: { post } })).toEqual(want);
});

const refusedSecret = unknown(400, 401, 403, 404, 410, 422);

it.each([
  { what: 'a token', path: '/accounts', member: 'idToken', schema: text, want: refusedSecret },
  { what: 'a token', path: '/reset-password', member: 'token', schema: text, want: refusedSecret },
  { what: 'a code of one use', path: '/accounts', member: 'oobCode', schema: text, want: refusedSecret },
  { what: 'a code, where one is verified', path: '/verify-email', member: 'code', schema: text, want: refusedSecret },
  { what: 'the password until now', path: '/account', member: 'current_password', schema: text, want: refusedSecret },
  { what: 'a code of something else', path: '/countries', member: 'code', schema: text, want: [] },
  { what: 'a new password', path: '/users', member: 'new_password', schema: text, want: [] },
  { what: 'a number of tokens', path: '/chat', member: 'max_token', schema: { type: 'integer' }, want: [] },
  { what: 'one of an enum', path: '/chat', member: 'token', schema: { enum: ['a'] }, want: [] },
])('$what that the server did not give out may be refused, undocumented: $member at $path', async (given) => {
  const { path, member, schema: own, want } = given;
  const schema = { type: 'object', required: [member], properties: { [member]: own } };
  const inBody = { requestBody: { required: true, content: { 'application/json': { schema } } } };
  const inQuery = { parameters: [{ name: member, in: 'query', required: true, schema: own }] };
  const inObject = { type: 'object', properties: { proof: schema } };
  const deeper = { requestBody: { required: true, content: { 'application/json': { schema: inObject } } } };
  for (const sent of [inBody, inQuery, deeper]) {
    const post = { summary: 'Enter', ...sent, responses: { 200: json(thing) } };
    expect(await excusesOf('Enter', { [path]: { post } })).toEqual(want);
  }
});

const ofReference = unknown(400, 404, 409, 422);

it.each([
  { what: 'what the request is about', method: 'post', path: '/leases/revoke', member: 'ID', want: ofReference },
  { what: 'several of these', method: 'post', path: '/leases/revoke', member: 'ids', want: ofReference },
  { what: 'what the request makes', method: 'post', path: '/leases', member: 'id', want: [] },
  { what: 'something without an id', method: 'post', path: '/leases/revoke', member: 'name', want: [] },
])('a made-up id in a body is refused, where it is that of $what', async ({ method, path, member, want }) => {
  const schema = { type: 'object', required: [member], properties: { [member]: text } };
  const requestBody = { required: true, content: { 'application/json': { schema } } };
  const operation = { summary: 'Do', requestBody, responses: { 200: json(thing) } };
  const list = { get: { summary: 'List', responses: { 200: json({ type: 'array', items: thing }) } } };
  const paths = { '/leases': list, [path]: { ...(path === '/leases' && list), [method]: operation } };
  expect(await excusesOf('Do', paths)).toEqual(want);
});

it.each([
  { member: 'id', schema: text, want: ['400: unknown-data', '404: unknown-data', '409: unknown-data'] },
  { member: 'id', schema: { ...text, readOnly: true }, want: ['400?: unknown-data', '404?: unknown-data'] },
  { member: 'name', schema: text, want: ['400?: unknown-data', '404?: unknown-data'] },
])('an id in a body that may have to be that of the path: $member, $schema', async ({ member, schema, want }) => {
  const requestBody = {
    required: true,
    content: {
      'application/json': { schema: { type: 'object', required: [member], properties: { [member]: schema } } },
    },
  };
  const put = { summary: 'Put', parameters: [id()], requestBody, responses: { 200: json(thing) } };
  const post = { summary: 'Add', responses: { 201: json(thing) } };
  const found = await excusesOf('Put', { '/things': { post }, '/things/{id}': { put } });
  expect(found.filter((one) => !one.startsWith('422')).toSorted()).toEqual(want);
});

it.each([
  { what: '503 of its own', own: { 503: none }, others: {}, want: ['503: state'] },
  { what: '503 that each operation has', own: { 503: none }, others: { 503: none }, want: [] },
  { what: '501 of its own', own: { 501: none, 503: none }, others: { 503: none }, want: ['501: state'] },
  { what: '500', own: { 500: none }, others: {}, want: [] },
])('a documented $what', async ({ own, others, want }) => {
  const get = (summary: string, more: object) => ({ get: { summary, responses: { 200: json(thing), ...more } } });
  const paths = { '/swarm': get('Swarm', own), '/info': get('Info', others) };
  expect(await excusesOf('Swarm', paths)).toEqual(want);
  expect(await excusesOf('Info', paths)).toEqual([]);
});
