import { describe, expect, it } from 'vitest';
import { toApiModel } from '../../src/model/read-model.ts';
import { document, json, operation, toModel, withPath } from '../helpers/builders.ts';

function first(from: unknown) {
  const [found] = toModel(from).operations;
  if (!found) throw new Error('no operation');
  return found;
}

describe('the API', () => {
  it.each([
    { version: '3.0.3', want: 'openapi-3.0' },
    { version: '3.1.0', want: 'json-schema-2020-12' },
    { version: '3.1.1', want: 'json-schema-2020-12' },
  ])('speaks $want in OpenAPI $version', ({ version, want }) => {
    expect(toModel(document({ openapi: version })).dialect).toBe(want);
  });

  it.each([
    { servers: undefined, want: 'http://localhost' },
    { servers: [], want: 'http://localhost' },
    { servers: [{ url: '/v1/' }], want: 'http://localhost/v1' },
    { servers: [{ url: 'https://a.example//' }, { url: 'https://b.example' }], want: 'https://a.example' },
    {
      servers: [
        { url: 'https://{host}/{stage}', variables: { host: { default: 'a.example' }, stage: { default: 'live' } } },
      ],
      want: 'https://a.example/live',
    },
  ])('is at $want', ({ servers, want }) => {
    expect(toModel(document({ servers })).baseUrl).toBe(want);
  });

  it.each([
    { url: '/v1', want: 'https://docs.example/v1' },
    { url: 'v1', want: 'https://docs.example/api/v1' },
    { url: '../v1/', want: 'https://docs.example/v1' },
    { url: '//b.example/{stage}', want: 'https://b.example/live' },
    { url: undefined, want: 'https://docs.example' },
  ])('is at $want by the URL of its description, where its server is $url', ({ url, want }) => {
    const servers = url === undefined ? undefined : [{ url, variables: { stage: { default: 'live' } } }];
    const address = 'https://docs.example/api/openapi.yaml';
    const model = toApiModel({ document: document({ servers }), locate: (pointer) => ({ pointer }), address });
    expect(model.baseUrl).toBe(want);
  });

  it.each([
    { servers: undefined, want: ['no server is described: set `base_url`, which is http://localhost until then'] },
    {
      servers: [{ url: '/v1' }, { url: '/v2' }],
      want: ['the server URL "/v1" is relative: set `base_url`, which is http://localhost/v1 until then'],
    },
    {
      servers: [{ url: 'wss://a.example' }],
      want: [
        'the server URL "wss://a.example" is not one of HTTP: set `base_url`, which is wss://a.example until then',
      ],
    },
    { servers: [{ url: 'https://a.example' }], want: [] },
  ])('has to be set where $servers leave it open', ({ servers, want }) => {
    expect(toModel(document({ servers })).notices.map(({ message }) => message)).toEqual(want);
  });

  it('has a title, even where nobody gave it one', () => {
    expect(toModel(document({ info: {} }))).toMatchObject({ title: 'API', version: '', description: '' });
  });
});

describe('an operation', () => {
  it('without an id is named by method and path', () => {
    expect(first(withPath('/a', { put: operation() }))).toMatchObject({
      id: 'put /a',
      summary: 'PUT /a',
      method: 'put',
    });
  });

  it('takes the parameters of its path, and overrides them by name and place', () => {
    const parameters = [
      { name: 'id', in: 'path', description: 'theirs', schema: { type: 'string' } },
      { name: 'id', in: 'query', description: 'theirs' },
    ];
    const own = { name: 'id', in: 'path', description: 'own', schema: { type: 'integer' } };
    const from = withPath('/{id}', { parameters, get: operation({ parameters: [own] }) });
    expect(first(from).parameters).toMatchObject([
      { in: 'path', description: 'own', required: true, node: { pointer: '/paths/~1{id}/get/parameters/0/schema' } },
      { in: 'query', description: 'theirs', required: false, node: { schema: true } },
    ]);
  });

  it('leaves to others the headers that are no parameters, and names them once', () => {
    const parameters = ['Accept', 'content-type', 'Authorization', 'X-Own'].map((name) => ({ name, in: 'header' }));
    const { operations, notices } = toModel(
      withPath('/a', { parameters, get: operation({ parameters }), put: operation() }),
    );
    expect(operations.map((one) => one.parameters.map(({ name }) => name))).toEqual([['X-Own'], ['X-Own']]);
    const message =
      'the header parameters Accept, content-type and Authorization are not used: OpenAPI ignores them, and media types and `security` say what is sent';
    expect(notices).toEqual([{ kind: 'note', message, pointer: '/paths/~1a/parameters/0' }]);
  });

  it('leaves to clients the headers that they write themselves', () => {
    const parameters = ['Host', 'X-Own'].map((name) => ({ name, in: 'header' }));
    const { operations, notices } = toModel(withPath('/a', { get: operation({ parameters }) }));
    expect(operations.map((one) => one.parameters.map(({ name }) => name))).toEqual([['X-Own']]);
    const message = 'the header parameter Host is not used: each client writes it itself';
    expect(notices).toEqual([{ kind: 'note', message, pointer: '/paths/~1a/get/parameters/0' }]);
  });

  it.each<{ method: string; required: boolean; body: boolean; want: string[] }>([
    { method: 'get', required: true, body: true, want: ['note'] },
    { method: 'head', required: false, body: false, want: ['left-out'] },
    { method: 'trace', required: true, body: false, want: ['left-out'] },
    { method: 'delete', required: false, body: true, want: ['note'] },
    { method: 'patch', required: false, body: true, want: [] },
  ])('has a body of $method only where HTTP allows one, or it is required', ({ method, required, body, want }) => {
    const requestBody = { required, ...json({ type: 'object' }) };
    const { operations, notices } = toModel(withPath('/a', { [method]: operation({ requestBody }) }));
    expect([operations[0]?.body !== undefined, notices.map(({ kind }) => kind)]).toEqual([body, want]);
  });

  it.each([
    { what: 'a text', parameter: { in: 'query', schema: { type: 'string' } }, want: 'single' },
    { what: 'an object', parameter: { in: 'query', schema: { type: 'object' } }, want: 'free-form' },
    { what: 'an object in one', parameter: { in: 'query', explode: false, schema: { type: 'object' } }, want: 'other' },
    {
      what: 'a deep object',
      parameter: { in: 'query', style: 'deepObject', schema: { type: 'object' } },
      want: 'deep-object',
    },
    { what: 'an object in a header', parameter: { in: 'header', schema: { type: 'object' } }, want: 'other' },
    { what: 'JSON', parameter: { in: 'query', content: { 'application/json': {} } }, want: 'json' },
  ])('spells $what as "$want"', ({ parameter, want }) => {
    const from = withPath('/a', { get: operation({ parameters: [{ name: 'p', ...parameter }] }) });
    expect(first(from).parameters[0]?.spelling).toBe(want);
  });

  it('follows references through each other to responses, headers, schemas and examples', () => {
    const components = {
      responses: {
        Ok: { $ref: '#/components/responses/Real' },
        Real: {
          description: 'Fine',
          headers: { 'x-trace': { $ref: '#/components/headers/T' } },
          ...json({}, { examples: { e: { $ref: '#/components/examples/E' } } }),
        },
      },
      headers: { T: { required: true, schema: { type: 'string' }, example: 'abc' } },
      examples: { E: { summary: 'One', value: { a: 1 }, 'x-cause': 'unavailable' } },
    };
    const from = withPath(
      '/a',
      { get: operation({ responses: { 200: { $ref: '#/components/responses/Ok' } } }) },
      { components },
    );
    expect(first(from).responses).toMatchObject([
      {
        status: '200',
        headers: [{ name: 'x-trace', required: true, example: 'abc' }],
        media: [
          {
            type: 'application/json',
            examples: [{ name: 'e', summary: 'One', value: { a: 1 }, causes: ['unavailable'] }],
          },
        ],
      },
    ]);
  });

  it('has its responses in the order of their status', () => {
    const responses = { default: {}, 404: {}, '4XX': {}, 200: {}, 'x-note': 'no response' };
    expect(first(withPath('/a', { get: { responses } })).responses.map(({ status }) => status)).toEqual([
      '200',
      '404',
      '4XX',
      'default',
    ]);
  });
});

it('finds schemas that only an anchor reaches, and those that only their anchors reach', () => {
  const schemas = {
    A: { $anchor: 'a', properties: { b: { $ref: '#b' } } },
    B: { $anchor: 'b', type: 'integer' },
    C: { $anchor: 'c' },
  };
  const paths = { '/a': { get: operation({ responses: { 200: json({ $ref: '#a' }) } }) } };
  const { definitions } = toModel(document({ components: { schemas }, paths }));
  expect([...definitions.keys()].sort()).toEqual(['#/components/schemas/A', '#/components/schemas/B', '#a', '#b']);
});

describe('security', () => {
  const securitySchemes = {
    'x-key': { type: 'apiKey', in: 'query', name: 'k' },
    Door: { type: 'http', scheme: 'Bearer' },
  };
  const root = { components: { securitySchemes }, security: [{ Door: [] }] };

  it.each([
    { what: 'those of the document', security: undefined, want: [['Door']] },
    { what: 'none, where it says so', security: [], want: [] },
    {
      what: 'its own alternatives',
      security: [{ 'x-key': [], Door: [] }, { Door: [] }],
      want: [['x-key', 'Door'], ['Door']],
    },
    { what: 'an empty one, that makes it optional', security: [{ Door: [] }, {}], want: [['Door'], []] },
  ])('of an operation is $what', ({ security, want }) => {
    const from = withPath('/a', { get: operation({ security }) }, root);
    expect(first(from).security.map(({ needs }) => needs.map(({ scheme }) => scheme.name))).toEqual(want);
  });

  it.each([
    { scheme: { type: 'http', scheme: 'Basic' }, want: { kind: 'basic' } },
    { scheme: { type: 'http', scheme: ' bearer ' }, want: { kind: 'bearer' } },
    {
      scheme: { type: 'http', scheme: 'Digest' },
      want: { kind: 'digest', username: 'username', password: 'password' },
    },
    { scheme: { type: 'http', scheme: 'HOBA' }, want: { kind: 'http', scheme: 'HOBA', variable: 'S' } },
    { scheme: { type: 'http', scheme: '' }, want: { kind: 'unsupported', type: 'http' } },
    { scheme: { type: 'mutualTLS' }, want: { kind: 'mutual-tls' } },
    { scheme: { type: 'carrierPigeon' }, want: { kind: 'unsupported', type: 'carrierPigeon' } },
    {
      scheme: { type: 'apiKey', in: 'cookie', name: 'sid' },
      want: { kind: 'api-key', in: 'cookie', parameter: 'sid' },
    },
    { scheme: { type: 'apiKey', in: 'body', name: 'sid' }, want: { kind: 'unsupported' } },
    {
      scheme: { type: 'openIdConnect', openIdConnectUrl: '/.well-known/openid-configuration' },
      want: {
        kind: 'client-credentials',
        discovery: { url: 'https://orders.example/.well-known/openid-configuration', variable: 'S' },
      },
    },
    { scheme: { type: 'oauth2', flows: { implicit: {} } }, want: { kind: 'bearer', variable: 'S' } },
    {
      scheme: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token', scopes: { a: 'A' } } } },
      want: {
        kind: 'client-credentials',
        tokenUrl: 'https://orders.example/token',
        scopes: ['a'],
        clientAuthentication: 'header',
        tokenName: 'Token Orders',
      },
    },
    {
      scheme: {
        type: 'oauth2',
        'x-client-authentication': 'body',
        'x-token-name': 'T',
        flows: { clientCredentials: { tokenUrl: 'https://t.example/t' } },
      },
      want: {
        kind: 'client-credentials',
        tokenUrl: 'https://t.example/t',
        scopes: [],
        clientAuthentication: 'body',
        tokenName: 'T',
      },
    },
  ])('reads $scheme.type $scheme.scheme as $want.kind', ({ scheme, want }) => {
    expect(toModel(document({ components: { securitySchemes: { S: scheme } } })).securitySchemes).toMatchObject([
      { name: 'S', ...want },
    ]);
  });
});
