/** What comparisons know of a list: where its pages begin. */
import { expect, it } from 'vitest';
import { listPiece } from '../../src/postman/list-data.ts';
import type { ContractRequest } from '../../src/rules/request.ts';
import type { ListData } from '../../src/sandbox/request-data.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

it.each([
  { what: 'no default: without a number, the list may be whole', page: {}, want: ['page', 1] },
  { what: 'a default', page: { schema: { type: 'integer', default: 1 } }, want: undefined },
  { what: 'a default of a part', page: { schema: { allOf: [{ type: 'integer', default: 1 }] } }, want: undefined },
  { what: 'a default, and required', page: { schema: { default: 1 }, required: true }, want: ['page', 1] },
])('a page with $what', ({ page, want }) => {
  const items = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
  const get = operation({
    parameters: [
      { name: 'page', in: 'query', schema: { type: 'integer' }, ...page },
      { name: 'size', in: 'query', schema: { type: 'integer', maximum: 9 } },
    ],
    responses: { 200: json({ type: 'array', items }) },
    'x-list': { page: 'page', limit: 'size' },
  });
  const model = toModel(document({ paths: { '/a': { get } } }));
  const piece = listPiece({ listQuery: { list: model.operations[0]?.list } } as ContractRequest, model);
  expect((piece?.value as Partial<ListData> | undefined)?.start).toEqual(want);
});
