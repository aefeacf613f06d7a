/** What the contract leaves open, so that there is no false positive. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { type Entry, entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { json, toModel } from '../helpers/builders.ts';

const part = {
  type: 'object',
  required: ['id', 'kind'],
  properties: { id: { type: 'string' }, kind: { type: 'string' } },
};
const refusals = {
  401: { description: 'No token.' },
  403: { description: 'The scope does not suffice.' },
  404: { description: 'Not found.' },
};
const id = {
  name: 'id',
  in: 'path',
  required: true,
  example: 'shown-0001',
  schema: { $ref: '#/components/schemas/Id' },
};
const inPath = { $ref: '#/components/parameters/id' };

async function toEntries(paths: object, more: object = {}): Promise<readonly Entry[]> {
  const components = { schemas: { Id: { type: 'string' } }, parameters: { id }, ...more };
  const declared = toModel({ openapi: '3.1.1', info: { title: 'Parts', version: '1' }, paths, components });
  const { model } = inferMeaning(declared);
  return entriesOf(await toContract(model, [], async () => undefined));
}

const named = (entries: readonly Entry[], name: string) => entries.find(({ request }) => request.name === name);
const titles = (entry: Entry | undefined) => entry?.assertions.map(({ title }) => title) ?? [];

const flows = { clientCredentials: { tokenUrl: '/token', scopes: { read: '', write: '' } } };
const securitySchemes = { OAuth: { type: 'oauth2', flows }, Door: { type: 'http', scheme: 'bearer' } };

describe('a scope', () => {
  const withScopes = (scope: string) =>
    toEntries(
      {
        '/parts/{id}': {
          parameters: [inPath],
          get: {
            summary: 'Get',
            security: [{ OAuth: ['read'] }],
            responses: { 200: { description: '', ...json(part) }, ...refusals },
          },
          delete: {
            summary: 'Drop',
            security: [{ OAuth: [scope] }],
            responses: { 204: { description: '' }, ...refusals },
          },
        },
      },
      { securitySchemes },
    );

  it.each([
    { scope: 'write', want: 'Status is 404, 403, 204 or 401' },
    { scope: 'read', want: 'Status is 404, 403 or 204' },
  ])('that nothing which reads needs may be lacking: $scope', async ({ scope, want }) => {
    expect(titles(named(await withScopes(scope), 'Drop: an unknown id'))).toContain(want);
  });
});

describe('an unknown id', () => {
  const get = { summary: 'Get', responses: { 200: { description: '', ...json(part) }, 404: { description: '' } } };
  const made = { summary: 'Make', responses: { 201: { description: '' } } };
  const items = {
    get: { summary: 'All', responses: { 200: { description: '', ...json({ type: 'array', items: part }) } } },
  };
  const named404 = {
    ...get,
    responses: { ...get.responses, 404: { description: '', 'x-cause': ['unknown-resource'] } },
  };
  it.each<{ what: string; paths: object; want: string }>([
    { what: 'may be known where nothing makes ids', paths: { '/{id}': { get } }, want: 'Status is 404 or 200' },
    {
      what: 'may be known below what is no list',
      paths: { '/a': { get }, '/a/{id}': { get } },
      want: 'Status is 404 or 200',
    },
    { what: 'is refused below a list', paths: { '/a': items, '/a/{id}': { get } }, want: 'Status is 404' },
    {
      what: 'is refused where items are created',
      paths: { '/a': { post: made }, '/a/{id}': { get } },
      want: 'Status is 404',
    },
    { what: 'is refused where items are replaced', paths: { '/a/{id}': { get, put: made } }, want: 'Status is 404' },
    {
      what: 'is refused where a response names the cause',
      paths: { '/{id}': { get: named404 } },
      want: 'Status is 404',
    },
    {
      what: 'may be deleted again',
      paths: {
        '/a': items,
        '/a/{id}': { delete: { ...get, responses: { ...get.responses, 204: { description: '' } } } },
      },
      want: 'Status is 404, 200 or 204',
    },
    {
      what: 'is not deleted where a response names the cause',
      paths: { '/a/{id}': { delete: named404 } },
      want: 'Status is 404',
    },
    {
      what: 'may be created by a PATCH that documents a 201',
      paths: { '/a': items, '/a/{id}': { patch: { ...get, responses: { ...made.responses, ...get.responses } } } },
      want: 'Status is 404, 200 or 201',
    },
    { what: 'is refused by another PATCH', paths: { '/a': items, '/a/{id}': { patch: get } }, want: 'Status is 404' },
  ])('$what', async ({ paths, want }) => {
    const described = Object.entries(paths).map(([path, item]: [string, object]) => [
      path,
      path.includes('{') ? { parameters: [inPath], ...item } : item,
    ]);
    const entries = await toEntries(Object.fromEntries(described));
    const found = entries.find(({ request }) => /^Get.*: an unknown id$/.test(request.name));
    expect(titles(found)).toContain(want);
  });
});

it.each([
  { shown: { type: 'string', format: 'uuid' }, want: 'ffffffff-ffff-4fff-8fff-ffffffffffff' },
  { shown: { type: 'string' }, want: 'no-such-id' },
  { shown: { type: 'integer' }, want: '999999999' },
])('an unknown id has the form that a list shows: $shown', async ({ shown, want }) => {
  const item = { type: 'object', required: ['id'], properties: { id: shown } };
  const response = (schema: object) => ({ 200: { description: '', ...schema }, 404: { description: '' } });
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  const entries = await toEntries({
    '/a': { get: { summary: 'All', responses: response(json({ type: 'array', items: item })) } },
    '/a/{id}': { parameters, get: { summary: 'Get', responses: response(json(item)) } },
  });
  const [argument] = named(entries, 'Get: an unknown id')?.request.arguments ?? [];
  // A server may take the UUIDs of one version alone, so that it may say that this one is none.
  expect(argument).toMatchObject({ value: { text: want }, mayBeMalformed: true });
});

describe('the id of a subresource', () => {
  const list = {
    get: { summary: 'List', responses: { 200: { description: '', ...json({ type: 'array', items: part }) } } },
  };
  const one = { parameters: [inPath], get: { summary: 'One', responses: { 200: { description: '', ...json(part) } } } };
  const below = (parameter: object) => ({
    parameters: [parameter],
    get: { summary: 'Uses', responses: { 200: { description: '', ...json({ type: 'object' }) } } },
  });

  it.each([
    { what: 'is learnt from the list where it is the very same parameter', parameter: inPath, kind: 'variable' },
    {
      what: 'is the one that is shown where it is another one',
      parameter: { ...id, schema: { type: 'string' } },
      kind: 'text',
    },
  ])('$what', async ({ parameter, kind }) => {
    const entries = await toEntries({ '/parts': list, '/parts/{id}': one, '/parts/{id}/uses': below(parameter) });
    expect(named(entries, 'Uses')?.request.arguments.map(({ value }) => value.kind)).toEqual([kind]);
  });
});

describe('details', () => {
  it.each([
    { what: 'are compared with the list', declared: { 'x-list': {} }, security: [], compared: true },
    { what: 'are not, where nobody declared that it is one', declared: {}, security: [], compared: false },
    {
      what: 'are not, where they need a token that the list does not',
      declared: { 'x-list': {} },
      security: [{ Door: [] }],
      compared: false,
    },
  ])('$what', async ({ declared, security, compared }) => {
    const entries = await toEntries(
      {
        '/parts': {
          get: {
            ...declared,
            summary: 'List',
            responses: { 200: { description: '', ...json({ type: 'array', items: part }) } },
          },
        },
        '/parts/{id}': {
          parameters: [inPath],
          get: { summary: 'One', security, responses: { 200: { description: '', ...json(part) }, ...refusals } },
        },
      },
      { securitySchemes },
    );
    const found = entries.some((entry) => titles(entry).includes('The details of sampled items agree with the list'));
    expect(found).toBe(compared);
  });
});

describe('a code', () => {
  const code = { example: { code: 'E_ONE' } };
  const schema = { type: 'object', properties: { code: { type: 'string' } } };
  it.each([
    { causes: ['invalid-query-parameter', 'missing-query-parameter'], want: true },
    { causes: ['invalid-query-parameter', 'invalid-body'], want: false },
    { causes: false, want: false },
  ])('is told by the one example where the refusal is of one kind: $causes', async ({ causes, want }) => {
    const get = {
      summary: 'List',
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
      responses: {
        200: { description: '' },
        400: { description: 'A query parameter is not valid.', 'x-cause': causes, ...json(schema, code) },
      },
    };
    const refused = named(await toEntries({ '/parts': { get } }), 'List: limit not a number');
    expect(titles(refused).includes('The error code is E_ONE')).toBe(want);
  });
});

describe('an unknown cursor', () => {
  it.each([
    { causes: ['invalid-query-parameter', 'invalid-cursor'], want: true },
    { causes: 'invalid-query-parameter', want: false },
    { causes: false, want: false },
  ])('is tried where a refusal names it: $causes', async ({ causes, want }) => {
    const page = {
      type: 'object',
      required: ['data', 'next_cursor'],
      properties: { data: { type: 'array', items: part }, next_cursor: { type: ['string', 'null'] } },
    };
    const description = 'The `next_cursor` of the page before. An unknown one is refused.';
    const get = {
      summary: 'List',
      'x-list': { items: '/data', cursor: { parameter: 'cursor', next: '/next_cursor' } },
      parameters: [{ name: 'cursor', in: 'query', description, schema: { type: 'string' } }],
      responses: { 200: { description: '', ...json(page) }, 400: { description: 'Bad.', 'x-cause': causes } },
    };
    const entries = await toEntries({ '/parts': { get } });
    expect(titles(named(entries, 'List: an unknown cursor')).includes('Status is 400')).toBe(want);
  });
});

describe('a page that there may not be', () => {
  const paging = ['limit', 'offset'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } }));
  it.each([
    { what: 'is asked for where no refusal is documented', declared: {}, refused: {}, requested: true },
    {
      what: 'is not, where one is',
      declared: {},
      refused: { 404: { description: 'No such page.' } },
      requested: false,
    },
    {
      what: 'is asked for where the list is declared',
      declared: { 'x-list': { limit: 'limit', offset: 'offset' } },
      refused: { 404: { description: 'No such page.' } },
      requested: true,
    },
  ])('$what', async ({ declared, refused, requested }) => {
    const responses = { 200: { description: '', ...json({ type: 'array', items: part }) }, ...refused };
    const entries = await toEntries({
      '/parts': { get: { ...declared, summary: 'List', parameters: paging, responses } },
    });
    expect(named(entries, 'List: the second page') !== undefined).toBe(requested);
    expect(named(entries, 'List: page by page')).toBeDefined();
  });
});

it('an error response may have the members of an item that is itself an error', async () => {
  const fault = (...names: readonly string[]) => ({
    type: 'object',
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  });
  const titlesFor = async (...names: readonly string[]) => {
    const responses = { 200: { description: '', ...json(fault(...names)) }, 404: { description: '' } };
    const entries = await toEntries({
      '/a/{id}': { parameters: [inPath], get: { summary: 'Get', responses }, put: { summary: 'Set', responses } },
    });
    return titles(named(entries, 'Get: an unknown id'));
  };
  expect(await titlesFor('faultCode', 'error_text', 'severity')).not.toContain('The error response contains no data');
  expect(await titlesFor('countryCode', 'altText')).toContain('The error response contains no data');
});

it.each([
  { what: 'an envelope, as of OCS', schema: { ocs: { type: 'object' } }, want: false },
  {
    what: 'flags and lists, as of Cloudflare',
    schema: { success: { type: 'boolean' }, messages: { type: 'array' } },
    want: false,
  },
  { what: 'a flag, as of Slack', schema: { ok: { type: 'boolean' } }, want: false },
  {
    what: 'members of the errors of other operations',
    schema: { issue: { type: 'string' }, kind: { type: 'string' } },
    want: false,
  },
  { what: 'types alone, as of FHIR', schema: { resourceType: { type: 'string' } }, want: false },
  {
    what: 'types, as of TM Forum',
    schema: { '@type': { type: 'string' }, status: { type: 'string' } },
    want: false,
  },
  {
    what: 'a version and metadata, as of Kubernetes',
    schema: { kind: { type: 'string' }, apiVersion: { type: 'string' }, metadata: { type: 'object' } },
    want: false,
  },
  { what: 'one value', schema: { realm: { enum: ['shop'] }, state: { type: 'string' } }, want: false },
  { what: 'a single member', schema: { weight: { type: 'number' } }, want: false },
  { what: 'the id of a request', schema: { requestId: { type: 'string' } }, want: false },
  { what: 'a single id', schema: { orderId: { type: 'string' } }, want: true },
  { what: 'a member beside an id', schema: { id: { type: 'string' }, weight: { type: 'number' } }, want: true },
  {
    what: 'two members beside types',
    schema: { '@type': { type: 'string' }, weight: { type: 'number' }, state: { type: 'string' } },
    want: true,
  },
  { what: 'a text beside an object', schema: { address: { type: 'object' }, iban: { type: 'string' } }, want: true },
])('$what, in an error response that is not described: data is $want', async ({ schema, want }) => {
  const success = { description: '', ...json({ type: 'object', required: Object.keys(schema), properties: schema }) };
  const error = { description: '', ...json({ type: 'object', properties: { issue: { type: 'string' } } }) };
  const responses = { 200: success, 401: { description: '' } };
  const entries = await toEntries(
    {
      '/a': { get: { summary: 'Get', security: [{ Door: [] }], responses } },
      '/b': { get: { summary: 'Other', responses: { 200: { description: '' }, 400: error } } },
    },
    { securitySchemes },
  );
  const assertion = titles(named(entries, 'Get: a wrong token')).includes('The error response contains no data');
  expect(assertion).toBe(want);
});

it.each(['phone', 'constructor', 'home phone', 'phone/home'])(
  'a member %s that excludes others is broken in a body of its own',
  async (name) => {
    const schema = {
      type: 'object',
      oneOf: [{ required: ['email'] }, { required: [name] }],
      properties: { email: { type: 'string', minLength: 3 }, [name]: { type: 'string', minLength: 5 } },
    };
    const responses = { 204: { description: '' }, 422: { description: '' } };
    const entries = await toEntries({ '/check': { post: { summary: 'Check', requestBody: json(schema), responses } } });
    expect(entries.map(({ request }) => [request.name, Object.keys(request.body?.value ?? {})])).toEqual([
      ['Check', ['email']],
      ['Check: email of another type', ['email']],
      ['Check: email shorter than 3', ['email']],
      [`Check: ${name} of another type`, [name]],
      [`Check: ${name} shorter than 5`, [name]],
      ['Check: email missing', []],
    ]);
  },
);

describe('an order that the parameter does not accept', () => {
  const sortedBy = async (...values: readonly string[]) => {
    const parameter = { name: 'by', in: 'query', schema: { type: 'string', enum: values } };
    const list = {
      summary: 'List',
      'x-list': { id: '/id', sort: { parameter: 'by', keys: ['id', 'kind'] } },
      parameters: [parameter],
      responses: { 200: { description: '', ...json({ type: 'array', items: part }) } },
    };
    const entries = await toEntries({ '/parts': { get: list } });
    return new Set(
      entries.flatMap(({ request }) =>
        request.arguments.flatMap(({ value, enabled }) => (enabled && value.kind === 'text' ? [value.text] : [])),
      ),
    );
  };

  it.each([
    { values: ['id', '-id', 'kind'], want: ['-id', 'id', 'kind'] },
    { values: ['kind', 'kind,-id'], want: ['kind', 'kind,-id'] },
    { values: ['other'], want: [] },
  ])('is not requested of $values', async ({ values, want }) => {
    expect([...(await sortedBy(...values))].toSorted()).toEqual(want);
  });
});
