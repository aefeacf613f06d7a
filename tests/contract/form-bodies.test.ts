import { expect, it } from 'vitest';
import { bodyNotices } from '../../src/contract/body-notices.ts';
import { brokenBodies } from '../../src/contract/cases/body-cases.ts';
import { bodyOf } from '../../src/contract/request-body.ts';
import { toModel, withPath } from '../helpers/builders.ts';

it('breaks the fields of a form only where their text is invalid', () => {
  const schema = {
    type: 'object',
    required: ['amount', 'title', 'tags'],
    additionalProperties: false,
    properties: {
      amount: { type: 'integer', minimum: 50 },
      title: { type: 'string', minLength: 1, maxLength: 9 },
      state: { type: 'string', enum: ['open', 'closed'] },
      isOpen: { type: 'boolean' },
      // No row may be an empty array.
      tags: { type: 'array', items: { type: 'string' } },
      metadata: { type: 'object', maxProperties: 1 },
    },
  };
  const requestBody = { content: { 'application/x-www-form-urlencoded': { schema } } };
  const model = toModel(withPath('/charges', { post: { requestBody, responses: { 200: {}, 400: {} } } }));
  const [post] = model.operations;
  const names = (post ? brokenBodies(post, model) : []).map(({ name }) => name.replace(/^.*: /, ''));
  expect(names).toEqual([
    'amount missing',
    'title missing',
    'amount of another type',
    'amount below 50',
    'title longer than 9',
    'state not an allowed value',
  ]);
});

it.each([
  { type: 'application/x-www-form-urlencoded', want: { ids: ['text'], free: {}, note: 'text', rest: [] }, notices: 2 },
  { type: 'multipart/form-data', want: { ids: ['text'], free: {}, note: 'text', rest: [] }, notices: 2 },
  { type: 'application/json', want: { ids: [], free: {}, note: null, rest: [] }, notices: 0 },
])('$type: what must be there and would have no row is another value', ({ type, want, notices }) => {
  const list = { type: 'array', items: { type: 'string' } };
  const properties = { ids: list, free: { type: 'object' }, note: { type: ['string', 'null'] }, rest: list };
  const schema = { type: 'object', required: ['ids', 'free', 'note'], properties };
  const requestBody = { content: { [type]: { schema, example: { ids: [], free: {}, note: null, rest: [] } } } };
  const model = toModel(withPath('/notes', { post: { requestBody, responses: { 200: {} } } }));
  const [post] = model.operations;
  expect(post && bodyOf(post, model)?.value).toEqual(want);
  const found = (post ? bodyNotices(post, model) : []).filter(({ kind }) => kind === 'invalid-example');
  expect(found).toHaveLength(notices);
});
