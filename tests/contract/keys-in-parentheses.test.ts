/** Items that a key in parentheses names, as in OData: what a list shows is read, and what a POST makes is changed and deleted. */
import { expect, it } from 'vitest';
import { leftUnasserted } from '../../src/contract/not-asserted.ts';
import { handedOn } from '../../src/contract/relations.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import type { ApiModel } from '../../src/model/types.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { sentBy } from './support/sent.ts';

const text = { type: 'string' };
const product = { type: 'object', properties: { ID: { type: 'integer' }, Name: text } };
const shown = { 200: json(product), '4XX': json({ type: 'object' }) };
const ID = [{ name: 'ID', in: 'path', required: true, schema: { type: 'integer' } }];

const paths = (list: Members = {}): Members => ({
  '/Products': {
    get: operation({
      operationId: 'list',
      responses: { 200: json({ type: 'object', properties: { value: { type: 'array', items: product } } }) },
      ...list,
    }),
    post: operation({
      operationId: 'make',
      requestBody: json({ type: 'object', properties: { Name: text } }),
      responses: { 201: json(product) },
    }),
  },
  '/Products({ID})': {
    parameters: ID,
    get: operation({ operationId: 'show', responses: shown }),
    patch: operation({ operationId: 'change', requestBody: json({}), responses: { 204: { description: '' } } }),
    delete: operation({ operationId: 'drop', responses: { 204: { description: '' } } }),
  },
  '/Products({ID})/Category': { parameters: ID, get: operation({ operationId: 'part', responses: shown }) },
});

/** What responses hand on: from where, and for which parameter of which path. */
const handed = (model: ApiModel) =>
  model.operations.flatMap((one) => handedOn(one, model).map(({ body, path, parameter }) => [body, path, parameter]));

it.each([
  { what: 'without a declaration', list: {} },
  { what: 'with one', list: { 'x-list': { items: '/value', id: '/ID' } } },
])('are requested by the ids of a list and of what was created: $what', async ({ list }) => {
  const { model } = inferMeaning(toModel(document({ paths: paths(list) })));
  expect(handed(model)).toEqual([['/value/0/ID', '/Products({ID})', 'ID']]);
  const usual = (await sentBy(model)).filter(({ isOfContract }) => !isOfContract).map((one) => one.text);
  expect(usual).toEqual(['make', 'list', 'show {ID}', 'part {ID}', 'change {created_ID}', 'drop {created_ID}']);
});

it.each([
  { list: {}, want: 0 },
  { list: { 'x-list': { items: '/value', id: '/ID' } }, want: 1 },
])('have a notice that they are not compared with a list that is declared: $want', ({ list, want }) => {
  const { model } = inferMeaning(toModel(document({ paths: paths(list) })));
  const said = leftUnasserted(model).filter(({ message }) => message.includes('in parentheses'));
  expect(said).toHaveLength(want);
});

it('are not those of a list at another path', () => {
  const { '/Products': products, ...rest } = paths();
  const other = { '/Products': products, '/Orders({ID})': rest['/Products({ID})'] };
  const { model } = inferMeaning(toModel(document({ paths: other })));
  expect(handed(model)).toEqual([]);
});
