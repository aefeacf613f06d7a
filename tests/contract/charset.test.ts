/** The charset of a body: clients send texts as UTF-8, and the type of the body must say so. */
import { expect, it } from 'vitest';
import { bodyNotices } from '../../src/contract/body-notices.ts';
import { bodyOf } from '../../src/contract/request-body.ts';
import { toWireBody } from '../../src/contract/wire-body.ts';
import { operation, toModel, withPath } from '../helpers/builders.ts';

it.each([
  { type: 'text/plain; charset=utf-8', example: 'é', want: 'text/plain; charset=utf-8', noted: 0 },
  { type: 'text/plain; charset=iso-8859-1', example: 'é', want: 'text/plain; charset=utf-8', noted: 1 },
  { type: 'text/plain; charset=us-ascii', example: 'e', want: 'text/plain; charset=us-ascii', noted: 0 },
  { type: 'text/plain; charset="utf-16"; x=1', example: 'e', want: 'text/plain; charset=utf-8; x=1', noted: 1 },
  { type: 'application/xml', example: 'é', want: 'application/xml', noted: 0 },
])('$example as $type is sent as $want', ({ type, example, want, noted }) => {
  const requestBody = { content: { [type]: { schema: { type: 'string' }, example } } };
  const model = toModel(withPath('/a', { post: operation({ requestBody }) }));
  const [post] = model.operations;
  expect(post && bodyOf(post, model)?.type).toBe(want);
  expect(post && bodyNotices(post, model).filter(({ message }) => message.includes('UTF-8'))).toHaveLength(noted);
});

it.each([
  { contentType: 'text/plain; charset=iso-8859-1', example: 'é', want: 'text/plain; charset=utf-8', noted: 1 },
  { contentType: 'text/plain; charset=utf-16', example: 'e', want: 'text/plain; charset=utf-8', noted: 1 },
  { contentType: 'text/plain; charset=iso-8859-1', example: 'e', want: 'text/plain; charset=iso-8859-1', noted: 0 },
  { contentType: 'text/plain; charset=UTF-8', example: 'é', want: 'text/plain; charset=UTF-8', noted: 0 },
])('a part of $example as $contentType is sent as $want', ({ contentType, example, want, noted }) => {
  const schema = { type: 'object', properties: { t: { type: 'string', example } } };
  for (const type of ['multipart/form-data', 'multipart/mixed']) {
    const requestBody = { content: { [type]: { schema, encoding: { t: { contentType } } } } };
    const model = toModel(withPath('/a', { post: operation({ requestBody }) }));
    const [post] = model.operations;
    const body = post && bodyOf(post, model);
    expect(JSON.stringify(body?.media && toWireBody(body.type, body.value, body.media, model))).toContain(want);
    expect(post && bodyNotices(post, model).filter(({ message }) => message.includes('UTF-8'))).toHaveLength(noted);
  }
});

it.each([
  { schema: { type: 'string', contentEncoding: 'base64' }, openapi: '3.1.1', noted: 1 },
  { schema: { type: 'array', items: { type: 'string', contentEncoding: 'base64' } }, openapi: '3.1.1', noted: 1 },
  { schema: { type: 'string', contentEncoding: 'base64' }, openapi: '3.0.4', noted: 0 },
  { schema: { type: 'string' }, openapi: '3.1.1', noted: 0 },
])('a part of $schema in OpenAPI $openapi has $noted notice: no client sends Content-Transfer-Encoding', (given) => {
  const { schema, openapi, noted } = given;
  const content = { 'multipart/form-data': { schema: { type: 'object', properties: { pic: schema } } } };
  const paths = withPath('/a', { post: operation({ requestBody: { required: true, content } }) }, { openapi });
  const model = toModel(paths);
  const [post] = model.operations;
  const found = post ? bodyNotices(post, model) : [];
  expect(found.filter(({ message }) => message.includes('Content-Transfer-Encoding'))).toHaveLength(noted);
});

it('says that nothing of a form keeps what is reserved', () => {
  const encoding = { a: { style: 'form', allowReserved: true }, b: { allowReserved: false } };
  const schema = { type: 'object', properties: { a: {}, b: {} } };
  const content = { 'application/x-www-form-urlencoded': { schema, encoding } };
  const { notices } = toModel(withPath('/a', { post: operation({ requestBody: { content } }) }));
  const found = notices.filter(({ message }) => message.includes('allowReserved'));
  expect(found.map(({ pointer }) => pointer.split('/').slice(-2).join('/'))).toEqual(['a/allowReserved']);
});
