/** The bodies that a client really sends, as bytes, for each kind of media type. */
import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { sampleFile } from '../../src/core/sample-files.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { suiteOf, tried } from '../helpers/suite.ts';

interface Sent {
  readonly type: string;
  readonly bytes: Buffer;
}

const TEXT = { type: 'string' };
const BYTES = { type: 'string', format: 'binary' };

const put = (content: object) => ({
  put: { requestBody: { required: true, content }, responses: { 204: { description: '' } } },
});

const description = {
  openapi: '3.0.3',
  info: { title: 'Bodies', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    '/form': put({
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          properties: {
            name: { ...TEXT, example: 'A & B = 50% + ü' },
            tags: { type: 'array', items: TEXT, example: ['a', 'b'] },
            csv: { type: 'array', items: TEXT, example: ['a', 'b'] },
            metadata: { type: 'object', example: { order: '6', list: ['x'] } },
            address: { type: 'object', example: { line: '1 St' } },
            page: { type: 'object', example: { size: 5 } },
            none: { ...TEXT, example: '' },
            active: { type: 'boolean', example: false },
            count: { type: 'integer', example: 0 },
          },
        },
        encoding: {
          metadata: { style: 'deepObject', explode: true },
          csv: { style: 'form', explode: false },
          page: { style: 'form' },
        },
      },
    }),
    '/parts': put({
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['image'],
          properties: {
            image: BYTES,
            docs: { type: 'array', items: BYTES },
            meta: { type: 'object', example: { sku: '{{A1}}' } },
            tags: { type: 'array', items: TEXT, example: ['a', 'b'] },
            note: { ...TEXT, example: 'hello' },
          },
        },
        encoding: { image: { contentType: 'image/png, image/jpeg' } },
      },
    }),
    '/image': put({ 'image/*': { schema: BYTES } }),
    '/blob': put({ 'application/octet-stream': { schema: BYTES } }),
    '/xml': put({
      'application/xml': {
        schema: {
          type: 'object',
          xml: { name: 'pet' },
          properties: {
            id: { type: 'integer', example: 0, xml: { attribute: true } },
            tags: {
              type: 'array',
              xml: { wrapped: true },
              items: { ...TEXT, xml: { name: 'tag' } },
              example: ['a<b', '{{x}}'],
            },
          },
        },
      },
    }),
    '/section': put({ 'text/xml': { schema: TEXT, example: '<a b="{{x}}"><![CDATA[{{{x}}} <b>]]></a>' } }),
    '/lines': put({
      'application/x-ndjson': {
        schema: { type: 'array', items: { type: 'object' } },
        example: [{ a: 1 }, { a: null }],
      },
    }),
    '/text': put({ 'text/plain; charset=utf-8': { schema: TEXT, example: 'hello ü' } }),
    '/csv': put({ 'text/csv': { schema: TEXT, example: 'a,b\n1,2\n' } }),
  },
};

const INTRODUCTION = `# Bodies on the wire

What an HTTP server received when Newman and the Postman CLI sent a generated request: first the description of the body, then the body. A binary
file is named and not shown. In a form, clients may write a space as \`+\` or \`%20\`; here it is \`+\`, and each \`&\` begins a line.
[tests/e2e/bodies.clients.test.ts](../tests/e2e/bodies.clients.test.ts) sends these bodies, and writes this page.
`;

/** All that arrived, as a page: without what differs between two runs or clients, which are the boundary and the space of a form. */
function toPage(sent: ReadonlyMap<string, Sent>): string {
  const parts = Object.entries(description.paths).map(([path, { put: operation }]) => {
    const { type, bytes } = sent.get(path) as Sent;
    const [mediaType] = Object.values(operation.requestBody.content);
    const [bare, boundary = ''] = type.split(/; ?boundary=/);
    const isForm = bare === 'application/x-www-form-urlencoded';
    const picture = Buffer.from(sampleFile('image/png').bytes).toString('latin1');
    const text = bytes.toString('latin1').replaceAll(picture, `(a PNG of ${picture.length} bytes)`);
    const named = boundary === '' ? text : text.replaceAll(boundary.replaceAll('"', ''), 'boundary');
    const shown = (
      isForm ? named.replaceAll('%20', '+').replaceAll('&', '\n&') : Buffer.from(named, 'latin1').toString()
    )
      .replaceAll('\r\n', '\n')
      .replace(/content-(disposition|type)/gi, (name) => name.toLowerCase());
    const described = stringify(mediaType, { aliasDuplicateObjects: false }).trim();
    return [`## ${bare}`, '', '```yaml', described, '```', '', '```', shown.trimEnd(), '```', ''].join('\n');
  });
  return [INTRODUCTION, ...parts].join('\n');
}

describe.each(CLIENTS)('%s sends', (client) => {
  const sent = new Map<string, Sent>();

  beforeAll(async () => {
    const suite = await suiteOf(description);
    await tried(suite, {
      client,
      fetch: async (request) => {
        const bytes = Buffer.from(await request.arrayBuffer());
        sent.set(new URL(request.url).pathname, { type: request.headers.get('content-type') ?? '', bytes });
        return new Response(null, { status: 204 });
      },
    });
  }, 300_000);

  it('what the documentation shows', async () => {
    await expect(toPage(sent)).toMatchFileSnapshot('../../docs/wire-bodies.md');
  });

  it('a form with a pair for each element', () => {
    const { type, bytes } = sent.get('/form') as Sent;
    expect(type).toBe('application/x-www-form-urlencoded');
    expect(bytes.toString().replaceAll('%20', '+').split('&')).toEqual([
      'name=A+%26+B+%3D+50%25+%2B+%C3%BC',
      'tags=a',
      'tags=b',
      'csv=a%2Cb',
      'metadata%5Border%5D=6',
      'metadata%5Blist%5D%5B0%5D=x',
      'address=%7B%22line%22%3A%221+St%22%7D',
      'size=5',
      'none=',
      'active=false',
      'count=0',
    ]);
  });

  it('a form in parts, each with its type, and files', () => {
    const { type, bytes } = sent.get('/parts') as Sent;
    const [, boundary = ''] = /^multipart\/form-data; ?boundary="?([^"]+)"?$/.exec(type) ?? [];
    const parts = bytes
      .toString('latin1')
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => part.trim().split('\r\n\r\n'));
    const heads = parts.map(([head = '']) => head.replaceAll('\r\n', '; ').toLowerCase());
    expect(heads).toEqual([
      'content-disposition: form-data; name="image"; filename="sample.png"; content-type: image/png',
      'content-disposition: form-data; name="docs"; filename="sample.bin"; content-type: application/octet-stream',
      'content-disposition: form-data; name="meta"; content-type: application/json',
      'content-disposition: form-data; name="tags"',
      'content-disposition: form-data; name="tags"',
      'content-disposition: form-data; name="note"',
    ]);
    expect(parts[0]?.slice(1).join('\r\n\r\n')).toBe(Buffer.from(sampleFile('image/png').bytes).toString('latin1'));
    expect(JSON.parse(parts[2]?.[1] ?? '')).toEqual({ sku: '{{A1}}' });
    expect(parts.slice(3).map(([, value]) => value)).toEqual(['a', 'b', 'hello']);
  });

  it.each([
    { path: '/image', type: 'image/png', want: sampleFile('image/png').bytes },
    { path: '/blob', type: 'application/octet-stream', want: sampleFile('application/octet-stream').bytes },
    {
      path: '/xml',
      type: 'application/xml',
      want: '<?xml version="1.0" encoding="UTF-8"?>\n<pet id="0"><tags><tag>a&lt;b</tag><tag>&#123;&#123;x}}</tag></tags></pet>\n',
    },
    {
      path: '/section',
      type: 'text/xml',
      want: '<a b="&#123;&#123;x}}"><![CDATA[{]]><![CDATA[{]]><![CDATA[{x}}} <b>]]></a>',
    },
    { path: '/lines', type: 'application/x-ndjson', want: '{"a":1}\n{"a":null}\n' },
    { path: '/text', type: 'text/plain; charset=utf-8', want: 'hello ü' },
    { path: '/csv', type: 'text/csv', want: 'a,b\n1,2\n' },
  ])('$type as it is', ({ path, type, want }) => {
    expect(sent.get(path)?.type).toBe(type);
    expect(sent.get(path)?.bytes).toEqual(Buffer.from(want as string));
  });
});
