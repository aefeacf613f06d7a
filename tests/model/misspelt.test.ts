/** Members that have no effect, where one that is like them would: what they promise is not asserted, and a notice says so. */
import { expect, it } from 'vitest';
import { toApiModel } from '../../src/model/read-model.ts';
import { document } from '../helpers/builders.ts';

const schema = { type: 'object' };
const ok = { 200: { description: 'ok' } };

it.each([
  { what: 'response', operation: { responses: { 200: { description: 'ok', schema } } }, want: 'schema: content' },
  {
    what: 'response',
    operation: { responses: { 200: { description: 'ok', contents: {} } } },
    want: 'contents: content',
  },
  { what: 'response', operation: { responses: { 200: { $reff: '#/x' } } }, want: '$reff: $ref' },
  {
    what: 'header',
    operation: { responses: { 200: { description: 'ok', headers: { X: { type: 'integer' } } } } },
    want: 'type: schema',
  },
  {
    what: 'media type',
    operation: { responses: { 200: { description: 'ok', content: { 'application/json': { schemas: schema } } } } },
    want: 'schemas: schema',
  },
  { what: 'operation', operation: { responses: ok, requestbody: { content: {} } }, want: 'requestbody: requestBody' },
  {
    what: 'parameter',
    operation: { responses: ok, parameters: [{ name: 'q', in: 'query', scheme: { type: 'integer' } }] },
    want: 'scheme: schema',
  },
  {
    what: 'parameter with a keyword beside its schema',
    operation: {
      responses: ok,
      parameters: [{ name: 'q', in: 'query', schema: { type: 'string' }, type: 'string', maxLength: 3 }],
    },
    want: 'maxLength: schema',
  },
  {
    what: 'media type that is written as a schema',
    operation: { responses: { 200: { description: 'ok', content: { 'text/plain': { type: 'string' } } } } },
    want: 'type: schema',
  },
  {
    what: 'operation of Swagger 2.0',
    operation: { responses: ok, produces: ['text/plain'] },
    want: 'produces: content',
  },
  {
    what: 'what is unlike, an extension, or beside the right one',
    operation: { responses: { 200: { description: 'ok', schema, content: {}, 'x-contents': 1, nullable: true } } },
    want: undefined,
  },
])('$what: $want', ({ operation, want }) => {
  const paths = { '/a': { get: operation }, '/b': { get: operation } };
  const { notices } = toApiModel({ document: document({ paths }), locate: () => ({}) });
  const said = notices.flatMap(({ message }) => {
    const [, name, meant] = /^"(.*)" is not read: .*`(.*)`/.exec(message) ?? [];
    return name === undefined ? [] : [`${name}: ${meant}`];
  });
  expect(said).toEqual(want === undefined ? [] : [want, want]);
});

it('members of Swagger 2.0 in a document of OpenAPI 3 have a notice', () => {
  const paths = { '/a': { get: { responses: ok } } };
  const old = { host: 'a.example', basePath: '/v1', definitions: {}, 'x-host': 1, other: 1 };
  const { notices } = toApiModel({ document: document({ paths, ...old }), locate: () => ({}) });
  const said = notices.filter(({ message }) => message.includes('is not read'));
  expect(said.map(({ pointer }) => pointer)).toEqual(['/host', '/basePath', '/definitions']);
});

it('a parameter is sent by the first media type of its content, and the rest has a notice', () => {
  const content = { 'text/plain': { schema }, 'text/csv': {} };
  const parameters = [{ name: 'q', in: 'query', schema, content }];
  const paths = { '/a': { get: { responses: ok, parameters } } };
  const { notices } = toApiModel({ document: document({ paths }), locate: () => ({}) });
  expect(notices.filter(({ message }) => message.startsWith('"q" is sent')).map(({ pointer }) => pointer)).toEqual([
    '/paths/~1a/get/parameters/0/schema',
    '/paths/~1a/get/parameters/0/content',
  ]);
});

it('an encoding of no member, and a server variable that is not in its enum, have a notice', () => {
  const form = { type: 'object', properties: { a: { type: 'string' } } };
  const content = (of: object) => ({
    'multipart/form-data': {
      schema: of,
      encoding: { a: { contentType: 'text/plain' }, ghost: { contentType: 'text/csv' } },
    },
  });
  const post = (of: object) => ({ responses: ok, requestBody: { content: content(of) } });
  const paths = { '/a': { post: post(form) }, '/b': { post: post({ ...form, additionalProperties: true }) } };
  const servers = [{ url: 'https://{region}.example', variables: { region: { enum: ['eu', 'us'], default: 'de' } } }];
  const { notices } = toApiModel({ document: document({ paths, servers }), locate: () => ({}) });
  expect(notices.map(({ pointer }) => pointer)).toEqual([
    '/servers/0/variables/region/default',
    '/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/ghost',
  ]);
});
