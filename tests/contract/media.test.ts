/** Which types a request sends and accepts, and which a response may have. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { type RequestBody, requestsIn } from '../../src/postman/types.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };

function content(...types: readonly string[]) {
  return { content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

function rawOf(body: RequestBody | undefined): string | undefined {
  return body?.mode === 'raw' ? body.raw : undefined;
}

async function made(body: object | undefined, responses: object) {
  const post = { ...(body && { requestBody: body }), responses };
  const contract = await toContract(toModel(withPath('/a', { post })), [], async () => undefined);
  const [entry] = entriesOf(contract);
  const [item] = requestsIn(toCollection(contract));
  const header = (name: string) => item?.request.header.find(({ key }) => key === name)?.value;
  return { entry, sent: header('Content-Type'), accept: header('Accept'), raw: rawOf(item?.request.body) };
}

describe('a body', () => {
  it.each([
    { types: ['application/xml', 'application/json'], want: 'application/json' },
    { types: ['application/*+json', 'text/json', 'application/json'], want: 'application/json' },
    { types: ['*/*'], want: 'application/json' },
    { types: ['text/*', 'Application/JSON; charset=utf-8'], want: 'application/json; charset=utf-8' },
    { types: ['application/*+json'], want: 'application/vnd.example+json' },
  ])('of $types is sent as $want', async ({ types, want }) => {
    const { sent, raw } = await made(content(...types), { 200: { description: '' } });
    expect(sent).toBe(want);
    expect(JSON.parse(raw ?? '')).toEqual({ a: 0 });
  });

  it.each([
    { of: {}, want: 'application/json' },
    { of: { format: 'binary' }, want: 'application/octet-stream' },
    { of: { type: 'string' }, want: 'text/plain' },
    { of: { example: 'a' }, want: 'text/plain' },
  ])('of any type with the schema $of is sent as $want', async ({ of, want }) => {
    const { sent } = await made({ content: { '*/*': { schema: of } } }, { 200: { description: '' } });
    expect(sent).toBe(want);
  });
});

it.each([
  {
    types: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
    want: 'multipart/form-data',
  },
  { types: ['application/json', 'application/x-www-form-urlencoded'], want: 'application/json' },
])('a file is sent in parts, where $types have it', async ({ types, want }) => {
  const file = { type: 'object', required: ['a'], properties: { a: { type: 'string', format: 'binary' } } };
  const body = { content: Object.fromEntries(types.map((type) => [type, { schema: file }])) };
  const { entry } = await made(body, { 200: { description: '' } });
  expect(entry?.request.body?.type).toBe(want);
});

describe('bytes that a schema transfers as a text', () => {
  it.each([
    { of: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' }, want: 'c2FtcGxl' },
    { of: { type: 'string', format: 'byte' }, want: 'c2FtcGxl' },
    { of: { type: 'string', format: 'base64' }, want: 'c2FtcGxl' },
    { of: { type: 'string', contentEncoding: 'binary', contentMediaType: 'image/png' }, want: undefined },
    { of: { type: 'string', format: 'binary' }, want: undefined },
    { of: undefined, want: undefined },
  ])('$of: sent as the text $want, and no picture is asserted', async ({ of, want }) => {
    const picture = { content: { 'image/png': of ? { schema: of } : {} } };
    const { raw, entry } = await made({ required: true, ...picture }, { 200: { description: '', ...picture } });
    expect(raw).toBe(want);
    const titles = entry?.assertions.map(({ title }) => title) ?? [];
    expect(titles.includes('The body has the syntax of its media type')).toBe(want === undefined);
  });
});

describe('a response', () => {
  it.each([
    { types: ['application/json'], accept: 'application/json', want: 'Content-Type is application/json' },
    {
      types: ['text/csv', 'application/hal+json'],
      accept: 'application/hal+json, text/csv;q=0.5',
      want: 'Content-Type is text/csv or application/hal+json',
    },
    { types: ['image/*'], accept: 'image/*', want: 'Content-Type is image/*' },
    { types: ['application/*+json'], accept: 'application/*', want: 'Content-Type is application/*+json' },
    { types: ['*/*'], accept: '*/*', want: undefined },
    { types: ['*'], accept: '*/*', want: undefined },
    { types: ['json'], accept: '*/*', want: undefined },
  ])('of $types is accepted as $accept', async ({ types, accept, want }) => {
    const { entry, accept: sent } = await made(undefined, { 200: { description: '', ...content(...types) } });
    expect(sent).toBe(accept);
    expect(entry?.assertions.find(({ rule }) => rule === 'media-type')?.title).toBe(want);
  });

  it.each([
    { type: '*/*', of: schema, want: true },
    { type: '*', of: { type: 'array' }, want: true },
    { type: 'application/*', of: { type: ['integer', 'null'] }, want: true },
    // Frameworks send such a text without quotation marks, as JSON or as plain text.
    { type: '*/*', of: { type: 'string' }, want: false },
    { type: '*/*', of: { type: ['string', 'null'] }, want: false },
    { type: '*/*', of: {}, want: false },
    { type: 'text/*', of: schema, want: false },
    { type: 'image/*', of: schema, want: false },
  ])('of the range $type with the schema $of is judged where it is JSON: $want', async ({ type, of, want }) => {
    const { entry } = await made(undefined, { 200: { description: '', content: { [type]: { schema: of } } } });
    expect(entry?.assertions.some(({ rule }) => rule === 'body-schema')).toBe(want);
  });

  it.each([
    { what: 'nothing', response: {}, want: false },
    { what: 'empty content', response: { content: {} }, want: true },
    { what: 'a length of 0', response: { headers: { 'content-length': { schema: { const: 0 } } } }, want: true },
    { what: 'any length', response: { headers: { 'Content-Length': { schema: { type: 'integer' } } } }, want: false },
    { what: 'a media type', response: content('text/plain'), want: false },
  ])('with $what described has no body, as is asserted: $want', async ({ response, want }) => {
    const { entry } = await made(undefined, { 200: { description: '', ...response } });
    expect(entry?.assertions.some(({ rule }) => rule === 'no-body')).toBe(want);
  });

  it('is held to the schema of its own type', async () => {
    const other = { type: 'object', required: ['title'] };
    const both = { 'application/json': { schema }, 'application/problem+json': { schema: other } };
    const { entry } = await made(undefined, { 200: { description: '', content: both } });
    const script = entry?.assertions.find(({ rule }) => rule === 'body-schema')?.script.text;
    expect(script).toContain('has(others, mediaType()) ? others[mediaType()]');
    expect(script).toContain('application/problem+json');
  });
});

it('a request that must be refused accepts what a success would be, too', async () => {
  const responses = {
    200: { description: '', content: { 'image/png': {} } },
    400: { description: '', ...content('application/problem+json') },
  };
  const model = toModel(withPath('/a', { post: { requestBody: content('application/json'), responses } }));
  const contract = await toContract(model, [], async () => undefined);
  const accepted = requestsIn(toCollection(contract)).map(({ request }) =>
    request.header.find(({ key }) => key === 'Accept'),
  );
  expect(new Set(accepted.map((header) => header?.value))).toEqual(
    new Set(['image/png', 'application/problem+json, image/png;q=0.5']),
  );
});
