import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { contentText } from '../../src/schema/content-text.ts';
import { schemasIn } from '../../src/schema/node.ts';
import { hasFlatLists, renamedIn, toXmlName } from '../../src/schema/xml.ts';

const document = {
  components: {
    schemas: {
      Pet: {
        type: 'object',
        xml: { namespace: 'https://example.com/pet', prefix: 'p' },
        properties: {
          id: { type: 'integer', xml: { attribute: true } },
          name: { type: 'string', xml: { name: 'title' } },
          tags: {
            type: 'array',
            xml: { name: 'labels', wrapped: true },
            items: { type: 'string', xml: { name: 'label' } },
          },
          urls: { type: 'array', xml: { name: 'ignored' }, items: { type: 'string' } },
          boxed: { type: 'array', xml: { wrapped: true }, items: { type: 'integer' } },
        },
      },
    },
  },
};
const schemas = schemasIn(document, 'openapi-3.0');
const PET = { schema: { $ref: '#/components/schemas/Pet' }, pointer: '/x' };
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

describe('an XML document', () => {
  it.each<{ value: Json; want: string }>([
    {
      value: { id: 1, name: 'A & <B>' },
      want: '<p:Pet xmlns:p="https://example.com/pet" id="1"><title>A &amp; &lt;B&gt;</title></p:Pet>',
    },
    // A parser reads a line break in an attribute as a space, and a carriage return as a line break.
    {
      value: { id: 'a\n\tb', name: 'a\r' },
      want: '<p:Pet xmlns:p="https://example.com/pet" id="a&#10;&#9;b"><title>a&#13;</title></p:Pet>',
    },
    {
      value: { tags: ['a', 'b'] },
      want: '<p:Pet xmlns:p="https://example.com/pet"><labels><label>a</label><label>b</label></labels></p:Pet>',
    },
    {
      value: { urls: ['a', 'b'] },
      want: '<p:Pet xmlns:p="https://example.com/pet"><urls>a</urls><urls>b</urls></p:Pet>',
    },
    {
      value: { boxed: [1], name: null },
      want: '<p:Pet xmlns:p="https://example.com/pet"><boxed><boxed>1</boxed></boxed></p:Pet>',
    },
  ])('of $value', ({ value, want }) => {
    expect(contentText('application/xml', value, PET, schemas)).toBe(`${HEAD}${want}\n`);
  });

  it('as an example has it', () => {
    expect(contentText('text/xml', '<a/>', PET, schemas)).toBe('<a/>');
  });

  it('of a list whose items have a name', () => {
    const list = {
      schema: { type: 'array', xml: { name: 'pets' }, items: { type: 'string', xml: { name: 'pet' } } },
      pointer: '',
    };
    expect(contentText('application/soap+xml', ['a'], list, schemas)).toBe(`${HEAD}<pets><pet>a</pet></pets>\n`);
  });
});

it.each([
  {
    what: 'a wrapped list in a list',
    wrapped: true,
    value: [[1, 2], [3]],
    want: '<row><i>1</i><i>2</i></row><row><i>3</i></row>',
  },
  { what: 'a list in a list', wrapped: false, value: [[1, 2], [3]], want: '<i>1</i><i>2</i><i>3</i>' },
])('XML of $what', ({ wrapped, value, want }) => {
  const row = { type: 'array', xml: { name: 'row', wrapped }, items: { type: 'integer', xml: { name: 'i' } } };
  const list = { schema: { type: 'array', items: row }, pointer: '' };
  expect(contentText('application/xml', value, list, schemas)).toBe(`${HEAD}<root>${want}</root>\n`);
  expect(hasFlatLists(value, list, schemas)).toBe(!wrapped);
});

it('XML of a list whose elements have names by their place', () => {
  const names = ['a', 'b'].map((name) => ({ xml: { name } }));
  const pair = { schema: { prefixItems: names, items: { xml: { name: 'more' } } }, pointer: '' };
  const text = contentText('application/xml', [1, 2, 3, 4], pair, schemasIn({}, 'json-schema-2020-12'));
  expect(text).toBe(`${HEAD}<root><a>1</a><b>2</b><more>3</more><more>4</more></root>\n`);
});

it.each<{ value: Json; want: string }>([
  { value: { data: 'a\nb', id: '1', more: 2 }, want: 'id: 1\ndata: a\ndata: b\n\n' },
  {
    value: [
      { event: 'x', data: { a: 1 } },
      { data: '', retry: 9 },
    ],
    want: 'event: x\ndata: {"a":1}\n\nretry: 9\ndata: \n\n',
  },
  { value: 'data: as it is\n\n', want: 'data: as it is\n\n' },
])('events have the fields that `itemSchema` describes: $value', ({ value, want }) => {
  const node = { schema: {}, pointer: '/paths/~1a/get/responses/200/content/text~1event-stream/itemSchema' };
  expect(contentText('text/event-stream', value, node, schemas)).toBe(want);
});

describe('a text', () => {
  it.each<{ type: string; value: Json; want: string | undefined }>([
    { type: 'application/x-ndjson', value: [{ a: 1 }, { a: 2 }], want: '{"a":1}\n{"a":2}\n' },
    { type: 'application/jsonl', value: { a: 1 }, want: '{"a":1}\n' },
    { type: 'application/x-ndjson', value: '{"a":1}\n\n[2]', want: '{"a":1}\n\n[2]' },
    { type: 'application/x-ndjson', value: 'text', want: '"text"\n' },
    { type: 'application/json-seq', value: [1, 2], want: '\x1e1\n\x1e2\n' },
    { type: 'text/event-stream', value: 'a\nb', want: 'data: a\ndata: b\n\n' },
    { type: 'text/event-stream', value: { a: 1 }, want: 'data: {"a":1}\n\n' },
    { type: 'text/event-stream', value: 'event: x\ndata: 1\n\n', want: 'event: x\ndata: 1\n\n' },
    { type: 'text/csv; charset=utf-8', value: [{ a: 1, b: 'x,"y"' }, { a: 2 }], want: 'a,b\r\n1,"x,""y"""\r\n2,\r\n' },
    { type: 'text/csv', value: 'a,b\n1,2\n', want: 'a,b\n1,2\n' },
    { type: 'text/csv', value: [{ a: {} }], want: undefined },
    { type: 'application/yaml', value: { a: [1] }, want: 'a:\n  - 1\n' },
    // YAML 1.1 would read a boolean.
    { type: 'application/yaml', value: { a: 'yes' }, want: 'a: "yes"\n' },
    { type: 'text/plain', value: 0, want: '0' },
    { type: 'text/plain', value: false, want: 'false' },
    { type: 'text/plain', value: '', want: '' },
    { type: 'text/plain', value: { a: 1 }, want: undefined },
    { type: 'image/png', value: 'x', want: undefined },
    { type: 'application/vnd.example', value: { a: 1 }, want: undefined },
  ])('of $type for $value', ({ type, value, want }) => {
    expect(contentText(type, value, { schema: {}, pointer: '' }, schemas)).toBe(want);
  });
});

describe('a name in XML', () => {
  it.each([
    { name: 'é-1', want: 'é-1' },
    { name: 'soap:Envelope', want: 'soap:Envelope' },
    { name: 'xmlns:xsi', want: 'xmlns:xsi' },
    { name: '1a', want: '_1a' },
    { name: 'b c', want: 'b_c' },
    { name: 'a:1', want: 'a:_1' },
    { name: 'a:b:c', want: 'a_b_c' },
    { name: ':a', want: '_a' },
    { name: '@type', want: '_type' },
  ])('$name is written as $want', ({ name, want }) => {
    expect(toXmlName(name)).toBe(want);
  });

  it.each([
    { value: { a: 'x' }, want: '<p:cat xmlns:p="urn:p"><a>x</a></p:cat>' },
    { value: { b: 1 }, want: '<Dog><b>1</b></Dog>' },
  ])('has the root of the alternative that accepts $value', ({ value, want }) => {
    const Cat = {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' } },
      xml: { name: 'cat', prefix: 'p', namespace: 'urn:p' },
    };
    const Dog = { type: 'object', required: ['b'], properties: { b: { type: 'integer' } } };
    const oneOf = ['Cat', 'Dog'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const both = schemasIn({ components: { schemas: { Cat, Dog } } }, 'openapi-3.0');
    const text = contentText('application/xml', value, { schema: { oneOf }, pointer: '' }, both);
    expect(text).toContain(want);
  });

  it('has one prefix', () => {
    const schema = { xml: { name: 'a:b', prefix: 'p', namespace: 'urn:p' }, type: 'string' };
    const text = contentText('application/xml', 'x', { schema, pointer: '' }, schemasIn({}));
    expect(text).toBe(`${HEAD}<p:a_b xmlns:p="urn:p">x</p:a_b>\n`);
  });

  it('that XML does not have is told, at any depth', () => {
    const inner = { type: 'object', properties: { '1a': {}, ok: { xml: { name: 'not ok' } } } };
    const schema = { type: 'object', xml: { name: 'a b' }, properties: { list: { type: 'array', items: inner } } };
    const node = { schema, pointer: '' };
    expect(renamedIn({ list: [{ '1a': 1 }, { ok: 2 }] }, node, schemasIn({}))).toEqual(['a b', '1a', 'not ok']);
  });
});

it.each([
  { what: 'an attribute', member: { nodeType: 'attribute', name: 'at' }, want: '<root at="a&lt;b"/>' },
  { what: 'text', member: { nodeType: 'text', name: 'no' }, want: '<root>a&lt;b</root>' },
  { what: 'CDATA', member: { nodeType: 'cdata' }, value: 'a]]>b', want: '<root><![CDATA[a]]]]><![CDATA[>b]]></root>' },
  { what: 'an element', member: { nodeType: 'element', name: 'e' }, want: '<root><e>a&lt;b</e></root>' },
])('a member is $what by its `nodeType` of OpenAPI 3.2', ({ member: xml, value = 'a<b', want }) => {
  const node = { schema: { type: 'object', properties: { a: { type: 'string', xml } } }, pointer: '' };
  expect(contentText('application/xml', { a: value }, node, schemasIn({}))).toBe(`${HEAD}${want}\n`);
});

it.each([
  { list: { nodeType: 'element', name: 'tags' }, want: '<tags><tag>a</tag><tag>b</tag></tags>' },
  { list: { nodeType: 'none' }, want: '<tag>a</tag><tag>b</tag>' },
])('an array with $list has an element of its own, or none', ({ list: xml, want }) => {
  const items = { type: 'string', xml: { nodeType: 'element', name: 'tag' } };
  const node = { schema: { type: 'object', properties: { list: { type: 'array', xml, items } } }, pointer: '' };
  const text = contentText('application/xml', { list: ['a', 'b'] }, node, schemasIn({}));
  expect(text).toBe(`${HEAD}<root>${want}</root>\n`);
});
