import { expect, it } from 'vitest';
import { brokenBodies } from '../../src/contract/cases/body-cases.ts';
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
