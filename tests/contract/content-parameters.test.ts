/** Parameters with `content`, and query strings as a whole: what is sent, and whether the reference server accepts it. */
import { expect, it } from 'vitest';
import { exampleValue } from '../../src/contract/example-value.ts';
import { leftOut } from '../../src/contract/left-out.ts';
import { serialize } from '../../src/contract/serialize.ts';
import { literalInUrl } from '../../src/core/url-text.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { operation, toModel, withPath } from '../helpers/builders.ts';

const OBJECT = { type: 'object' };

it.each([
  {
    type: 'application/xml',
    schema: { ...OBJECT, xml: { name: 'p' } },
    example: { a: '<' },
    want: '<p><a>&lt;</a></p>',
  },
  {
    type: 'application/x-www-form-urlencoded',
    schema: OBJECT,
    example: { a: 'x y', b: ['1', '2'] },
    want: 'a=x+y&b=1&b=2',
  },
  { type: 'application/yaml', schema: OBJECT, example: { a: 1 }, want: 'a: 1' },
  { type: 'text/csv', schema: { type: 'array' }, example: ['a', 'b'], want: 'a\r\nb' },
  { type: '*/*', schema: OBJECT, example: { a: 1 }, want: '{"a":1}' },
  { type: 'text/plain', schema: { type: 'string' }, example: 'a b', want: 'a b' },
])('content of $type is $want', async ({ type, schema, example, want }) => {
  for (const place of ['query', 'header', 'cookie', 'path']) {
    const parameter = { name: 'p', in: place, required: true, content: { [type]: { schema, example } } };
    const model = toModel(
      withPath(place === 'path' ? '/a/{p}' : '/a', { get: operation({ parameters: [parameter] }) }),
    );
    const [own] = model.operations[0]?.parameters ?? [];
    expect(own && serialize(own, exampleValue(own, model)).map(({ name, text }) => `${name} ${text}`)).toEqual([
      `p ${want}`,
    ]);
  }
});

it('names what it cannot write', () => {
  const content = { 'text/plain': { schema: OBJECT, example: { a: 1 } } };
  const model = toModel(withPath('/a', { get: operation({ parameters: [{ name: 'p', in: 'query', content }] }) }));
  expect(leftOut(model).map(({ message }) => message)).toContain(
    '"p" is sent as a text: nothing says how text/plain holds its value',
  );
});

it.each([
  { example: { a: [1, 2], b: 'é' }, want: 'a=1&a=2&b=%C3%A9' },
  { example: { c: [1, 2] }, want: 'c=1,2' },
  { example: { o: { k: 1 } }, want: 'o[k]=1' },
])('the query string $want', async ({ example, want }) => {
  const schema = {
    ...OBJECT,
    additionalProperties: false,
    properties: {
      a: { type: 'array', items: { type: 'integer' } },
      b: { type: 'string' },
      c: { type: 'array', items: { type: 'integer' } },
      o: { ...OBJECT, properties: { k: { type: 'integer' } } },
    },
  };
  const encoding = { c: { style: 'form', explode: false }, o: { style: 'deepObject', explode: true } };
  const content = { 'application/x-www-form-urlencoded': { schema, encoding, example } };
  const get = operation({ parameters: [{ name: 'any', in: 'querystring', required: true, content }] });
  const model = toModel(withPath('/a', { get }, { openapi: '3.2.0' }));
  const [own] = model.operations[0]?.parameters ?? [];
  const sent = own ? serialize(own, exampleValue(own, model)) : [];
  const query = sent.map(({ name, text, encoded = literalInUrl(text) }) => `${name}=${encoded}`).join('&');
  expect(query).toBe(want);
  const { status } = await createReferenceServer(model, {}).fetch(new Request(`${model.baseUrl}/a?${query}`));
  expect(status).toBeLessThan(300);
});
