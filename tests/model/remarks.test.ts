/** What a description says for its readers besides the descriptions of operations: it stands in the collection. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toModel as toModelOf } from '../../src/compose/to-model.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import type { Response } from '../../src/model/types.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { folderWith } from '../helpers/folder.ts';

const docs = { url: 'https://docs.example', description: 'The manual' };

async function collectionOf(more: Members) {
  return toCollection(await toContract(toModel(document(more)), [], async () => undefined));
}

it('a request has what is said of its path, of its body, and in documents', async () => {
  const requestBody = { description: 'The order to place.', ...json({ type: 'object' }) };
  const responses = { 200: { description: '' } };
  const post = operation({ description: 'Places an order.', requestBody, externalDocs: docs, responses });
  const paths = {
    '/a': { summary: 'Orders', description: 'All about orders.', post, get: operation({ responses }) },
    '/b': { get: operation({ description: 'As it is.', responses }) },
  };
  const requests = requestsIn(await collectionOf({ paths }));
  const of = (method: string, path: string) =>
    requests.find(({ request }) => request.method === method && request.url.raw.endsWith(path))?.request.description;
  expect(of('POST', '/a')).toBe(
    'Places an order.\n\nOrders\n\nAll about orders.\n\nBody: The order to place.\n\nThe manual: https://docs.example',
  );
  expect(of('GET', '/a')).toBe('Orders\n\nAll about orders.');
  expect(of('GET', '/b')).toBe('As it is.');
});

it('a collection has the terms, whom to ask, the license and documents', async () => {
  const info = {
    title: 'Orders',
    version: '1',
    summary: 'All orders',
    termsOfService: 'https://terms.example',
    contact: { name: 'Ann', email: 'ann@orders.example' },
    license: { name: 'MIT', identifier: 'MIT' },
  };
  const paths = { '/a': { get: operation({ responses: { 200: { description: '' } } }) } };
  const { description } = (await collectionOf({ info, externalDocs: { url: 'https://docs.example' }, paths })).info;
  expect(description).toContain(
    'All orders\n\nTerms of service: https://terms.example\n\nContact: Ann, ann@orders.example\n\nLicense: MIT, MIT\n\nMore: https://docs.example',
  );
  const odd = { title: 'Orders', version: '1', contact: 7, license: [], termsOfService: '' };
  expect((await collectionOf({ info: odd, paths })).info.description).not.toMatch(/Contact|License|Terms/);
});

it('a requirement may name its scheme by its place', () => {
  const components = { securitySchemes: { 'a/b': { type: 'http', scheme: 'basic' } } };
  const get = operation({
    security: [{ '#/components/securitySchemes/a~1b': [] }],
    responses: { 200: { description: '' } },
  });
  const [found] = toModel(document({ paths: { '/a': { get } }, components })).operations;
  expect(found?.security.map(({ needs }) => needs.map(({ scheme }) => scheme.name))).toEqual([['a/b']]);
});

/** A document whose references have texts of their own: to parts of itself, or of another file. */
function described(openapi: string, file = ''): Members {
  const texts = { description: 'Own', summary: 'Own summary' };
  const to = (place: string) => ({ $ref: `${file}#/components/${place}`, ...texts });
  const media = { schema: { type: 'string' }, examples: { e: to('examples/E') } };
  const get = operation({
    parameters: [to('parameters/P')],
    requestBody: to('requestBodies/B'),
    responses: { 200: to('responses/R'), 201: { description: '', content: { 'text/plain': media } } },
  });
  return document({ openapi, paths: { '/a': { put: get }, '/b': to('pathItems/I') } });
}

const COMPONENTS = {
  parameters: {
    P: { $ref: '#/components/parameters/Q', description: 'Of an alias' },
    Q: { name: 'q', in: 'query', description: 'Shared', schema: { type: 'string' } },
  },
  requestBodies: { B: { description: 'Shared', content: { 'text/plain': {} } } },
  responses: {
    R: {
      description: 'Shared',
      headers: { H: { $ref: '#/components/headers/H', description: 'Own' } },
      links: { l: { $ref: '#/components/links/L', description: 'Own' } },
      content: { 'application/json': { schema: { type: 'object', properties: { q: { type: 'string' } } } } },
    },
  },
  headers: { H: { schema: { type: 'string' } } },
  links: { L: { operationId: 'get /b', parameters: { q: '$response.body#/q' }, description: 'Shared' } },
  examples: { E: { summary: 'Shared', value: 'e' } },
  pathItems: {
    I: {
      description: 'Shared',
      get: operation({
        operationId: 'get /b',
        parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
        responses: { 200: { description: '' } },
      }),
    },
  },
};

const textsOf = ({ description, headers, media }: Response) => ({
  description,
  headers: headers.map((header) => header.description),
  summaries: media.flatMap(({ examples }) => examples.map(({ summary }) => summary)),
});

describe.each([
  { openapi: '3.0.4', want: 'Shared' },
  { openapi: '3.1.0', want: 'Own' },
  { openapi: '3.2.0', want: 'Own' },
])('the description beside a reference of OpenAPI $openapi', ({ openapi, want }) => {
  it.each(['one file', 'several files'])('stands for that of its target, or has no effect, in %s', async (files) => {
    const isOne = files === 'one file';
    const folder = await folderWith({
      'a.json': JSON.stringify({
        ...described(openapi, isOne ? '' : 'b.json'),
        ...(isOne && { components: COMPONENTS }),
      }),
      'b.json': JSON.stringify({ components: COMPONENTS }),
    });
    const { operations } = toModelOf(await loadDescription(join(folder, 'a.json')));
    const [put, get] = operations.map((one) => ({ ...one, responses: one.responses.map(textsOf) }));
    const own = want === 'Own' ? { header: 'Own', summary: 'Own summary' } : { header: '', summary: 'Shared' };
    expect(put).toMatchObject({
      parameters: [{ description: want }],
      remarks: [`Body: ${want}`],
      responses: [{ description: want, headers: [own.header] }, { summaries: [own.summary] }],
      links: [{ description: want }],
    });
    // A Path Item Object has its own members beside its reference in every version.
    expect(get?.remarks).toEqual(want === 'Own' ? ['Own summary', 'Own'] : ['Shared', 'Own summary', 'Own']);
  });
});

it.each([
  { what: 'a map', paths: { '/a': { get: operation({ responses: { $ref: '#/x-shared', description: 'All' } }) } } },
  {
    what: 'no text',
    paths: { '/a': { get: operation({ responses: { 200: { $ref: '#/x-shared/200', description: [] } } }) } },
  },
])('beside a reference, a description that is of $what has no effect', ({ paths }) => {
  const shared = { 200: { description: 'Shared' } };
  const [found] = toModel(document({ openapi: '3.1.0', paths, 'x-shared': shared })).operations;
  expect(found?.responses.map(({ status, description }) => [status, description])).toEqual([['200', 'Shared']]);
});

it.each([
  { url: '/token', tokenUrl: 'https://a.example/token' },
  { url: 'https://id.example/token', tokenUrl: 'https://id.example/token' },
  { url: 'token', server: 'https://a.example/v1/', tokenUrl: 'https://a.example/v1/token' },
  {
    url: 'token',
    tokenUrl: 'https://a.example/v1/token',
    note: /^"token" is taken for a URL below that of the server/,
  },
  {
    scope: 'admin',
    tokenUrl: 'https://a.example/token',
    note: /^"S" does not list "admin" among the scopes of its flow/,
  },
])('a token URL $url is $tokenUrl, and a remark says what is doubtful: $note', (row) => {
  const { url = '/token', server = 'https://a.example/v1', scope = 'read', tokenUrl, note } = row;
  const flows = { clientCredentials: { tokenUrl: url, scopes: { read: '' } } };
  const model = toModel(
    document({
      servers: [{ url: server }],
      paths: { '/a': { get: operation({ security: [{ S: [scope] }] }) } },
      components: { securitySchemes: { S: { type: 'oauth2', flows } } },
    }),
  );
  expect(model.securitySchemes).toMatchObject([{ tokenUrl }]);
  const remarks = model.notices.filter(({ pointer }) => /S/.test(pointer)).map(({ message }) => message);
  expect(remarks).toEqual(note ? [expect.stringMatching(note)] : []);
});
