/** Each style as OpenAPI's table has it, and what the reference server reads of it: https://spec.openapis.org/oas/v3.1.1.html#style-examples */
import { describe, expect, it } from 'vitest';
import { exampleValue } from '../../src/contract/example-value.ts';
import { serialize } from '../../src/contract/serialize.ts';
import type { Json } from '../../src/core/json.ts';
import { literalInUrl } from '../../src/core/url-text.ts';
import type { Parameter } from '../../src/model/types.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { operation, toModel, withPath } from '../helpers/builders.ts';

const ARRAY = { type: 'array', items: { type: 'integer' } };
const TEXTS = { type: 'array', items: { type: 'string', enum: ['a,b', 'c d', '|'] } };
const RGB = {
  type: 'object',
  required: ['R', 'G'],
  additionalProperties: false,
  properties: { R: { type: 'integer' }, G: { type: 'integer' } },
};
const DEEP = {
  type: 'object',
  additionalProperties: false,
  properties: {
    length: { type: 'integer' },
    list: { type: 'array', items: { type: 'boolean' } },
    in: { type: 'object', properties: { a: { type: 'number' } } },
  },
};
const JSON_TEXT = { content: { 'application/json': { schema: { type: 'object', required: ['a'] } } } };
const [LIST, COLOR, WORDS] = [[3, 4], { R: 100, G: 200 }, ['a,b', 'c d', '|']];

/** `want`: the names and values of a query or of cookies, or the text of a segment or a header. */
const CASES: readonly {
  readonly in: Parameter['in'];
  readonly more: object;
  readonly value: Json;
  readonly want: string;
}[] = [
  { in: 'query', more: { schema: ARRAY }, value: LIST, want: 'x=3&x=4' },
  { in: 'query', more: { schema: ARRAY, explode: false }, value: LIST, want: 'x=3,4' },
  { in: 'query', more: { schema: TEXTS }, value: WORDS, want: 'x=a,b&x=c%20d&x=%7C' },
  { in: 'query', more: { schema: TEXTS, explode: false }, value: ['a,b', 'c d'], want: 'x=a%2Cb,c%20d' },
  { in: 'query', more: { schema: TEXTS, explode: false }, value: ['a,b'], want: 'x=a%2Cb' },
  { in: 'path', more: { schema: TEXTS }, value: ['a,b'], want: 'a%2Cb' },
  {
    in: 'query',
    more: { schema: { type: 'object', additionalProperties: { type: 'string' } }, explode: false },
    value: { k: 'a,b' },
    want: 'x=k,a%2Cb',
  },
  {
    in: 'query',
    more: { schema: { type: 'array', items: { type: 'string' } }, explode: false, allowReserved: true },
    value: ['a/b,c', 'd:e?f&g'],
    want: 'x=a/b%2Cc,d:e?f%26g',
  },
  { in: 'query', more: { schema: ARRAY, style: 'spaceDelimited' }, value: LIST, want: 'x=3%204' },
  { in: 'query', more: { schema: ARRAY, style: 'pipeDelimited' }, value: LIST, want: 'x=3%7C4' },
  { in: 'query', more: { schema: ARRAY, style: 'pipeDelimited', explode: true }, value: LIST, want: 'x=3&x=4' },
  { in: 'query', more: { schema: RGB }, value: COLOR, want: 'R=100&G=200' },
  { in: 'query', more: { schema: RGB, explode: false }, value: COLOR, want: 'x=R,100,G,200' },
  { in: 'query', more: { schema: RGB, style: 'pipeDelimited' }, value: COLOR, want: 'x=R%7C100%7CG%7C200' },
  { in: 'query', more: { schema: RGB, style: 'spaceDelimited' }, value: COLOR, want: 'x=R%20100%20G%20200' },
  { in: 'query', more: { schema: RGB, style: 'deepObject' }, value: COLOR, want: 'x%5BR%5D=100&x%5BG%5D=200' },
  {
    in: 'query',
    more: { schema: { type: 'object', additionalProperties: { type: 'integer' } }, style: 'deepObject' },
    value: { q: 3 },
    want: 'x%5Bq%5D=3',
  },
  {
    in: 'query',
    more: { schema: DEEP, style: 'deepObject' },
    value: { length: 3, list: [true, false], in: { a: 1.5 } },
    want: 'x%5Blength%5D=3&x%5Blist%5D%5B0%5D=true&x%5Blist%5D%5B1%5D=false&x%5Bin%5D%5Ba%5D=1.5',
  },
  { in: 'header', more: JSON_TEXT, value: { a: 'ü🎉' }, want: '{"a":"\\u00fc\\ud83c\\udf89"}' },
  { in: 'query', more: JSON_TEXT, value: { a: 'ü&' }, want: 'x=%7B%22a%22:%22%C3%BC%26%22%7D' },
  {
    in: 'query',
    more: { schema: { const: '/a?b=c&d #' }, allowReserved: true },
    value: '/a?b=c&d #',
    want: 'x=/a?b=c%26d%20%23',
  },
  { in: 'query', more: { schema: { const: '' } }, value: '', want: 'x=' },
  { in: 'path', more: { schema: { const: '' }, style: 'matrix' }, value: '', want: ';x' },
  {
    in: 'path',
    more: { schema: { items: { type: 'string' }, type: 'array' }, style: 'matrix', explode: true },
    value: ['', 'a', ''],
    want: ';x;x=a;x',
  },
  {
    in: 'path',
    more: { schema: { additionalProperties: { type: 'string' }, type: 'object' }, style: 'matrix', explode: true },
    value: { a: '', b: 'c' },
    want: ';a;b=c',
  },
  { in: 'path', more: { schema: { items: { const: '' }, type: 'array' }, style: 'matrix' }, value: [''], want: ';x' },
  { in: 'query', more: { schema: ARRAY }, value: [], want: '' },
  { in: 'query', more: { schema: ARRAY, explode: false }, value: [], want: '' },
  { in: 'query', more: { schema: RGB }, value: {}, want: '' },
  { in: 'query', more: { schema: ARRAY }, value: [null, 4], want: 'x=4' },
  { in: 'path', more: { schema: ARRAY }, value: LIST, want: '3,4' },
  { in: 'path', more: { schema: TEXTS }, value: ['a,b', 'c d'], want: 'a%2Cb,c%20d' },
  { in: 'path', more: { schema: RGB }, value: COLOR, want: 'R,100,G,200' },
  { in: 'path', more: { schema: RGB, explode: true }, value: COLOR, want: 'R=100,G=200' },
  { in: 'path', more: { schema: ARRAY, style: 'label' }, value: LIST, want: '.3,4' },
  { in: 'path', more: { schema: ARRAY, style: 'label', explode: true }, value: LIST, want: '.3.4' },
  { in: 'path', more: { schema: RGB, style: 'label' }, value: COLOR, want: '.R,100,G,200' },
  { in: 'path', more: { schema: RGB, style: 'label', explode: true }, value: COLOR, want: '.R=100.G=200' },
  { in: 'path', more: { schema: { const: 'b' }, style: 'label' }, value: 'b', want: '.b' },
  { in: 'path', more: { schema: { type: 'integer' }, style: 'matrix' }, value: 5, want: ';x=5' },
  { in: 'path', more: { schema: ARRAY, style: 'matrix' }, value: LIST, want: ';x=3,4' },
  { in: 'path', more: { schema: ARRAY, style: 'matrix', explode: true }, value: LIST, want: ';x=3;x=4' },
  { in: 'path', more: { schema: RGB, style: 'matrix' }, value: COLOR, want: ';x=R,100,G,200' },
  { in: 'path', more: { schema: RGB, style: 'matrix', explode: true }, value: COLOR, want: ';R=100;G=200' },
  { in: 'header', more: { schema: ARRAY }, value: LIST, want: '3,4' },
  { in: 'header', more: { schema: RGB }, value: COLOR, want: 'R,100,G,200' },
  { in: 'header', more: { schema: RGB, explode: true }, value: COLOR, want: 'R=100,G=200' },
  { in: 'header', more: JSON_TEXT, value: { a: 1 }, want: '{"a":1}' },
  { in: 'cookie', more: { schema: ARRAY, explode: false }, value: LIST, want: 'x=3,4' },
  { in: 'cookie', more: { schema: ARRAY }, value: LIST, want: 'x=3; x=4' },
  { in: 'cookie', more: { schema: RGB }, value: COLOR, want: 'R=100; G=200' },
  {
    in: 'cookie',
    more: { schema: { type: 'object', additionalProperties: { type: 'string' } } },
    value: { 'a b': 'c', 'd;e=f': 'g', é: 'h,i' },
    want: 'a%20b=c; d%3Be%3Df=g; %C3%A9=h%2Ci',
  },
  { in: 'cookie', more: { schema: { const: 'a;b' } }, value: 'a;b', want: 'x=a%3Bb' },
];

function described(place: string, more: object) {
  const parameter = { name: 'x', in: place, ...(place === 'path' && { required: true }), ...more };
  const path = place === 'path' ? '/a/{x}' : '/a';
  const responses = { 200: { description: '' }, 400: { description: '' } };
  const model = toModel(withPath(path, { get: operation({ parameters: [parameter], responses }) }));
  const [found] = model.operations[0]?.parameters ?? [];
  if (!found) throw new Error('no parameter');
  return { model, parameter: found };
}

function written(parameter: Parameter, value: Json): string {
  const pairs = serialize(parameter, value).map(({ name, text, encoded }) => [
    name,
    encoded ?? literalInUrl(text),
    text,
  ]);
  if (parameter.in === 'header') return pairs.map(([, , text]) => text).join();
  if (parameter.in === 'path') return pairs.map(([, encoded]) => encoded).join();
  // The name of a cookie is written as it is.
  if (parameter.in === 'cookie') return pairs.map(([name, encoded]) => `${name}=${encoded}`).join('; ');
  return pairs.map(([name = '', encoded]) => `${encodeURIComponent(name)}=${encoded}`).join('&');
}

function statusOf(place: string, model: ReturnType<typeof toModel>, sent: string) {
  const { fetch } = createReferenceServer(model, {});
  const url = `https://orders.example/v1/a${place === 'path' ? `/${sent}` : place === 'query' ? `?${sent}` : ''}`;
  const headers = place === 'header' ? { x: sent } : place === 'cookie' ? { Cookie: sent } : undefined;
  return fetch(new Request(url, { ...(headers && { headers }) })).then(({ status }) => status);
}

describe.each(CASES)('$in $more', ({ in: place, more, value, want }) => {
  it(`writes ${JSON.stringify(value)} as ${want}, which the reference server reads`, async () => {
    const { model, parameter } = described(place, more);
    expect(written(parameter, value)).toBe(want);
    expect(await statusOf(place, model, want)).toBe(200);
  });
});

it.each([
  { in: 'query', more: { schema: ARRAY }, sent: 'x=3,4' },
  { in: 'query', more: { schema: ARRAY, explode: false }, sent: 'x=3&x=4' },
  { in: 'query', more: { schema: ARRAY, style: 'pipeDelimited' }, sent: 'x=3,4' },
  { in: 'query', more: { schema: ARRAY, style: 'spaceDelimited' }, sent: 'x=3,4' },
  { in: 'query', more: { schema: RGB }, sent: 'R=many&G=1' },
  { in: 'query', more: { schema: RGB, required: true }, sent: 'x=R,100,G,200' },
  { in: 'query', more: { schema: RGB, style: 'deepObject' }, sent: 'x%5BR%5D=100' },
  { in: 'query', more: { schema: RGB, style: 'deepObject', required: true }, sent: 'R=100&G=200' },
  { in: 'query', more: { schema: DEEP, style: 'deepObject' }, sent: 'x%5Bother%5D=1' },
  { in: 'query', more: JSON_TEXT, sent: 'x=null' },
  { in: 'query', more: JSON_TEXT, sent: 'x=a' },
  { in: 'path', more: { schema: ARRAY, style: 'label' }, sent: '3,4' },
  { in: 'path', more: { schema: ARRAY, style: 'label', explode: true }, sent: '.3,4' },
  { in: 'path', more: { schema: ARRAY, style: 'matrix' }, sent: ';x=3;x=4' },
  { in: 'path', more: { schema: ARRAY, style: 'matrix', explode: true }, sent: ';x=3,4' },
  { in: 'path', more: { schema: RGB, explode: true }, sent: 'R,100,G,200' },
  { in: 'header', more: { schema: RGB }, sent: 'R=100,G=200' },
  { in: 'cookie', more: { schema: ARRAY, explode: false }, sent: 'x=3; x=4' },
])('the reference server refuses $sent, which is not $in $more', async ({ in: place, more, sent }) => {
  expect(await statusOf(place, described(place, more).model, sent)).toBe(400);
});

it.each([
  { more: { schema: { type: ['integer', 'null'] }, example: null }, want: 1 },
  { more: { schema: { type: ['integer', 'null'], example: null, minimum: 3 } }, want: 3 },
  { more: { schema: { enum: [null, 'a'] } }, want: 'a' },
  { more: { schema: {} }, want: 'text' },
  { more: { schema: { type: 'null' } }, want: null },
  { more: { content: { 'application/json': { schema: {}, example: null } } }, want: null },
])('a URL has no null, so another value is sent where there is one: $more', ({ more, want }) => {
  const { model, parameter } = described('query', { required: true, ...more });
  expect(exampleValue(parameter, model)).toBe(want);
});
