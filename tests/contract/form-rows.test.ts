/** The rows of a form, by the style of each member. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
import { expect, it } from 'vitest';
import { urlencodedRows } from '../../src/contract/form-rows.ts';
import type { PartEncoding } from '../../src/model/types.ts';
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
