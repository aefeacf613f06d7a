/** What arrives at a server: raw URLs and headers, by each style of parameters, since clients encode by themselves, too. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/postman/types.ts';
import type { ClientName } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

const text = { type: 'string' };
const list = { type: 'array', items: text };
const point = { type: 'object', properties: { lat: { type: 'number' }, lon: { type: 'number' } } };
const deep = { type: 'object', properties: { length: text, list, in: { type: 'object', properties: { a: text } } } };
const ODD = "A+B & C=D/50%?#'{{client_secret}}é";

/** `want`: the raw parts of the query, `&` between them; in a path, the segment; in a header, its text. */
const CASES = [
  { name: 'rows', in: 'query', schema: list, example: ['open', 'a,b c'], want: 'rows=open&rows=a,b%20c' },
  { name: 'commas', in: 'query', explode: false, schema: list, example: ['a', 'b,c'], want: 'commas=a,b%2Cc' },
  { name: 'pipes', in: 'query', style: 'pipeDelimited', schema: list, example: ['a', 'b'], want: 'pipes=a%7Cb' },
  { name: 'spaces', in: 'query', style: 'spaceDelimited', schema: list, example: ['a', 'b'], want: 'spaces=a%20b' },
  { name: 'point', in: 'query', schema: point, example: { lat: 1.5, lon: 2 }, want: 'lat=1.5&lon=2' },
  { name: 'flat', in: 'query', explode: false, schema: point, example: { lat: 1, lon: 2 }, want: 'flat=lat,1,lon,2' },
  {
    name: 'deep',
    in: 'query',
    style: 'deepObject',
    schema: deep,
    example: { length: '3', list: ['p', 'q'], in: { a: 'x' } },
    want: 'deep%5Blength%5D=3&deep%5Blist%5D%5B0%5D=p&deep%5Blist%5D%5B1%5D=q&deep%5Bin%5D%5Ba%5D=x',
  },
  { name: 'page[size]', in: 'query', schema: { type: 'integer' }, example: 10, want: 'page%5Bsize%5D=10' },
  { name: '$top', in: 'query', schema: { type: 'integer' }, example: 5, want: '%24top=5' },
  {
    name: 'odd',
    in: 'query',
    schema: text,
    example: ODD,
    want: 'odd=A%2BB%20%26%20C%3DD%2F50%25%3F%23%27%7B%7Bclient_secret%7D%7D%C3%A9',
  },
  {
    name: 'kept',
    in: 'query',
    allowReserved: true,
    schema: text,
    example: '/a?b=c;d#e&f+g',
    want: 'kept=/a?b=c;d%23e%26f%2Bg',
  },
  { name: 'none', in: 'query', schema: text, example: '', want: 'none=' },
  {
    name: 'where',
    in: 'query',
    content: { 'application/json': { schema: { type: 'object' }, example: { a: 1, b: ['x'] } } },
    want: 'where=%7B%22a%22:1,%22b%22:%5B%22x%22%5D%7D',
  },
  { name: 'simple', in: 'path', schema: list, example: ['a', 'b,c'], want: 'a,b%2Cc' },
  { name: 'members', in: 'path', explode: true, schema: point, example: { lat: 1, lon: 2 }, want: 'lat=1,lon=2' },
  { name: 'label', in: 'path', style: 'label', explode: true, schema: list, example: ['a', 'b'], want: '.a.b' },
  {
    name: 'matrix',
    in: 'path',
    style: 'matrix',
    explode: true,
    schema: list,
    example: ['a', 'b'],
    want: ';matrix=a;matrix=b',
  },
  { name: 'semis', in: 'path', style: 'matrix', schema: list, example: ['a', 'b'], want: ';semis=a,b' },
  {
    name: 'text',
    in: 'path',
    schema: text,
    example: 'a/b c;d{{e}}',
    want: 'a%2Fb%20c%3Bd%7B%7Be%7D%7D',
  },
  { name: 'id', in: 'path', schema: text, example: '1', want: '1:cancel' },
  { name: 'X-Ids', in: 'header', schema: list, example: ['1', '2'], want: '1,2' },
  { name: 'X-Point', in: 'header', explode: true, schema: point, example: { lat: 1, lon: 2 }, want: 'lat=1,lon=2' },
  { name: 'X-Where', in: 'header', content: { 'application/json': { example: { a: 1 } } }, want: '{"a":1}' },
  { name: 'c', in: 'cookie', explode: false, schema: list, example: ['1', '2'], want: 'c=1,2' },
  { name: 'crumbs', in: 'cookie', schema: list, example: ['1', '2;'], want: 'crumbs=1; crumbs=2%3B' },
  { name: 'plain', in: 'cookie', style: 'cookie', schema: text, example: 'a/b=%3B', want: 'plain=a/b=%3B' },
  { name: 'plains', in: 'cookie', style: 'cookie', schema: list, example: ['1', '2%'], want: 'plains=1; plains=2%' },
  {
    name: 'pair',
    in: 'cookie',
    style: 'cookie',
    explode: false,
    schema: point,
    example: { lat: 1, lon: 2 },
    want: 'pair=lat,1,lon,2',
  },
] as const;

interface Case {
  readonly name: string;
  readonly in: string;
  readonly example?: unknown;
  readonly want: string;
  readonly schema?: unknown;
  readonly content?: { readonly 'application/json': { readonly example: unknown } };
}

const INTRODUCTION = `# Parameters on the wire

What an HTTP server received, as raw text, when Newman and the Postman CLI sent a generated request. Where nothing is written, the style is OpenAPI's
default for the place. [tests/postman/wire.clients.test.ts](../tests/postman/wire.clients.test.ts) sends these parameters, and writes this page.
`;

const inPlace = (place: string) => CASES.filter((one) => one.in === place);
const segments = inPlace('path').map(({ name }) => (name === 'id' ? '{id}:cancel' : `{${name}}`));

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';
const few = { ...list, maxItems: 2 };
const only = (...values: string[]) => ({ ...list, maxItems: 1, items: { type: 'string', enum: values } });
const map = { type: 'object', additionalProperties: false, properties: { k: text } };

/** A member `a` of a form, by these styles. */
const FORMS = [
  { type: FORM, style: 'form', schema: { ...few, example: ['x,y', 'z'] }, want: 'a=x%2Cy,z' },
  { type: FORM, style: 'form', schema: { ...few, maxItems: 1, example: ['x,y'] }, want: 'a=x%2Cy' },
  { type: FORM, style: 'form', schema: { ...map, example: { k: 'x,&y' } }, want: 'a=k,x%2C%26y' },
  { type: FORM, style: 'form', schema: { ...few, example: ['x', 'z'] }, want: 'a=x%2Cz' },
  { type: FORM, style: 'pipeDelimited', schema: { ...few, example: ['x|y', 'z'] }, want: 'a=text' },
  { type: FORM, style: 'pipeDelimited', schema: only('x|y'), want: 'a=x%7Cy' },
  { type: FORM, style: 'spaceDelimited', schema: only('x y', 'z'), want: 'a=z' },
  { type: PARTS, style: 'form', schema: { ...few, example: ['x,y', 'z'] }, want: '\r\n\r\ntext\r\n' },
  { type: PARTS, style: 'form', schema: only('x,y'), want: '\r\n\r\nx,y\r\n' },
  { type: PARTS, style: 'pipeDelimited', schema: only('x|y'), want: '\r\n\r\nx|y\r\n' },
].map((form, index) => ({ ...form, path: `/form-${index}` }));

const toForm = ({ type, style, schema }: (typeof FORMS)[number]) => {
  const encoding = { a: { style, explode: false } };
  const content = { [type]: { schema: { type: 'object', required: ['a'], properties: { a: schema } }, encoding } };
  return { post: { requestBody: { required: true, content }, responses: { 204: {}, 400: {} } } };
};

/** Required forms of which no member has a name. */
const UNNAMED = [
  { path: '/unnamed-parts', type: PARTS, want: /^--.*\r\nContent-Disposition: form-data; name="member1"/ },
  { path: '/unnamed', type: FORM, want: /^member1=text$/ },
];

const toUnnamed = ({ type }: (typeof UNNAMED)[number]) => {
  const requestBody = {
    required: true,
    content: { [type]: { schema: { type: 'object', additionalProperties: text } } },
  };
  return { post: { requestBody, responses: { 204: {} } } };
};

const ODD_NAMES = ['a"b', 'c\nd', 'é 日', 'e\\f'];
const named = {
  type: 'object',
  required: ODD_NAMES,
  additionalProperties: false,
  properties: Object.fromEntries(ODD_NAMES.map((name) => [name, text])),
};

const found = { type: 'object', required: ['a'], properties: { a: { type: 'integer', example: 7 } } };
const find = {
  operationId: 'find',
  requestBody: { required: true, content: { 'application/json': { schema: found } } },
  responses: { 204: { description: 'Fine' }, 400: { description: 'No' } },
};

/** In these, nothing tells values apart. */
const APART = [
  { name: 'X-A', in: 'header', schema: only('a, b') },
  { name: 'X-O', in: 'header', schema: { ...map, required: ['k'], properties: { k: { const: 'c,d' } } } },
  { name: 'X-E', in: 'header', explode: true, schema: { ...map, properties: { k: { const: 'c,d=e' } } } },
  { name: 'l', in: 'path', style: 'label', explode: true, schema: only('x.y') },
  { name: 'p', in: 'query', style: 'pipeDelimited', explode: false, schema: only('x|y') },
  { name: 's', in: 'query', style: 'spaceDelimited', explode: false, schema: only('x y') },
  { name: 'c', in: 'cookie', style: 'cookie', explode: false, schema: only('x,y') },
  { name: 'm', in: 'path', style: 'matrix', explode: true, schema: { type: 'object' }, example: { 'a=b': 'c;d=e' } },
];

const required = (parameter: object) => ({ ...parameter, required: true });
const all = CASES.map((one) => required({ ...one, want: undefined }));
const description = {
  openapi: '3.2.0',
  info: { title: 'Styles', version: '1' },
  servers: [{ url: 'https://api.example.com/v1' }],
};

/** What reference servers read, too. */
const READ = {
  ...description,
  paths: {
    '/find': { get: find },
    '/parts': { post: { requestBody: { content: { [PARTS]: { schema: named } } }, responses: { 204: {} } } },
    ...Object.fromEntries(FORMS.map((form) => [form.path, toForm(form)])),
    '/apart/{l}/{m}': { get: { parameters: APART.map(required), responses: { 204: { description: 'Fine' } } } },
  },
};

const SENT = {
  ...description,
  paths: {
    ...READ.paths,
    ...Object.fromEntries(UNNAMED.map((form) => [form.path, toUnnamed(form)])),
    [`/all/${segments.join('/')}`]: { get: { parameters: all, responses: { 204: { description: 'Fine' } } } },
  },
};

interface Arrived {
  readonly path: readonly string[];
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What arrives of the operations of a collection: the first request to each path. */
async function arrivedFrom(collection: Collection, client: ClientName): Promise<readonly Arrived[]> {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    arrived.push({ path: path.split('/'), query, headers: request.headers, body: await textOf(request) });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const variables = { base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
    const operations = { ...collection, item: collection.item.filter(({ name }) => name === 'Operations') };
    const options = { collection: operations, client, variables, secrets: [], isolated: false };
    for await (const _ of run({ ...options, writes: 'all' }));
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return arrived;
}

/** One row for each case, with what a client sent for it. */
function toTable(): string {
  const code = (text: string) => `\`\` ${text.replaceAll('|', '\\|')} \`\``;
  const rows = CASES.map(({ name, in: place, example, want, ...how }: Case) => {
    const styles = Object.entries(how).flatMap(([key, value]) =>
      key === 'schema' ? [] : [key === 'content' ? 'content' : `${key}: ${value}`],
    );
    const value = example ?? how.content?.['application/json'].example;
    return `| ${[place, name, styles.join(', '), code(JSON.stringify(value)), code(want)].join(' | ')} |`;
  });
  return [
    INTRODUCTION,
    '| in | name | written as | example | on the wire |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

it('the table in the documentation is that of these cases', async () => {
  await expect(toTable()).toMatchFileSnapshot('../../docs/wire-parameters.md');
});

describe.each(CLIENTS)('in %s', (client) => {
  let all: readonly Arrived[];
  let arrived: Arrived;
  const arrivedAt = (path: string): Arrived => {
    const one = all.find((each) => each.path[2] === path.split('/')[1]);
    if (!one) throw new Error(`nothing arrived at ${path}`);
    return one;
  };

  beforeAll(async () => {
    all = await arrivedFrom((await suiteOf(SENT)).collection, client);
    arrived = arrivedAt('/all');
  });

  it('a body of GET arrives where it is required', () => {
    expect(arrivedAt('/find').body).toBe('{\n  "a": 7\n}');
  });

  it('the names of parts arrive as browsers write them', () => {
    const names = [...arrivedAt('/parts').body.matchAll(/; name="(.*)"\r/g)].map(([, name]) => name);
    expect(names).toEqual(['a%22b', 'c%0D%0Ad', 'é 日', 'e\\f']);
  });

  it.each(UNNAMED)('a required form of $type without a named member arrives with one', ({ path, type, want }) => {
    const { headers, body } = arrivedAt(path);
    expect(headers['content-type']).toMatch(type);
    expect(body).toMatch(want);
  });

  it.each(FORMS)('$want arrives for $schema by $style in $type', ({ path, type, want }) => {
    const { headers, body } = arrivedAt(path);
    expect(headers['content-type']).toMatch(type);
    expect(type === FORM ? body : `${/\r\n\r\n.*\r\n/s.exec(body)?.[0]}`).toContain(want);
  });

  it('reference servers read these forms and parts, want no body of GET, and read parameters in which nothing tells values apart', async () => {
    expect(brokenIn(await tried(await suiteOf(READ), { client }))).toEqual([]);
  });

  it.each(inPlace('query'))('the query has $want', ({ want }) => {
    expect(`&${arrived.query}&`).toContain(`&${want}&`);
  });

  it.each(inPlace('path'))('a segment is $want', ({ want }) => {
    expect(arrived.path).toContain(want);
  });

  it.each(inPlace('header'))('$name is $want', ({ name, want }) => {
    expect(arrived.headers[name.toLowerCase()]).toBe(want);
  });

  it.each(inPlace('cookie'))('Cookie has $want', ({ want }) => {
    expect(`; ${arrived.headers['cookie']};`).toContain(`; ${want};`);
  });
});
