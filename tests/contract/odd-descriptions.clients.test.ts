/** Descriptions that say what HTTP or their own schemas do not allow: the suite is green on a correct server, and sends what is right. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../src/core/notices.ts';
import { CLIENTS, IS_FAST } from '../helpers/clients.ts';
import { brokenIn, notKeptIn, type Suite, suiteOf, tried } from '../helpers/suite.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object, more: object = {}) => ({ content: { 'application/json': { schema, ...more } } });
const answers = (status: number, response: object = {}) => ({ [status]: { description: 'An answer', ...response } });
const get = (operationId: string, response: object) => ({ get: { operationId, responses: answers(200, response) } });

const ANY_TYPE = { content: { 'application/json': {} } };
const OBJECT = json({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } });
const TEXT = { required: true, schema: { type: 'string' } };

const entity = {
  type: 'object',
  required: ['id', '@type'],
  properties: { id: { type: 'string' }, '@type': { type: 'string' } },
};

const description = {
  openapi: '3.0.3',
  info: { title: 'Odd', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    '/no-schema': { ...get('noSchema', ANY_TYPE), post: { operationId: 'accept', responses: answers(202, ANY_TYPE) } },
    '/empty-schema': get('emptySchema', json({})),
    '/none/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' }, example: 1 }],
      head: {
        operationId: 'look',
        responses: answers(200, { ...OBJECT, headers: { 'Content-Length': { ...TEXT }, 'X-V': { ...TEXT } } }),
      },
      options: { operationId: 'methods', responses: answers(204, { headers: { Allow: { ...TEXT } } }) },
      put: { operationId: 'put', requestBody: OBJECT, responses: answers(204, OBJECT) },
      patch: { operationId: 'patch', requestBody: OBJECT, responses: answers(205, OBJECT) },
      delete: {
        operationId: 'remove',
        responses: answers(204, { content: { '*/*': { schema: { type: 'object' } } } }),
      },
      trace: {
        operationId: 'trace',
        responses: answers(200, { content: { 'message/http': { schema: { type: 'string' } } } }),
      },
    },
    '/ticket': get(
      'ticket',
      json({ properties: { party: ref('Party') } }, { example: { party: { id: '9', '@type': 'Person' } } }),
    ),
    '/reports': {
      post: {
        operationId: 'report',
        parameters: [
          {
            name: 'from',
            in: 'query',
            required: true,
            schema: { type: 'string', format: 'date' },
            example: '2022-01-31',
          },
        ],
        requestBody: { ...json(ref('Report')), required: true },
        responses: answers(201, json(ref('Report'))),
      },
    },
    '/things/{name}': get('thing', json(ref('Thing'))),
    '/repos': {
      get: {
        operationId: 'repos',
        responses: answers(200, {
          ...json({ type: 'array', items: ref('Repo') }),
          links: {
            repo: { operationId: 'repo', parameters: { slug: '$response.body#/slug' } },
            gone: { operationId: 'gone' },
          },
        }),
      },
    },
    '/repos/{slug}': {
      get: {
        operationId: 'repo',
        parameters: [{ name: 'slug', in: 'path', required: true, schema: { type: 'string' } }],
        responses: answers(200, json(ref('Repo'))),
      },
    },
  },
  components: {
    schemas: {
      Entity: entity,
      Person: { allOf: [ref('Entity')] },
      Company: { allOf: [ref('Entity'), { type: 'object', properties: { size: { type: 'integer' } } }] },
      Party: { oneOf: [ref('Person'), ref('Company')], discriminator: { propertyName: '@type' } },
      Report: {
        type: 'object',
        required: ['end', 'spec'],
        properties: {
          end: { type: 'string', format: 'date', example: '2022-01-31' },
          version: { type: 'string', example: 1.1 },
          country: { type: 'string', enum: ['NO', 'SE'], example: 'NO' },
          spec: { allOf: [ref('Spec')], default: {} },
        },
      },
      Spec: { type: 'object', required: ['group'], properties: { group: { type: 'string', default: '' } } },
      Thing: {
        type: 'object',
        required: ['key', 'size', 'kind'],
        properties: {
          key: { type: 'string', pattern: '^[0-9a-f-]{36}$', maxLength: 32 },
          size: {
            oneOf: [
              { type: 'integer', title: 'Width' },
              { type: 'integer', title: 'Height' },
            ],
          },
          kind: { type: 'string', enum: [1, 2] },
        },
      },
      Repo: { type: 'object', properties: { slug: { type: 'string' } } },
    },
  },
};

let suite: Suite;
beforeAll(async () => {
  suite = await suiteOf(description);
});

it.each(CLIENTS)('holds on its reference server, and nothing is left unjudged, in %s', async (client) => {
  const verdict = await tried(suite, { client });
  expect([...brokenIn(verdict), ...notKeptIn(verdict)]).toEqual([]);
});

const wordsOf = ({ kind, pointer }: Notice) => `${kind} ${pointer}`;

it('names each place once', () => {
  expect(suite.contract.notices.map(wordsOf).sort()).toEqual([
    'ambiguous /components/schemas/Party/oneOf',
    'ambiguous /components/schemas/Thing/properties/key/pattern',
    'ambiguous /components/schemas/Thing/properties/kind/enum',
    'ambiguous /components/schemas/Thing/properties/size/oneOf',
    'invalid-example /components/schemas/Report/properties/spec/default',
    'invalid-example /components/schemas/Report/properties/version/example',
    'note /paths/~1none~1{id}/delete/responses/204/content',
    'note /paths/~1none~1{id}/head/responses/200/content',
    'note /paths/~1none~1{id}/head/responses/200/headers/Content-Length',
    'note /paths/~1none~1{id}/patch/responses/205/content',
    'note /paths/~1none~1{id}/put/responses/204/content',
    'note /paths/~1repos/get/responses/200/links/gone',
    'note /paths/~1repos/get/responses/200/links/repo/parameters/slug',
    'note /paths/~1things~1{name}/get',
  ]);
});

it('sends the valid examples, and samples in place of the others', () => {
  const bodies = suite.contract.groups.flatMap(({ entries }) => entries.map(({ request }) => request.body?.value));
  expect(bodies).toContainEqual({ end: '2022-01-31', version: 'text', country: 'NO', spec: { group: '' } });
});

it('has a reference server that names the methods of a path', async () => {
  const { headers } = await suite.fetch(new Request('https://api.example.com/none/1', { method: 'OPTIONS' }));
  expect(headers.get('Allow')).toBe('PUT, DELETE, OPTIONS, HEAD, PATCH, TRACE');
});

describe.runIf(IS_FAST)('and a server that is wrong is caught', () => {
  const answering =
    (part: string, body: unknown, init: ResponseInit = {}) =>
    async (request: Request) =>
      request.url.includes(part)
        ? new Response(JSON.stringify(body), { ...init, headers: { 'Content-Type': 'application/json' } })
        : suite.fetch(request);

  it.each([
    { what: 'a party that no alternative accepts', body: { party: { id: 9, '@type': 'Person' } }, isBroken: true },
    {
      what: 'a party that two accept and none of which it names',
      body: { party: { id: '9', '@type': 'Dog' } },
      isBroken: true,
    },
    { what: 'a party that its name accepts', body: { party: { id: '9', '@type': 'Company' } }, isBroken: false },
  ])('$what: $isBroken', async ({ body, isBroken }) => {
    const verdict = await tried(suite, { fetch: answering('/ticket', body), only: '/ticket' });
    expect(brokenIn(verdict)).toEqual(isBroken ? ['GET /ticket: The body satisfies its schema'] : []);
  });

  const key = '0'.repeat(36);
  it.each([
    { what: 'the value that the pattern describes', body: { key, size: 1, kind: 1 }, isBroken: false },
    { what: 'a listed number as the text that its type states', body: { key, size: 1, kind: '2' }, isBroken: false },
    { what: 'what neither of two equal alternatives accepts', body: { key, size: 'x', kind: 1 }, isBroken: true },
    { what: 'a number that is not listed', body: { key, size: 1, kind: 3 }, isBroken: true },
  ])('of a schema that contradicts itself, $what: $isBroken', async ({ body, isBroken }) => {
    const verdict = await tried(suite, { fetch: answering('/things', body), only: '/things' });
    expect(brokenIn(verdict)).toEqual(isBroken ? ['GET /things/{name}: The body satisfies its schema'] : []);
  });
});
