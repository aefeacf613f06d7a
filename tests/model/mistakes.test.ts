import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/load/parse.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import { document, json, mistakes, operation, toModel, withPath } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';

const at = '/paths/~1orders/get';
const get = (more: object) => withPath('/orders', { get: operation({ operationId: 'orders', ...more }) });

describe('a document that is not for us', () => {
  it.each([
    { what: 'nothing', from: null, want: 'document/not-openapi' },
    { what: 'a list', from: [], want: 'document/not-openapi' },
    { what: 'a text', from: 'openapi: 3.1.0', want: 'document/not-openapi' },
    { what: 'a Swagger document of another version than 2.0', from: { swagger: '1.2' }, want: 'document/not-openapi' },
    { what: 'a version that is a number', from: { openapi: 3.1 }, want: 'document/not-openapi /openapi' },
    { what: 'OpenAPI 3.3', from: document({ openapi: '3.3.0' }), want: 'document/unsupported-version /openapi' },
    { what: 'OpenAPI 2.9', from: document({ openapi: '2.9.9' }), want: 'document/unsupported-version /openapi' },
    { what: 'OpenAPI 3.10', from: document({ openapi: '3.10.0' }), want: 'document/unsupported-version /openapi' },
    { what: 'no path', from: document({ paths: {} }), want: 'document/no-operations /paths' },
    { what: 'paths left out', from: document({ paths: undefined }), want: 'document/no-operations /paths' },
    { what: 'a path without operations', from: withPath('/a', {}), want: 'document/no-operations /paths' },
    {
      what: 'only webhooks',
      from: document({ paths: {}, webhooks: {} }),
      want: 'document/no-operations /paths',
    },
    { what: 'only an extension', from: withPath('x-a', { get: {} }), want: 'document/no-operations /paths' },
  ])('is refused: $what', async ({ from, want }) => {
    expect(await mistakes(from)).toEqual([want]);
  });

  it('is told what it is, where that is known', async () => {
    const [finding] = await findingsOf(() => toApiModel({ document: { swagger: '1.2' }, locate: () => ({}) }));
    expect(finding?.message).toContain('a Swagger document of another version than 2.0');
  });

  it.each([
    { from: null, want: 'the file is empty' },
    { from: 'Orders', want: 'this is not an OpenAPI document, but a string' },
    { from: [], want: 'this is not an OpenAPI document, but an array' },
    { from: { arazzo: '1.0.0' }, want: 'this is not an OpenAPI document, but one with the member "arazzo"' },
    { from: { openapi: 3 }, want: '`openapi` is the number 3, and must be a text' },
  ])('$want', async ({ from, want }) => {
    expect(await findingsOf(() => toModel(from))).toMatchObject([{ message: want }]);
  });
});

describe('a mistake is found, with its place', () => {
  it.each([
    {
      what: 'a brace left open',
      from: withPath('/orders/{id', { get: operation() }),
      want: 'path/unbalanced-brace /paths/~1orders~1{id',
    },
    {
      what: 'a brace in a brace',
      from: withPath('/{{id}}', { get: operation() }),
      want: 'path/unbalanced-brace /paths/~1{{id}}',
    },
    { what: 'empty braces', from: withPath('/{}', { get: operation() }), want: 'path/unbalanced-brace /paths/~1{}' },
    {
      what: 'a reference to nowhere',
      from: get({ parameters: [{ $ref: '#/components/parameters/No' }] }),
      want: `reference/not-found ${at}/parameters/0/$ref`,
    },
    {
      what: 'a reference to another file that nobody brought',
      from: get({ responses: { 200: { $ref: 'a.yaml' } } }),
      want: `reference/not-found ${at}/responses/200/$ref`,
    },
    { what: 'security that is no list', from: get({ security: {} }), want: `document/wrong-type ${at}/security` },
    {
      what: 'a requirement that is null',
      from: get({ security: [null] }),
      want: `document/wrong-type ${at}/security/0`,
    },
    { what: 'an operation that is null', from: withPath('/orders', { get: null }), want: `document/wrong-type ${at}` },
    { what: 'a path item that is a list', from: withPath('/orders', []), want: 'document/wrong-type /paths/~1orders' },
    {
      what: 'parameters that are an object',
      from: get({ parameters: {} }),
      want: `document/wrong-type ${at}/parameters`,
    },
    {
      what: 'a parameter that is null',
      from: get({ parameters: [null] }),
      want: `document/wrong-type ${at}/parameters/0`,
    },
    {
      what: 'a parameter without a place',
      from: get({ parameters: [{ name: 'a' }] }),
      want: `document/wrong-type ${at}/parameters/0`,
    },
    {
      what: 'a parameter in the body',
      from: get({ parameters: [{ name: 'a', in: 'body' }] }),
      want: `document/wrong-type ${at}/parameters/0`,
    },
    { what: 'a name that is a list', from: get({ operationId: [7] }), want: `document/wrong-type ${at}/operationId` },
    { what: 'a tag that is an object', from: get({ tags: ['a', {}] }), want: `document/wrong-type ${at}/tags/1` },
    { what: 'responses that are a list', from: get({ responses: [] }), want: `document/wrong-type ${at}/responses` },
    {
      what: 'a server that is a text',
      from: document({ servers: ['https://a'] }),
      want: 'document/wrong-type /servers/0',
    },
    {
      what: 'a cause that nobody knows',
      from: get({ responses: { 400: json({}, { examples: { a: { value: 1, 'x-cause': 'moon' } } }) } }),
      want: `document/wrong-type ${at}/responses/400/content/application~1json/examples/a/x-cause`,
    },
    {
      what: 'a parameter that refers to a schema',
      from: { ...get({ parameters: [{ $ref: '#/components/schemas/A' }] }), components: { schemas: { A: {} } } },
      want: `document/wrong-type ${at}/parameters/0/$ref`,
    },
    {
      what: 'a parameter that refers to one without a name',
      from: {
        ...get({ parameters: [{ $ref: '#/components/parameters/A' }] }),
        components: { parameters: { A: { in: 'path' } } },
      },
      want: 'document/wrong-type /components/parameters/A',
    },
    {
      what: 'a parameter described twice',
      from: get({
        parameters: [
          { name: 'a', in: 'query' },
          { name: 'a', in: 'query' },
        ],
      }),
      want: `parameter/duplicate ${at}/parameters/1`,
    },
    {
      what: 'a path without a slash',
      from: withPath('orders', { get: operation() }),
      want: 'path/no-slash /paths/orders',
    },
    {
      what: 'a path with a query',
      from: withPath('/a?b=1', { get: operation() }),
      want: 'path/not-a-path /paths/~1a?b=1',
    },
    {
      what: 'a reference to a text',
      from: get({ responses: { 200: { $ref: '#/info/title' } } }),
      want: `reference/not-an-object ${at}/responses/200/$ref`,
    },
    {
      what: 'a reference in a schema to a text',
      from: get({ responses: { 200: json({ $ref: '#/info/title' }) } }),
      want: `reference/not-an-object ${at}/responses/200/content/application~1json/schema/$ref`,
    },
    {
      what: 'a schema that is only itself',
      from: {
        ...get({ responses: { 200: json({ $ref: '#/components/schemas/A' }) } }),
        components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } },
      },
      want: `reference/circular ${at}/responses/200/content/application~1json/schema/$ref`,
    },
    {
      what: 'a path that is a reference to a number',
      from: withPath('/a', { $ref: 7, get: operation() }),
      want: 'document/wrong-type /paths/~1a/$ref',
    },
    {
      what: 'a parameter that is a reference to nothing',
      from: get({ parameters: [{ $ref: null }] }),
      want: `document/wrong-type ${at}/parameters/0/$ref`,
    },
    {
      what: 'an operation that is a reference to nowhere',
      from: get({ $ref: '#/no' }),
      want: `reference/not-found ${at}/$ref`,
    },
  ])('$what', async ({ from, want }) => {
    expect(await mistakes(from)).toEqual([want]);
  });

  it('a reference that leads back to itself, directly or by others', async () => {
    const parameters = { A: { $ref: '#/components/parameters/B' }, B: { $ref: '#/components/parameters/A' } };
    const from = { ...get({ parameters: [{ $ref: '#/components/parameters/A' }] }), components: { parameters } };
    expect(await mistakes(from)).toEqual(['reference/circular /components/parameters/B']);
  });
});

const scheme = { components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'K' } } } };

it.each([
  {
    what: 'a reference in a schema to nowhere',
    from: get({ responses: { 200: json({ items: { $ref: '#/no' } }) } }),
    want: `reference/not-found ${at}/responses/200/content/application~1json/schema/items/$ref`,
  },
  {
    what: 'a reference to a member of every object',
    from: get({ responses: { 200: json({ $ref: '#/constructor' }) } }),
    want: `reference/not-found ${at}/responses/200/content/application~1json/schema/$ref`,
  },
  {
    what: 'a scheme that is not there, of an operation',
    from: get({ security: [{ Nope: [] }] }),
    want: `security/unknown-scheme ${at}/security/0/Nope`,
  },
  {
    what: 'a scheme that is not there, of the whole document',
    from: document({ ...scheme, security: [{ Key: [] }, { Nope: [] }] }),
    want: 'security/unknown-scheme /security/1/Nope',
  },
])('$what, is a mistake if nothing may be', async ({ from, want }) => {
  expect(await mistakes(from, { strict: true })).toEqual([want]);
  expect(toModel(from).operations).toHaveLength(1);
});

it('tells everything at once, and each thing once', async () => {
  const item = { parameters: [null], get: operation({ tags: 1 }), put: operation({ security: 'none' }) };
  const from = { ...withPath('/a/{b}', item), security: [{ Nope: [] }], servers: [null] };
  expect((await mistakes(from, { strict: true })).sort()).toEqual([
    'document/wrong-type /paths/~1a~1{b}/get/tags',
    'document/wrong-type /paths/~1a~1{b}/parameters/0',
    'document/wrong-type /paths/~1a~1{b}/put/security',
    'document/wrong-type /servers/0',
    'path/undeclared-parameter /paths/~1a~1{b}/get',
    'path/undeclared-parameter /paths/~1a~1{b}/put',
    'security/unknown-scheme /security/0/Nope',
  ]);
});

it('shows a mistake in the line of the file', async () => {
  const text = 'openapi: 3.1.0\ninfo: {title: A, version: 1.0.0}\npaths:\n  /a/{b}:\n    get:\n      responses: {}\n';
  const { value, locate } = parseText(text, 'a.yaml');
  const [finding] = await findingsOf(() => toApiModel({ document: value, locate, strict: true }));
  expect(finding?.place).toEqual({ file: 'a.yaml', line: 5, column: 5, pointer: '#/paths/~1a~1{b}/get' });
});
