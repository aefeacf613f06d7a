/** Correct answers at the edges of JSON Schema, HTTP and RFC 3339, one operation each: green in both clients. */
import { expect, it } from 'vitest';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

const BOTH = ['newman', 'postman'] as const;

interface Corner {
  readonly schema?: object;
  readonly body: string;
  readonly type?: string;
  /** The schemas of headers, and their values. */
  readonly headers?: Readonly<Record<string, readonly [object, string]>>;
}

const time = { type: 'string', format: 'date-time' };
const text = { type: 'string' };
const number = { type: 'number' };
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const of = (format: string) => ({ type: 'string', format });

const CORNERS: Readonly<Record<string, Corner>> = {
  leap: { schema: object({ a: time }), body: '{"a":"1998-12-31t23:59:60z"}' },
  zones: {
    schema: object({ a: time, b: time }),
    body: '{"a":"2020-01-01T00:00:00-00:00","b":"2020-01-01T00:00:00.123456789+23:59"}',
  },
  times: {
    schema: object({ a: of('date'), b: of('time'), c: of('duration') }),
    body: '{"a":"2000-02-29","b":"23:59:60Z","c":"P1Y2M3DT4H5M6S"}',
  },
  numbers: {
    schema: object({
      a: { type: 'integer' },
      b: { ...number, multipleOf: 0.01 },
      c: { type: 'integer', format: 'int64' },
    }),
    body: '{"a":1.0,"b":19.99,"c":-9223372036854775808,"d":-0.0e-10,"e":9007199254740993}',
  },
  large: { schema: object({ a: number, b: { type: 'integer' } }), body: '{"a":1e308,"b":1e3}' },
  texts: {
    schema: object({ a: { ...text, maxLength: 2 }, b: { ...text, pattern: '^\\p{L}+$' }, c: text }),
    body: '{"a":"\\ud83d\\ude00\\ud83d\\ude00","b":"\\u00e9\\u4e2d","c":"\\u0000\\ud800"}',
  },
  names: { schema: object({}, { additionalProperties: { type: 'integer' } }), body: '{"__proto__":1,"constructor":2}' },
  nothing: { schema: { type: ['object', 'null'] }, body: 'null' },
  nothings: {
    schema: { type: 'array', items: object({}, { type: ['object', 'null'], required: ['a'] }) },
    body: '[null]',
  },
  enums: {
    schema: object({ a: { enum: [null] }, b: { enum: [1, '1', true, null, [], {}] } }),
    body: '{"a":null,"b":[]}',
  },
  scalar: { schema: text, body: '"x"' },
  spaces: { schema: { type: 'array' }, body: ' \r\n\t[ ] \n' },
  upper: { schema: object({}), body: '{}', type: 'APPLICATION/JSON; CHARSET=UTF-8' },
  profile: { schema: object({}), body: '{}', type: 'application/json;profile="a;b,c"; v=1' },
  unique: { schema: { type: 'array', uniqueItems: true }, body: '[1,"1",true,[1],{"a":1},{"a":2}]' },
  formats: {
    schema: object({
      a: of('uri'),
      b: of('uri-reference'),
      c: of('email'),
      d: of('hostname'),
      e: of('ipv6'),
      f: of('uuid'),
    }),
    body: '{"a":"urn:isbn:1","b":"?a#b","c":"a+b@[127.0.0.1]","d":"xn--bcher-kva.example","e":"::ffff:1.2.3.4","f":"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"}',
  },
  recursive: { schema: { $ref: '#/components/schemas/Node' }, body: '{"next":{"next":null,"kids":[{"next":null}]}}' },
  twice: { schema: object({ a: {} }), body: '{"a":1,"a":2}' },
  none: { body: '' },
  // By OpenAPI 3.0, bytes of any kind.
  file: { schema: { type: 'string', format: 'binary' }, body: '{"a":1}' },
  headers: {
    schema: object({}),
    body: '{}',
    headers: {
      'X-List': [{ schema: { type: 'array', items: { enum: ['a', 'b'] } } }, 'a , b'],
      'X-Empty': [{ schema: { type: 'array', items: { type: 'integer' } } }, ''],
      'X-Int': [{ schema: { type: 'integer' } }, '005'],
      'X-None': [{ schema: { type: ['integer', 'null'] } }, ''],
      'X-Large': [{ schema: number }, '1.5e+21'],
      'X-Object': [{ explode: true, schema: object({ a: { type: 'integer' } }, { required: ['a'] }) }, 'a=1,b=2'],
      'X-Json': [{ content: { 'application/json': { schema: object({}, { required: ['a'] }) } } }, '{"a":1}'],
    },
  },
};

const toOperation = (name: string, { schema, headers = {} }: Corner) => ({
  operationId: name,
  responses: {
    200: {
      description: name,
      headers: Object.fromEntries(
        Object.entries(headers).map(([header, [described]]) => [header, { required: true, ...described }]),
      ),
      ...(schema && { content: { 'application/json': { schema } } }),
    },
  },
});

const id = { name: 'id', in: 'path', required: true, schema: text, example: 'ü/1 %' };
const refusing = { 404: { description: 'None' } };
const PATHS = {
  ...Object.fromEntries(
    Object.entries(CORNERS).map(([name, corner]) => [`/${name}`, { get: toOperation(name, corner) }]),
  ),
  // Every word is one, and 404 is documented.
  '/{id}': {
    parameters: [id],
    get: { operationId: 'word', responses: { 200: { description: 'A word' }, ...refusing } },
  },
  '/{id}:archive': {
    parameters: [id],
    post: { operationId: 'archive', responses: { 204: { description: 'Done' }, ...refusing } },
  },
  '/old/all': {
    get: {
      operationId: 'old',
      deprecated: true,
      responses: { 200: { description: 'All' }, 410: { description: 'Gone' } },
    },
  },
  '/find/it': {
    get: {
      operationId: 'find',
      requestBody: {
        required: true,
        content: { 'application/json': { schema: object({ q: text }, { required: ['q'] }) } },
      },
      responses: { 200: { description: 'It' }, 400: { description: 'No' } },
    },
  },
};

const Node = object(
  {
    next: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] },
    kids: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
  },
  { required: ['next'] },
);
const suite = suiteOf({
  openapi: '3.1.0',
  info: { title: 'Corners', version: '1' },
  servers: [{ url: 'https://corners.example' }],
  paths: PATHS,
  components: { schemas: { Node } },
});

async function answer({ url, method }: Request): Promise<Response> {
  const name = new URL(url).pathname.slice(1);
  const corner = method === 'GET' && Object.hasOwn(CORNERS, name) ? CORNERS[name] : undefined;
  if (name === 'old/all') return new Response(null, { status: 410 });
  if (method === 'POST') return new Response(null, { status: 204 });
  if (!corner) return new Response(null, { status: method === 'GET' ? 200 : 405 });
  const { schema, body, type = 'application/json', headers = {} } = corner;
  const values = Object.entries(headers).map(([header, [, value]]): [string, string] => [header, value]);
  return new Response(body, { headers: [...(schema ? [['content-type', type] as [string, string]] : []), ...values] });
}

it.each(BOTH)(
  'are right in %s',
  async (client) => {
    expect(brokenIn(await tried(await suite, { client, fetch: answer }))).toEqual([]);
  },
  300_000,
);

it.each(BOTH)(
  'and so is the reference server in %s',
  async (client) => {
    expect(brokenIn(await tried(await suite, { client }))).toEqual([]);
  },
  300_000,
);
