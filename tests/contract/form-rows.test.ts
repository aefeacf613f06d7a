/** The rows of a form, by the style of each member. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
import { describe, expect, it } from 'vitest';
import { requiredArguments } from '../../src/contract/arguments.ts';
import { formContent, multipartRows, urlencodedRows } from '../../src/contract/form-rows.ts';
import { bodyOf, toBody } from '../../src/contract/request-body.ts';
import { toWireBody } from '../../src/contract/wire-body.ts';
import type { Json } from '../../src/core/json.ts';
import type { Operation, PartEncoding } from '../../src/model/types.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { document, operation, toModel, withPath } from '../helpers/builders.ts';

const model = toModel(document());

it.each<{ value: object; encoding: PartEncoding; want: string[] }>([
  { value: ['x', null, 'y'], encoding: { style: 'form', explode: false }, want: ['a=x,y'] },
  { value: ['x', null, 'y'], encoding: { style: 'form', explode: true }, want: ['a=x', 'a=y'] },
  { value: ['x', 'y'], encoding: { style: 'spaceDelimited', explode: false }, want: ['a=x y'] },
  { value: ['x', 'y'], encoding: { style: 'pipeDelimited', explode: false }, want: ['a=x|y'] },
  { value: { k: null, l: 1 }, encoding: { style: 'form', explode: true }, want: ['l=1'] },
  { value: { k: null, l: 1 }, encoding: { style: 'form', explode: false }, want: ['a=l,1'] },
  { value: { k: { m: 1 }, l: ['x'] }, encoding: { style: 'deepObject' }, want: ['a[k][m]=1', 'a[l][0]=x'] },
  { value: ['x', null], encoding: {}, want: ['a=x'] },
  { value: {}, encoding: { style: 'form', explode: false }, want: [] },
  { value: [null], encoding: { style: 'pipeDelimited', explode: false }, want: [] },
])('$value by $encoding', ({ value, encoding, want }) => {
  const media = { type: 'application/x-www-form-urlencoded', examples: [], encoding: new Map([['a', encoding]]) };
  const rows = urlencodedRows({ a: value as never }, media, model);
  expect(rows.map((row) => `${row.name}=${row.kind === 'text' ? row.text : row.path}`)).toEqual(want);
});

it.each([
  { openapi: '3.0.3', type: 'multipart/form-data', has: false },
  { openapi: '3.1.0', type: 'multipart/form-data', has: true },
  { openapi: '3.0.3', type: 'application/x-www-form-urlencoded', has: true },
])('$type of OpenAPI $openapi has styles: $has', ({ openapi, type, has }) => {
  const encoding = { a: { style: 'deepObject', explode: true } };
  const requestBody = { content: { [type]: { schema: { type: 'object' }, encoding } } };
  const { operations, notices } = toModel(withPath('/a', { post: operation({ requestBody }) }, { openapi }));
  const [media] = operations[0]?.body?.media ?? [];
  expect(media?.encoding?.get('a')?.style !== undefined).toBe(has);
  expect(notices).toHaveLength(has ? 0 : 1);
});

const FILE = { type: 'string', format: 'binary' };
const TEXT = { type: 'string' };
const OBJECT = { type: 'object', properties: { k: TEXT } };

/** What a part is: `file`, or its text with its type. */
function partsOf(schema: object, value: object, { openapi = '3.1.0', encoding = {} } = {}): string[] {
  const requestBody = { content: { 'multipart/form-data': { schema, encoding } } };
  const made = toModel(withPath('/a', { post: operation({ requestBody }) }, { openapi }));
  const [media] = made.operations[0]?.body?.media ?? [];
  const rows = media ? multipartRows(value as never, media, made) : [];
  return rows.map((row) => [row.name, row.kind === 'text' ? row.text : row.path, row.type].filter(Boolean).join(' '));
}

it.each([
  {
    what: 'one of alternatives',
    a: { anyOf: [FILE, { type: 'array', items: FILE }] },
    value: 'text',
    want: 'a sample-files/sample.bin',
  },
  {
    what: 'an element of alternatives',
    a: { anyOf: [TEXT, { type: 'array', items: FILE }] },
    value: ['x'],
    want: 'a sample-files/sample.bin',
  },
  {
    what: 'a file or a link, as a link',
    a: { oneOf: [FILE, { ...TEXT, format: 'uri' }] },
    value: 'https://a.example',
    want: 'a https://a.example',
  },
  {
    what: 'an object of alternatives',
    a: { oneOf: [TEXT, OBJECT] },
    value: { k: 'v' },
    want: 'a {"k":"v"} application/json',
  },
  { what: 'a text of alternatives', a: { oneOf: [OBJECT, TEXT] }, value: 'x', want: 'a x' },
])('$what is a part', ({ a, value, want }) => {
  expect(partsOf({ type: 'object', properties: { a } }, { a: value })).toEqual([want]);
});

it.each([
  { what: 'other members', schema: { type: 'object', additionalProperties: FILE } },
  { what: 'members by a pattern', schema: { type: 'object', patternProperties: { '^a': FILE } } },
  {
    what: 'a member of an alternative',
    schema: {
      oneOf: [
        { type: 'object', required: ['b'], properties: { b: TEXT } },
        { type: 'object', required: ['a'], properties: { a: FILE } },
      ],
    },
  },
])('$what are files', ({ schema }) => {
  expect(partsOf(schema, { a: 'text' })).toEqual(['a sample-files/sample.bin']);
});

it.each([
  { value: { a: { k: '{{x}}' }, b: 'é' }, want: 2 },
  { value: { a: { k: 'v' }, f: 'text' }, want: 2 },
  { value: 'text', want: 0 },
  { value: ['x'], want: 0 },
  { value: {}, want: 0 },
  { value: { png: 'text' }, want: 0 },
])('$value as multipart/mixed has $want parts, which the reference server accepts', async ({ value, want }) => {
  const png = { type: 'string', contentMediaType: 'image/png' };
  const schema = { properties: { a: OBJECT, b: TEXT, f: FILE, png } };
  const responses = { 204: { description: '' } };
  const content = { 'multipart/mixed': { schema } };
  const made = toModel(
    withPath('/a', { post: operation({ requestBody: { content }, responses }) }, { openapi: '3.1.0' }),
  );
  const [media] = made.operations[0]?.body?.media ?? [];
  const body = media && toBody(media, value, made);
  const wire = body && media && toWireBody(body.type, body.value, media, made);
  const text = wire?.kind === 'text' ? wire.text : '';
  expect(text.split('--postman-contract-part\r\n')).toHaveLength(want + 1);
  if (!body) return;
  const init = { method: 'POST', body: text, headers: { 'Content-Type': body.type } };
  const { status } = await createReferenceServer(made, {}).fetch(new Request(`${made.baseUrl}/a`, init));
  expect(status).toBe(204);
});

describe('parts in their order, of OpenAPI 3.2', () => {
  const wireOf = async (media: object, value: Json | undefined, openapi = '3.2.0') => {
    const content = { 'multipart/mixed': media };
    const requestBody = { required: true, content };
    const post = operation({ requestBody, responses: { 204: { description: '' } } });
    const made = toModel(withPath('/a', { post }, { openapi }));
    const [own] = made.operations[0]?.body?.media ?? [];
    const body =
      own && (value === undefined ? bodyOf(made.operations[0] as Operation, made) : toBody(own, value, made));
    const wire = body && own && toWireBody(body.type, body.value, own, made);
    const statusOf = async (text: string) => {
      const init = { method: 'POST', body: text, headers: { 'Content-Type': 'multipart/mixed; boundary=b' } };
      return (await createReferenceServer(made, {}).fetch(new Request(`${made.baseUrl}/a`, init))).status;
    };
    return { text: wire?.kind === 'text' ? wire.text.replaceAll('postman-contract-part', 'b') : undefined, statusOf };
  };
  const part = (type: string, text: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  const A = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
  const json = { contentType: 'application/json' };

  it.each([
    {
      what: 'a tuple',
      media: {
        schema: { type: 'array', prefixItems: [A, TEXT], items: FILE },
        prefixEncoding: [json, { contentType: 'text/csv' }],
      },
      value: [{ a: 1 }, 'x', 'y'],
      want: [part('application/json', '{"a":1}'), part('text/csv', 'x'), part('application/octet-stream', 'sample\n')],
      wrong: [part('application/json', '{"a":"z"}'), part('application/json', '{"a":1}') + part('text/plain', 'x')],
    },
    {
      what: 'a stream',
      media: { itemSchema: A, itemEncoding: json },
      value: undefined,
      want: [part('application/json', '{"a":0}')],
      wrong: [part('application/json', '{}'), part('text/plain', '{"a":1}'), part('application/json', '{')],
    },
    {
      what: 'an array without an encoding',
      media: { schema: { type: 'array', minItems: 1, items: { anyOf: [A, { type: 'array' }] } } },
      value: [{ a: 1 }, [2, 3]],
      want: [part('application/json', '{"a":1}'), part('application/json', '[2,3]')],
      wrong: ['', part('application/json', '5')],
    },
  ])('hold $what, and the reference server refuses another', async ({ media, value, want, wrong }) => {
    const { text, statusOf } = await wireOf(media, value);
    expect(text).toBe(`${want.join('')}--b--\r\n`);
    expect(await statusOf(text ?? '')).toBe(204);
    for (const one of wrong) expect(await statusOf(`${one}--b--\r\n`)).toBe(400);
  });

  it('are left out with bytes, and before OpenAPI 3.2', async () => {
    const png = { itemSchema: {}, itemEncoding: { contentType: 'image/png' } };
    expect((await wireOf(png, ['x'])).text).toBeUndefined();
    expect((await wireOf({ schema: { type: 'array', items: A } }, [{ a: 1 }], '3.1.1')).text).toBeUndefined();
  });
});

const CONTENT = { type: 'string', contentMediaType: 'application/json' };

it.each([
  { what: 'nothing', a: {}, value: 'text', want: 'a sample-files/sample.bin' },
  { what: 'nothing, in OpenAPI 3.0', a: {}, value: 'text', openapi: '3.0.3', want: 'a text' },
  { what: 'elements of nothing', a: { type: 'array', items: {} }, value: ['text'], want: 'a sample-files/sample.bin' },
  {
    what: 'base64',
    a: { ...TEXT, contentEncoding: 'base64url' },
    value: 'YWI_',
    want: 'a YWI_ application/octet-stream',
  },
  { what: 'JSON in a text', a: CONTENT, value: '{"a":1}', want: 'a {"a":1} application/json' },
  {
    what: 'a PNG',
    a: { ...TEXT, contentMediaType: 'image/png' },
    value: 'x',
    want: 'a sample-files/sample.png image/png',
  },
  {
    what: 'an object of two types',
    a: OBJECT,
    types: 'text/plain, application/json',
    value: { k: 1 },
    want: 'a {"k":1} application/json',
  },
  {
    what: 'an object as a form',
    a: OBJECT,
    types: 'application/x-www-form-urlencoded',
    value: { k: '1 2' },
    want: 'a k=1+2 application/x-www-form-urlencoded',
  },
])('a part that is $what', ({ a, types, value, openapi, want }) => {
  const schema = { type: 'object', properties: { a } };
  const encoding = types === undefined ? {} : { a: { contentType: types } };
  expect(partsOf(schema, { a: value }, { encoding, ...(openapi && { openapi }) })).toEqual([want]);
});

it('a field is XML by its encoding', () => {
  const media = {
    type: 'application/x-www-form-urlencoded',
    examples: [],
    encoding: new Map([['a', { types: ['text/xml'] }]]),
  };
  expect(urlencodedRows({ a: { k: '<' } }, media, model)).toMatchObject([
    { name: 'a', text: '<?xml version="1.0" encoding="UTF-8"?>\n<root><k>&lt;</k></root>\n' },
  ]);
});

it.each([
  { example: ['x,y', 'z'], openapi: '3.2.0', want: 'a=x%2Cy,z' },
  { example: { k: 'x,y' }, openapi: '3.2.0', want: 'a=k,x%2Cy' },
  { example: ['x', 'z'], openapi: '3.2.0', want: 'a=x,z' },
])('a query string as a whole has $want for $example', ({ example, openapi, want }) => {
  const media = { schema: { type: 'object' }, example: { a: example }, encoding: { a: { explode: false } } };
  const content = { 'application/x-www-form-urlencoded': media };
  const parameters = [{ name: 'q', in: 'querystring', required: true, content }];
  const made = toModel(withPath('/a', { get: operation({ parameters }) }, { openapi }));
  const [own] = made.operations;
  const sent = own ? requiredArguments(own, made) : [];
  expect(sent.map(({ name, value }) => `${name}=${value.kind === 'text' && (value.encoded ?? value.text)}`)).toEqual([
    want,
  ]);
});

it('a row of a form keeps its texts apart from what separates them, and is plain where it need not', () => {
  const toText = (value: object) => {
    const encoding = new Map([['a', { style: 'form', explode: false } as const]]);
    const media = { type: 'application/x-www-form-urlencoded', examples: [], encoding };
    return formContent(urlencodedRows({ b: '1 2', a: value as never }, media, model));
  };
  expect(toText(['x,y', '{{z}}'])).toBe('b=1+2&a=x%2Cy,%7B%7Bz%7D%7D');
  expect(toText(['x', 'y'])).toBe('b=1+2&a=x%2Cy');
});

it.each([
  { own: 'image/jpeg', range: 'image/*', want: 'image/jpeg' },
  { own: 'image/jpeg', range: 'text/*', want: 'text/plain' },
  { own: 'image/jpeg', range: 'image/gif', want: 'image/gif' },
])('a part of $range whose schema names $own is $want', ({ own, range, want }) => {
  const schema = { type: 'object', properties: { a: { ...TEXT, contentMediaType: own, contentEncoding: 'base64' } } };
  expect(partsOf(schema, { a: 'YQ==' }, { encoding: { a: { contentType: range } } })).toEqual([`a YQ== ${want}`]);
});
