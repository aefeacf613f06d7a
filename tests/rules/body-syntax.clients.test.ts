/** Bodies that are not JSON: our server is right about each, and an error page in its place is not. */
import { beforeAll, describe, expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';

const line = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
const event = {
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'string' }, event: { enum: ['added'] } },
};
const bytes = { type: 'string', format: 'binary' };

/** The type, its schema, and a body that is wrong by little: mostly, by its schema alone. */
const TYPES: readonly (readonly [type: string, schema: object, wrong?: string])[] = [
  ['application/xml', { type: 'object', properties: { a: { type: 'integer' } } }],
  ['application/x-ndjson', line, '{"a":1}\n{"a":"x"}\n'],
  ['application/jsonl', { type: 'array', items: line }, '{"a":1}\n{"b":1}\n'],
  ['application/stream+json', line, '{"a":1}\n{"a":"x"}\n'],
  ['application/json-seq', line, '\x1e{"a":1}\n\x1e{}\n'],
  // OpenAPI 3.2: the schema of each line.
  ['application/ndjson', { itemSchema: line }, '{"a":1}\n{"a":"x"}\n'],
  ['text/event-stream', { itemSchema: event }, 'id: 1\ndata: a\n\nevent: x\ndata: a\n\n'],
  ['application/pdf', bytes],
  ['image/png', bytes],
  ['image/jpeg', bytes],
  ['image/gif', bytes],
  ['application/zip', bytes, 'PKnot'],
];
const UNJUDGED = ['text/csv', 'text/plain', 'application/octet-stream'];

const get = (type: string, schema: object) => {
  const media = 'itemSchema' in schema ? schema : { schema };
  return { get: { operationId: type, responses: { 200: { description: '', content: { [type]: media } } } } };
};
const suite = suiteOf({
  openapi: '3.2.0',
  info: { title: 'Syntax', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: Object.fromEntries([
    ...TYPES.map(([type, schema]) => [`/${type}`, get(type, schema)]),
    ...UNJUDGED.map((type) => [`/${type}`, get(type, { type: 'string' })]),
  ]),
});

const XML = [
  { what: 'a name of other letters', bytes: Buffer.from('<\u540d/>') },
  { what: 'a byte order mark', bytes: Buffer.from('\ufeff<a>\u00e9</a>\n') },
  { what: 'UTF-16', bytes: Buffer.from('\ufeff<?xml version="1.0"?>\n<\u540d/>\n', 'utf16le') },
].map((one, index) => ({ ...one, path: `/xml-${index}` }));

/** JSON of which nothing else is described: the ways to say so. */
const ANYTHING = [
  { schema: {} },
  { schema: { $ref: '#/components/schemas/Any' } },
  { schema: { allOf: [{ $ref: '#/components/schemas/Any' }, { anyOf: [{ type: 'string' }, {}] }] } },
  {},
];
const JSON_BODIES = [
  { body: 'null', broken: false },
  { body: '"text"', broken: false },
  { body: '', broken: false },
  { body: '{', broken: true },
  { body: 'an error page', broken: true },
].map((one, index) => ({ ...one, paths: ANYTHING.map((_, media) => `/json-${index}-${media}`) }));

const answered = (type: string, media: object) => ({
  get: { responses: { 200: { description: '', content: { [type]: media } } } },
});

/** An operation for each body, so that one run has them all. */
const bodies = suiteOf({
  openapi: '3.1.0',
  info: { title: 'Bodies', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: Object.fromEntries([
    ...XML.map(({ path }) => [
      path,
      answered('application/xml', { schema: { type: 'object', properties: { a: { type: 'integer' } } } }),
    ]),
    ...JSON_BODIES.flatMap(({ paths }) =>
      ANYTHING.map((media, index) => [paths[index], answered('application/json', media)]),
    ),
  ]),
  components: { schemas: { Any: true } },
});

/** The body that the path of a request names. */
async function answeringByPath({ url }: Request): Promise<Response> {
  const { pathname } = new URL(url);
  const xml = XML.find(({ path }) => path === pathname);
  if (xml) return new Response(xml.bytes, { headers: { 'Content-Type': 'application/xml' } });
  const json = JSON_BODIES.find(({ paths }) => paths.includes(pathname));
  return new Response(json?.body, { headers: { 'Content-Type': 'application/json' } });
}

const answering = (bodyOf: (type: string) => string | undefined) => async (request: Request) => {
  const type = new URL(request.url).pathname.slice(1);
  const body = bodyOf(type);
  return body === undefined ? (await suite).fetch(request) : new Response(body, { headers: { 'Content-Type': type } });
};

const failing = (type: string) => `GET /${type}: The body has the syntax of its media type`;

describe.each(CLIENTS)('in %s', (client) => {
  it('our server has the syntax of each type', async () => {
    const verdict = await tried(await suite, { client });
    expect(brokenIn(verdict)).toEqual([]);
    expect(notJudgedIn(verdict)).toEqual([]);
  }, 300_000);

  it('an error page is no body of any type with a syntax', async () => {
    const verdict = await tried(await suite, { client, fetch: answering(() => 'an error page') });
    expect(brokenIn(verdict)).toEqual(TYPES.map(([type]) => failing(type)));
  }, 300_000);

  it('each line and event is held to its schema', async () => {
    const wrong = new Map(TYPES.map(([type, , body]) => [type, body]));
    const verdict = await tried(await suite, { client, fetch: answering((type) => wrong.get(type)) });
    const held = TYPES.filter(([, , body]) => body !== undefined);
    expect(brokenIn(verdict)).toEqual(held.map(([type]) => failing(type)));
  }, 300_000);

  describe('each by itself', () => {
    let broken: readonly string[];

    beforeAll(async () => {
      broken = brokenIn(await tried(await bodies, { client, fetch: answeringByPath }));
    });

    it.each(XML)('XML with $what has the syntax of XML', ({ path }) => {
      expect(broken.filter((line) => line.startsWith(`GET ${path}: `))).toEqual([]);
    });

    it.each(JSON_BODIES)('$body where JSON is described without a schema: broken is $broken', ({ paths, ...one }) => {
      const lines = paths.map((path) => `GET ${path}: The body is JSON`);
      expect(broken.filter((line) => paths.some((path) => line.startsWith(`GET ${path}: `)))).toEqual(
        one.broken ? lines : [],
      );
    });

    it('and nothing else is broken', () => {
      expect(broken.filter((line) => !/^GET \/(xml|json)-/.test(line))).toEqual([]);
    });
  });
});
