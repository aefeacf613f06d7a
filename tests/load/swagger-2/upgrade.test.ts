import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/cli/compose.ts';
import { toModel } from '../../../src/compose/to-model.ts';
import { valueAt } from '../../../src/core/pointer.ts';
import { loadDescription } from '../../../src/load/load-description.ts';
import { JOINED_PART } from '../../../src/load/swagger-2/joined-part.ts';
import { upgraded } from '../../../src/load/swagger-2/upgrade.ts';
import type { Members } from '../../helpers/builders.ts';
import { folderWith } from '../../helpers/folder.ts';

const EVERYTHING = 'tests/fixtures/swagger-2/everything.yaml';

/** The upgraded document, and its notices as `kind pointer in the old document: message`. */
function upgrade(members: Members) {
  const value = {
    swagger: '2.0',
    info: { title: 'Depot', version: '1' },
    host: 'a.example',
    schemes: ['https'],
    ...members,
  };
  const { value: document, locate, notices = [] } = upgraded({ value, locate: (pointer) => ({ pointer }) }, value);
  return {
    document,
    notices: notices.map(({ kind, pointer, message }) => `${kind} ${locate(pointer).pointer}: ${message}`),
    at: (...path: string[]) => valueAt(document, path),
    from: (pointer: string) => locate(pointer).pointer,
  };
}

function withOperation(operation: Members, more: Members = {}) {
  return upgrade({ paths: { '/a': { post: { responses: {}, ...operation } } }, ...more });
}

describe('an array in a parameter', () => {
  const items = { type: 'string', enum: ['x'] };
  const array = { type: 'array', items };
  it.each([
    { in: 'query', format: undefined, want: { schema: array, style: 'form', explode: false } },
    { in: 'query', format: 'csv', want: { schema: array, style: 'form', explode: false } },
    { in: 'query', format: 'multi', want: { schema: array, style: 'form', explode: true } },
    { in: 'query', format: 'ssv', want: { schema: array, style: 'spaceDelimited', explode: false } },
    { in: 'query', format: 'pipes', want: { schema: array, style: 'pipeDelimited', explode: false } },
    { in: 'query', format: 'tsv', want: { schema: items } },
    { in: 'path', format: 'csv', want: { schema: array } },
    { in: 'path', format: 'pipes', want: { schema: items } },
    { in: 'header', format: undefined, want: { schema: array } },
    { in: 'header', format: 'multi', want: { schema: items } },
  ])('of $in as $format has its style, or becomes one element', ({ in: place, format, want }) => {
    const parameter = { name: 'p', in: place, ...array, ...(format && { collectionFormat: format }) };
    const { at, notices } = withOperation({ parameters: [parameter] });
    expect(at('paths', '/a', 'post', 'parameters', '0')).toEqual({ name: 'p', in: place, ...want });
    expect(notices).toHaveLength('style' in want || want.schema === array ? 0 : 1);
  });
});

describe('the values of an array that has no form in OpenAPI 3', () => {
  const list = { type: 'array', items: { type: 'string' } };
  const inner = { ...list, collectionFormat: 'csv' };
  it.each([
    { given: { in: 'query', ...list, collectionFormat: 'tsv', default: ['a', 'b'] }, usual: 'a', example: undefined },
    { given: { in: 'header', ...list, collectionFormat: 'pipes', 'x-example': ['a', 'b'] }, example: 'a' },
    { given: { in: 'query', type: 'array', items: inner, default: [['a', 'b'], ['c']] }, usual: ['a', 'c'] },
    { given: { in: 'query', type: 'array', items: inner, example: [['a', 'b'], ['c']] }, example: ['a', 'c'] },
    { given: { in: 'query', ...list, default: ['a', 'b'] }, usual: ['a', 'b'] },
    { given: { in: 'header', ...list, collectionFormat: 'pipes', default: [] }, usual: undefined },
  ])('are shortened as it is: $given', ({ given, usual, example }) => {
    const { at } = withOperation({ parameters: [{ name: 'p', ...given }] });
    const found = at('paths', '/a', 'post', 'parameters', '0') as { schema: Members; example?: unknown };
    expect([found.schema['default'], found.example]).toEqual([usual, example]);
  });
});

it('a field and a definition that are named __proto__ stay what they are', () => {
  const parameters = [
    { name: '__proto__', in: 'formData', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
  ];
  const schema = { $ref: '#/definitions/__proto__' };
  const more = JSON.parse('{"definitions":{"__proto__":{"type":"boolean"}}}') as Members;
  const { at } = withOperation({ parameters, responses: { 200: { description: '', schema } } }, more);
  const media = at('paths', '/a', 'post', 'requestBody', 'content', 'application/x-www-form-urlencoded');
  expect(JSON.stringify(media)).toContain('"properties":{"__proto__":{"type":"array"');
  expect(JSON.stringify(media)).toContain('"encoding":{"__proto__":');
  expect(JSON.stringify(at('components', 'schemas'))).toBe('{"__proto__":{"type":"boolean"}}');
});

it.each([
  { format: undefined, want: { a: { style: 'form', explode: false, [JOINED_PART]: true } } },
  { format: 'pipes', want: { a: { style: 'pipeDelimited', explode: false, [JOINED_PART]: true } } },
  { format: 'multi', want: undefined },
])('an array in parts as $format is one part, or one for each element', ({ format, want }) => {
  const field = { name: 'a', in: 'formData', type: 'array', items: { type: 'string' } };
  const parameters = [{ ...field, ...(format && { collectionFormat: format }) }];
  const { at } = withOperation({ parameters, consumes: ['multipart/form-data'] });
  expect(at('paths', '/a', 'post', 'requestBody', 'content', 'multipart/form-data', 'encoding')).toEqual(want);
});

describe('a body', () => {
  const file = { name: 'f', in: 'formData', type: 'file', required: true };
  const text = { name: 't', in: 'formData', type: 'string' };
  const form = ['application/x-www-form-urlencoded', 'multipart/form-data'];
  it.each([
    { what: 'a form', parameters: [text], consumes: form, want: form, notices: 0 },
    { what: 'a form without types', parameters: [text], consumes: [], want: [form[0]], notices: 0 },
    { what: 'a file', parameters: [text, file], consumes: form, want: [form[1]], notices: 0 },
    { what: 'a file as JSON', parameters: [file], consumes: ['application/json'], want: [form[1]], notices: 1 },
    { what: 'a file that is urlencoded', parameters: [file], consumes: [form[0]], want: [form[1]], notices: 1 },
    {
      what: 'a body',
      parameters: [{ name: 'b', in: 'body', schema: {} }],
      consumes: ['text/csv'],
      want: ['text/csv'],
      notices: 0,
    },
    {
      what: 'a body without types',
      parameters: [{ name: 'b', in: 'body', schema: {} }],
      consumes: [],
      want: ['*/*'],
      notices: 0,
    },
    {
      what: 'the last of two',
      parameters: [
        { name: 'a', in: 'body', schema: {} },
        { name: 'b', in: 'body', schema: {} },
      ],
      consumes: ['text/csv'],
      want: ['text/csv'],
      notices: 1,
    },
  ])('has the types of $what', ({ parameters, consumes, want, notices }) => {
    const found = withOperation({ parameters, consumes });
    expect(Object.keys(found.at('paths', '/a', 'post', 'requestBody', 'content') as object)).toEqual(want);
    expect(found.notices).toHaveLength(notices);
  });

  it('of a path goes into its operations, which override it by name', () => {
    const outer = [text, { name: 'u', in: 'formData', type: 'string' }];
    const own = { ...text, type: 'integer' };
    const operation = { responses: {}, parameters: [own] };
    const { at, notices } = upgrade({ paths: { '/a': { parameters: outer, put: operation, get: { responses: {} } } } });
    expect(at('paths', '/a', 'put', 'requestBody', 'content', form[0] ?? '', 'schema')).toEqual({
      type: 'object',
      properties: { u: { type: 'string' }, t: { type: 'integer' } },
    });
    expect(at('paths', '/a', 'get', 'requestBody')).toBeUndefined();
    expect(notices).toEqual([
      'left-out /paths/~1a/parameters/0: the body of the path for GET, which has none',
      'left-out /paths/~1a/parameters/1: the body of the path for GET, which has none',
    ]);
  });
});

describe('a response', () => {
  const schema = { type: 'object' };
  it.each([
    {
      produces: ['text/xml', 'application/json'],
      response: { schema },
      want: { 'text/xml': { schema }, 'application/json': { schema } },
    },
    { produces: undefined, response: { schema }, want: { '*/*': { schema } } },
    { produces: ['text/xml'], response: {}, want: undefined },
    { produces: undefined, response: { examples: { 'text/csv': 'a' } }, want: { 'text/csv': { example: 'a' } } },
    {
      produces: ['application/json; charset=utf-8'],
      response: { schema, examples: { 'application/json': '{"a":1}' } },
      want: { 'application/json; charset=utf-8': { schema, example: { a: 1 } } },
    },
    {
      produces: ['image/png', 'application/json'],
      response: { schema: { type: 'file' } },
      want: { 'image/png': { schema: { type: 'string', format: 'binary' } }, 'application/json': {} },
    },
  ])('has content as $want', ({ produces, response, want }) => {
    const { at } = withOperation({
      ...(produces && { produces }),
      responses: { 200: { description: '', ...response } },
    });
    expect(at('paths', '/a', 'post', 'responses', '200', 'content')).toEqual(want);
  });

  it.each([
    { status: '400', produces: ['image/png'], response: { schema }, want: ['image/png', 'application/json'] },
    { status: 'default', produces: ['application/x-tar'], response: { $ref: '#/responses/E' }, want: undefined },
    { status: '400', produces: ['text/plain'], response: { schema: { type: 'string' } }, want: ['text/plain'] },
    { status: '400', produces: ['application/xml'], response: { schema }, want: ['application/xml'] },
    { status: '400', produces: ['application/*'], response: { schema }, want: ['application/*'] },
    { status: '200', produces: ['image/png'], response: { schema }, want: ['image/png'] },
  ])('of $status with $produces and $response may be JSON where it is an error with members', (one) => {
    const { status, produces, response, want } = one;
    const shared = { responses: { E: { description: '', schema } } };
    const { at, notices } = withOperation({ produces, responses: { [status]: response } }, shared);
    const content = want
      ? at('paths', '/a', 'post', 'responses', status, 'content')
      : at('components', 'responses', 'E application/x-tar, application/json', 'content');
    expect(Object.keys(content as object)).toEqual(want ?? ['application/x-tar', 'application/json']);
    const isSaid = notices.some((notice) => notice.includes('an error with members is no'));
    expect(isSaid).toBe(want === undefined || want.includes('application/json'));
  });

  it('with an example of another type accepts both', () => {
    const response = { description: '', schema, examples: { 'text/csv': 'a' } };
    const { at, notices } = withOperation({ produces: ['text/xml'], responses: { 200: response } });
    expect(Object.keys(at('paths', '/a', 'post', 'responses', '200', 'content') as object)).toEqual([
      'text/xml',
      'text/csv',
    ]);
    expect(notices).toEqual([expect.stringContaining('ambiguous /paths/~1a/post/responses/200/examples/text~1csv')]);
  });
});

it.each([
  {
    root: { host: 'a.example', schemes: ['http', 'https'] },
    want: ['https://a.example', 'http://a.example'],
    notices: 0,
  },
  {
    root: { host: 'a.example:8080', basePath: 'v1/', schemes: ['http'] },
    want: ['http://a.example:8080/v1'],
    notices: 0,
  },
  { root: { host: 'a.example', schemes: undefined }, want: ['https://a.example'], notices: 1 },
  { root: { host: 'a.example', schemes: ['wss'] }, want: ['https://a.example'], notices: 1 },
  { root: { host: 'https://a.example/', basePath: '/v1' }, want: ['https://a.example/v1'], notices: 1 },
  { root: { host: undefined, basePath: '/v1' }, want: ['/v1'], notices: 0 },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as it is written in a real description
  { root: { host: '${host}', basePath: '/v1' }, want: ['/v1'], notices: 1 },
  { root: { host: undefined, basePath: '/' }, want: undefined, notices: 0 },
])('servers are $want', ({ root, want, notices }) => {
  const found = upgrade({ ...root, paths: {} });
  expect(found.at('servers')).toEqual(want?.map((url) => ({ url })));
  expect(found.notices).toHaveLength(notices);
});

it.each([
  { schema: { type: 'string', 'x-nullable': true }, want: { type: 'string', nullable: true } },
  { schema: { type: ['string', 'null'] }, want: { type: 'string', nullable: true } },
  { schema: { type: 'string', enum: [null] }, want: { type: 'string', enum: [null], nullable: true } },
  { schema: { enum: ['a'], 'x-nullable': true }, want: { enum: ['a', null], nullable: true } },
  {
    schema: { $ref: '#/definitions/B', 'x-nullable': true },
    want: { allOf: [{ $ref: '#/components/schemas/B' }], nullable: true },
  },
  { schema: { discriminator: 'kind' }, want: { discriminator: { propertyName: 'kind' } } },
  {
    schema: { properties: { discriminator: { type: 'string' }, $ref: { type: 'string' } } },
    want: { properties: { discriminator: { type: 'string' }, $ref: { type: 'string' } } },
  },
  {
    schema: { example: { $ref: '#/definitions/B', type: 'file' } },
    want: { example: { $ref: '#/definitions/B', type: 'file' } },
  },
  { schema: { $ref: '#/definitions/None' }, want: { $ref: '#/definitions/None' } },
])('the schema $schema becomes $want', ({ schema, want }) => {
  const { at } = upgrade({ paths: {}, definitions: { A: schema, B: {} } });
  const found = at('components', 'schemas', 'A') as Members;
  expect(Object.fromEntries(Object.entries(found).filter(([name]) => name !== 'x-nullable'))).toEqual(want);
});

it('definitions keep their names and their order, whatever refers to them first', () => {
  const A = { properties: { next: { $ref: '#/definitions/C' } } };
  const { at } = upgrade({
    paths: {},
    definitions: { A, B: { $ref: '#/definitions/C' }, C: { items: { $ref: '#/definitions/C' } } },
  });
  expect(at('components', 'schemas')).toEqual({
    A: { properties: { next: { $ref: '#/components/schemas/C' } } },
    B: { $ref: '#/components/schemas/C' },
    C: { items: { $ref: '#/components/schemas/C' } },
  });
});

it('each flow of OAuth 2 has its name in OpenAPI 3', async () => {
  const { openapi } = await loadDescription(EVERYTHING);
  const schemes = valueAt(openapi.value, ['components', 'securitySchemes']) as Record<string, { flows?: object }>;
  const flows = Object.entries(schemes).map(([name, { flows = {} }]) => [name, ...Object.keys(flows)].join(' '));
  expect(flows).toEqual([
    'key',
    'plain',
    'app clientCredentials',
    'code authorizationCode',
    'browser implicit',
    'person password',
  ]);
});

it.each([
  ['/openapi', '/swagger'],
  ['/servers/0/url', '/host/0/url'],
  ['/components/schemas/Crate/properties/note', '/definitions/Crate/properties/note'],
  ['/components/parameters/Limit/schema/minimum', '/parameters/Limit/minimum'],
  ['/components/securitySchemes/app/flows/clientCredentials/tokenUrl', '/securityDefinitions/app/tokenUrl'],
  [
    '/paths/~1crates/get/responses/200/content/application~1json/schema/items',
    '/paths/~1crates/get/responses/200/schema/items',
  ],
  ['/paths/~1crates/post/requestBody/content/application~1json/schema', '/parameters/NewCrate/schema'],
  [
    '/paths/~1crates~1{id}~1photo/post/requestBody/content/multipart~1form-data/schema/properties/tags/type',
    '/paths/~1crates~1{id}~1photo/post/parameters/1/type',
  ],
  [
    '/paths/~1crates/get/responses/200/headers/X-Seen/schema/type',
    '/paths/~1crates/get/responses/200/headers/X-Seen/type',
  ],
])('%s stands at %s of the user’s file', async (pointer, want) => {
  const { openapi } = await loadDescription(EVERYTHING);
  expect(openapi.locate(pointer)).toMatchObject({ file: EVERYTHING, pointer: `#${want}`, line: expect.any(Number) });
});

it('parts in other files are upgraded, and keep their places there', async () => {
  const folder = await folderWith({
    'api.yaml': [
      'swagger: 2.0',
      'info: { title: A, version: "1" }',
      'host: a.example',
      'schemes: [https]',
      'produces: [application/json]',
      'definitions: { $ref: definitions.yaml }',
      'paths:',
      '  /a: { $ref: "paths.yaml#/a" }',
    ].join('\n'),
    'paths.yaml': [
      'a:',
      '  post:',
      '    parameters: [{ $ref: "shared.yaml#/parameters/Body" }, { $ref: "shared.yaml#/parameters/Ids" }]',
      '    responses: { 200: { $ref: "shared.yaml#/responses/Fine" } }',
    ].join('\n'),
    'shared.yaml': [
      'parameters:',
      '  Body: { name: b, in: body, schema: { $ref: "definitions.yaml#/B" } }',
      '  Ids: { name: ids, in: query, type: array, items: { type: string }, collectionFormat: multi }',
      'responses:',
      '  Fine: { description: Fine, schema: { $ref: "definitions.yaml#/B" } }',
    ].join('\n'),
    'definitions.yaml': 'B: { type: object, properties: { c: { type: string, x-nullable: true } } }\n',
  });
  const description = await loadDescription(join(folder, 'api.yaml'));
  const { operations } = toModel(description);
  const [operation] = operations;
  expect(operation?.parameters).toMatchObject([{ name: 'ids', style: 'form', explode: true }]);
  expect(operation?.body?.media).toMatchObject([{ type: '*/*' }]);
  expect(operation?.responses).toMatchObject([{ status: '200', media: [{ type: 'application/json' }] }]);
  const { pointer } = operation?.responses[0] ?? {};
  expect(description.openapi.locate(pointer ?? '')).toMatchObject({
    file: expect.stringContaining('shared.yaml'),
    line: 5,
  });
});

it('a description and its twin in OpenAPI 3.1 give the same collection', async () => {
  const [old, current] = await Promise.all(
    ['incidents', 'incidents-3'].map((name) => compose(`tests/fixtures/swagger-2/${name}.yaml`, {})),
  );
  expect(old?.contract.notices).toEqual([]);
  expect(JSON.stringify(old?.collection)).toBe(JSON.stringify(current?.collection));
});
