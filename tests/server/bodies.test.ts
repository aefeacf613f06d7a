/** Which bodies the reference server accepts: those of the described media types, in their syntax, that match their schema. */
import { describe, expect, it } from 'vitest';
import { createReferenceServer } from '../../src/server/server.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const TEXT = { type: 'string' };
const object = {
  type: 'object',
  required: ['n'],
  additionalProperties: false,
  properties: {
    n: { type: 'integer' },
    id: { ...TEXT, readOnly: true },
    tags: { type: 'array', items: { type: 'integer' } },
    csv: { type: 'array', items: TEXT },
    deep: { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false },
    data: { type: 'object', properties: { a: { type: 'integer' } } },
    text: { ...TEXT, const: 'a b' },
    free: { type: 'object', properties: { x: { type: 'integer' }, y: { type: 'integer' } } },
    file: { ...TEXT, format: 'binary' },
  },
};
const encoding = {
  deep: { style: 'deepObject', explode: true },
  csv: { explode: false },
  free: { style: 'form' },
  file: { contentType: 'image/*' },
};
const xml = {
  type: 'object',
  xml: { name: 'pet' },
  required: ['id'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    list: { type: 'array', xml: { wrapped: true }, items: { type: 'integer', xml: { name: 'one' } } },
  },
};

const BYTES = { ...TEXT, format: 'binary' };
const FILED = '; filename="a.bin"\r\nContent-Type: application/octet-stream';
const TUPLE = { type: 'array', prefixItems: [{ type: 'integer' }, TEXT], minItems: 2 };
const MAP = { type: 'object', additionalProperties: { type: 'integer' } };

/** By `nodeType` of OpenAPI 3.2. */
const NODES = {
  type: 'object',
  required: ['t'],
  properties: {
    t: { type: 'string', maxLength: 2, xml: { nodeType: 'text' } },
    c: { type: 'string', const: '<c>', xml: { nodeType: 'cdata' } },
    list: { type: 'array', items: { type: 'integer', xml: { name: 'i' } }, xml: { nodeType: 'element' } },
  },
};
const named = { allOf: [{ type: 'integer' }, { xml: { name: 'Tag' } }] };
/** A name that stands beside a reference, which OpenAPI 3.0 does not allow. An array without elements is not written. */
const composed = {
  type: 'object',
  required: ['Tags', 'Others'],
  additionalProperties: false,
  properties: {
    Tags: { allOf: [{ type: 'array', items: named, xml: { wrapped: false } }, { description: 'Tags' }] },
    Others: { type: 'array', items: { type: 'string' } },
  },
};

const row = {
  type: 'array',
  minItems: 1,
  xml: { name: 'row', wrapped: true },
  items: { type: 'integer', xml: { name: 'i' } },
};
const rows = { type: 'array', items: row };

/** What is `null` has no element, and no attribute. */
const empty = {
  type: 'object',
  required: ['at', 'of'],
  additionalProperties: false,
  properties: { at: { type: 'string', nullable: true, xml: { attribute: true } }, of: { enum: [null] } },
};

async function statusOf(content: object, type: string | undefined, body: string, more: object = {}): Promise<number> {
  const responses = { 204: { description: '' }, 400: { description: '' }, ...more };
  const model = toModel(withPath('/a', { post: { requestBody: { required: true, content }, responses } }));
  const init = {
    method: 'POST',
    body: new TextEncoder().encode(body),
    headers: type === undefined ? {} : { 'Content-Type': type },
  };
  return (await createReferenceServer(model, {}).fetch(new Request(`${model.baseUrl}/a`, init))).status;
}

describe('a form', () => {
  it.each([
    { body: 'n=1&tags=1&tags=2&csv=a,b&deep[a]=1&data=%7B%22a%22%3A1%7D', want: 204 },
    { body: 'n=one', want: 400 },
    { body: 'tags=1', want: 400 },
    { body: 'n=1&tags=x', want: 400 },
    { body: 'n=1&deep[b]=1', want: 400 },
    { body: 'n=1&deep[a]=x', want: 400 },
    { body: 'n=1&data=x', want: 400 },
    { body: 'n=1&n=2', want: 400 },
    { body: 'n=1&other=1', want: 400 },
    { body: 'n=1&id=1', want: 400 },
    // Read as parameters of these styles are.
    { body: 'n=1&csv=a%2Cb&deep%5Ba%5D=1&text=a+b', want: 204 },
    { body: 'n=1&deep[a]=1&deep[a]=2', want: 400 },
    { body: 'n=1&deep[a][b]=1', want: 400 },
    { body: 'n=1&deep=1', want: 400 },
    { body: 'n=1&csv=a&csv=b', want: 400 },
    { body: 'n=1&x=1&y=2', want: 204 },
    { body: 'n=1&x=one', want: 400 },
    { body: '{"n":1}', want: 400 },
  ])('of $body gets $want', async ({ body, want }) => {
    const type = 'application/x-www-form-urlencoded';
    expect(await statusOf({ [type]: { schema: object, encoding } }, type, body)).toBe(want);
  });
});

describe('a form in parts', () => {
  const part = (name: string, text: string, more = '') =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`;
  const n = part('n', '1');
  it.each([
    { what: 'numbers', parts: [n, part('tags', '1'), part('tags', '2')], want: 204 },
    {
      what: 'JSON with its type',
      parts: [n, part('data', '{"a":1}', '\r\nContent-Type: application/json')],
      want: 204,
    },
    {
      what: 'no JSON under its type',
      parts: [n, part('data', 'nope', '\r\nContent-Type: application/json')],
      want: 400,
    },
    { what: 'JSON without its type', parts: [n, part('data', '{"a":1}')], want: 400 },
    { what: 'a file', parts: [n, part('file', 'x', '; filename="a.png"\r\nContent-Type: image/png')], want: 204 },
    {
      what: 'a file of another type',
      parts: [n, part('file', 'x', '; filename="a.txt"\r\nContent-Type: text/plain')],
      want: 400,
    },
    { what: 'a text for a file', parts: [n, part('file', 'x', '\r\nContent-Type: image/png')], want: 400 },
    { what: 'a member in rows', parts: [n, part('deep[a]', '1')], want: 204 },
    { what: 'another type in rows', parts: [n, part('deep[a]', 'x')], want: 400 },
    { what: 'too little', parts: [part('tags', '1')], want: 400 },
    { what: 'nothing that is a part', parts: [], want: 400 },
  ])('with $what gets $want', async ({ parts, want }) => {
    const content = {
      'multipart/form-data': { schema: object, encoding: { file: encoding.file, deep: encoding.deep } },
    };
    expect(await statusOf(content, 'multipart/form-data; boundary=b', `${parts.join('')}--b--\r\n`)).toBe(want);
  });
});

it.each([
  { schema: { anyOf: [BYTES, { type: 'array', items: BYTES }] }, more: FILED, want: 204 },
  { schema: { anyOf: [BYTES, { type: 'array', items: BYTES }] }, more: '', want: 400 },
  { schema: { oneOf: [BYTES, { ...TEXT, format: 'uri' }] }, more: FILED, want: 204 },
  { schema: { oneOf: [{ type: 'object' }, { ...TEXT, maxLength: 1 }] }, more: '', want: 204 },
  { schema: { type: 'object' }, more: '', want: 400 },
])('a part with $more of $schema gets $want', async ({ schema, more, want }) => {
  const body = `--b\r\nContent-Disposition: form-data; name="a"${more}\r\n\r\n1\r\n--b--\r\n`;
  const content = { 'multipart/form-data': { schema: { type: 'object', properties: { a: schema } } } };
  expect(await statusOf(content, 'multipart/form-data; boundary=b', body)).toBe(want);
});

it.each([
  { name: 'a"b', sent: 'a%22b' },
  { name: 'a\nb', sent: 'a%0D%0Ab' },
  { name: 'a%22b', sent: 'a%22b' },
  { name: 'é\\日', sent: 'é\\日' },
])('a part named $name is found by $sent', async ({ name, sent }) => {
  const schema = { type: 'object', additionalProperties: false, required: [name], properties: { [name]: {} } };
  const body = `--b\r\nContent-Disposition: form-data; name="${sent}"\r\n\r\n1\r\n--b--\r\n`;
  const content = { 'multipart/form-data': { schema } };
  expect(await statusOf(content, 'multipart/form-data; boundary=b', body)).toBe(204);
});

describe('a body', () => {
  const json = { 'application/json': { schema: object } };
  it.each([
    {
      content: { 'text/xml': { schema: xml } },
      type: 'text/xml',
      body: '<pet id="1"><list><one>1</one></list></pet>',
      want: 204,
    },
    {
      content: { 'text/xml': { schema: xml } },
      type: 'text/xml',
      body: '<pet id="1"><list><two>1</two></list><x/></pet>',
      want: 400,
    },
    { content: { 'text/xml': { schema: xml } }, type: 'text/xml', body: '<pet id="x"/>', want: 400 },
    // Its names are those of its author.
    {
      content: { 'text/xml': { schema: xml, example: '<Animal no="1"/>' } },
      type: 'text/xml',
      body: '<Animal no="1"/>',
      want: 204,
    },
    {
      content: { 'text/xml': { schema: composed } },
      type: 'text/xml',
      body: '<root><Tag>1</Tag><Tag>2</Tag></root>',
      want: 204,
    },
    { content: { 'text/xml': { schema: composed } }, type: 'text/xml', body: '<root/>', want: 204 },
    { content: { 'text/xml': { schema: empty } }, type: 'text/xml', body: '<root/>', want: 204 },
    { content: { 'image/png': { schema: { ...TEXT, format: 'byte' } } }, type: 'image/png', body: '%PNG', want: 204 },
    {
      content: { 'image/png': { schema: { allOf: [{ ...TEXT, format: 'byte' }] } } },
      type: 'image/png',
      body: '%PNG',
      want: 204,
    },
    { content: { 'text/xml': { schema: composed } }, type: 'text/xml', body: '<root><Tag>x</Tag></root>', want: 400 },
    { content: { 'text/xml': { schema: xml } }, type: 'text/xml', body: '<cat id="1"/>', want: 400 },
    {
      content: { 'text/xml': { schema: rows } },
      type: 'text/xml',
      body: '<root><row><i>1</i></row></root>',
      want: 204,
    },
    {
      content: { 'text/xml': { schema: rows } },
      type: 'text/xml',
      body: '<root><row><i>x</i></row></root>',
      want: 400,
    },
    { content: { 'text/xml': { schema: rows } }, type: 'text/xml', body: '<root><row>1</row></root>', want: 400 },
    { content: { 'text/xml': { schema: xml } }, type: 'text/xml', body: '{"id":1}', want: 400 },
    {
      content: { 'application/x-ndjson': { schema: object } },
      type: 'application/x-ndjson',
      body: '{"n":1}\n{"n":2}\n',
      want: 204,
    },
    {
      content: { 'application/x-ndjson': { schema: object } },
      type: 'application/x-ndjson',
      body: '{"n":1}\n{"n":"2"}\n',
      want: 400,
    },
    { content: { 'application/yaml': { schema: object } }, type: 'application/yaml', body: 'n: 1', want: 204 },
    { content: { 'application/yaml': { schema: object } }, type: 'application/yaml', body: 'n: x', want: 400 },
    { content: { 'text/plain': { schema: { ...TEXT, enum: ['a'] } } }, type: 'text/plain', body: 'a', want: 204 },
    { content: { 'text/plain': { schema: { ...TEXT, enum: ['a'] } } }, type: 'text/plain', body: 'b', want: 400 },
    { content: { 'image/*': { schema: { ...TEXT, format: 'binary' } } }, type: 'image/png', body: 'x', want: 204 },
    { content: { 'image/*': { schema: { ...TEXT, format: 'binary' } } }, type: 'text/plain', body: 'x', want: 400 },
    { content: json, type: 'application/json; charset=utf-8', body: '{"n":1}', want: 204 },
    { content: json, type: 'text/plain', body: '{"n":1}', want: 400 },
    { content: json, type: undefined, body: '{"n":1}', want: 400 },
    { content: json, type: 'application/json', body: '{"n":1,"id":"1"}', want: 400 },
  ])('of $type, $body, gets $want', async ({ content, type, body, want }) => {
    expect(await statusOf(content, type, body)).toBe(want);
  });

  it.each([
    // Typed readings of texts that only a pattern, all other members, or a place describe.
    { schema: { type: 'object', additionalProperties: { type: 'integer' } }, body: 'x=1', want: 204 },
    { schema: { type: 'object', additionalProperties: { type: 'integer' } }, body: 'x=y', want: 400 },
    {
      schema: { type: 'object', patternProperties: { '^x': { type: 'boolean' } }, additionalProperties: false },
      body: 'x1=true',
      want: 204,
    },
    { schema: { type: 'object', required: ['p'], properties: { p: TUPLE } }, body: 'p=1&p=z', want: 204 },
    { schema: { type: 'object', required: ['p'], properties: { p: TUPLE } }, body: 'p=z&p=1', want: 400 },
    { schema: { type: 'object', required: ['o'], properties: { o: MAP } }, body: 'k=1&l=2', want: 204 },
    { schema: { type: 'object', required: ['o'], properties: { o: MAP } }, body: 'k=z', want: 400 },
    // What has no pair.
    { schema: { type: 'object' }, body: '', want: 204 },
    { schema: { type: 'object', required: ['o'], properties: { o: MAP } }, body: '', want: 204 },
    { schema: { type: 'object', required: ['l'], properties: { l: { type: 'array' } } }, body: '', want: 204 },
    {
      schema: { type: 'object', required: ['l'], properties: { l: { type: 'array', minItems: 1 } } },
      body: '',
      want: 400,
    },
    { schema: { type: 'object', required: ['l'], properties: { l: TEXT } }, body: '', want: 400 },
    // A text is the content as it stands.
    { schema: TEXT, body: 'a=1&b=2', want: 204 },
    { schema: { ...TEXT, maxLength: 3 }, body: 'a=1&b=2', want: 400 },
  ])('of a form, $body, gets $want', async ({ schema, body, want }) => {
    const type = 'application/x-www-form-urlencoded';
    const content = { [type]: { schema, encoding: { o: { style: 'form', explode: true } } } };
    expect(await statusOf(content, type, body)).toBe(want);
  });

  it.each([
    {
      schema: { type: 'object', properties: { a: { ...TEXT, xml: { prefix: 'p', namespace: 'urn:p' } } } },
      body: '<p:a xmlns:p="urn:p">v</p:a>',
      want: 204,
    },
    {
      schema: { type: 'object', required: ['a'], properties: { a: { ...TEXT, xml: { prefix: 'p' } } } },
      body: '<a>v</a>',
      want: 400,
    },
    { schema: NODES, body: 't1<list><i>1</i></list><![CDATA[<c>]]>', want: 204 },
    { schema: NODES, body: '<t>t1</t>', want: 400 },
    { schema: NODES, body: 't1<i>1</i>', want: 400 },
    { schema: { type: 'object', additionalProperties: { type: 'integer' } }, body: '<x>1</x>', want: 204 },
    { schema: { type: 'object', additionalProperties: { type: 'integer' } }, body: '<x>y</x>', want: 400 },
    { schema: { type: 'object', required: ['p'], properties: { p: TUPLE } }, body: '<p>1</p><p>z</p>', want: 204 },
    { schema: { type: 'object', required: ['p'], properties: { p: TUPLE } }, body: '<p>z</p><p>1</p>', want: 400 },
    {
      schema: { type: 'object', properties: { p: { oneOf: [{ ...TEXT, maxLength: 1 }, MAP] } } },
      body: '<p>t</p>',
      want: 204,
    },
    {
      schema: { type: 'object', properties: { p: { oneOf: [{ ...TEXT, maxLength: 1 }, MAP] } } },
      body: '<p>text</p>',
      want: 400,
    },
  ])('of XML, $body, gets $want', async ({ schema, body, want }) => {
    expect(
      await statusOf(
        { 'text/xml': { schema: { xml: { name: 'root' }, additionalProperties: false, ...schema } } },
        'text/xml',
        `<root>${body}</root>`,
      ),
    ).toBe(want);
  });

  it.each([
    { own: { xml: { name: 'animal' } }, root: 'animal', want: 204 },
    { own: { xml: { name: 'animal' } }, root: 'cat', want: 400 },
    { own: { xml: { name: 'a' } }, root: 'p:a', want: 204 },
    { own: { xml: { name: 'a' } }, root: 'q_r:a', want: 204 },
  ])('of XML with alternatives, the root $root gets $want', async ({ own, root, want }) => {
    const cat = { type: 'object', properties: { a: TEXT }, xml: { name: 'cat', prefix: 'p', namespace: 'urn:p' } };
    const dog = { type: 'object', properties: { a: TEXT }, xml: { prefix: 'q r', namespace: 'urn:q' } };
    const names = root.includes(':') ? ` xmlns:${root.split(':')[0]}="urn:x"` : '';
    const content = { 'text/xml': { schema: { ...own, anyOf: [cat, dog] } } };
    expect(await statusOf(content, 'text/xml', `<${root}${names}><a>b</a></${root}>`)).toBe(want);
  });

  it.each([
    { type: 'application/yaml', body: '{a: 1}', want: 204 },
    { type: 'application/x-ndjson', body: '{"a":1}\n', want: 204 },
    { type: 'multipart/form-data; boundary=b', body: '', want: 400 },
  ])('of $type with a schema of text gets $want', async ({ type, body, want }) => {
    expect(await statusOf({ [type]: { schema: TEXT } }, type, body)).toBe(want);
  });

  it.each([
    { described: 'multipart/form-data', type: undefined, want: 400 },
    { described: 'multipart/form-data', type: 'multipart/form-data; boundary=b', want: 400 },
    { described: 'application/x-www-form-urlencoded', type: undefined, want: 400 },
    { described: 'application/x-www-form-urlencoded', type: 'text/plain', want: 400 },
    { described: 'application/x-www-form-urlencoded', type: 'application/x-www-form-urlencoded', want: 204 },
    { described: 'text/plain', type: undefined, want: 400 },
    { described: 'text/plain', type: 'text/plain', want: 204 },
  ])('of $described that is required, nothing of the type $type gets $want', async ({ described, type, want }) => {
    expect(await statusOf({ [described]: {} }, type, '')).toBe(want);
  });

  it('of another type gets the documented 415', async () => {
    expect(await statusOf(json, 'text/plain', 'x', { 415: { description: '' } })).toBe(415);
  });
});
