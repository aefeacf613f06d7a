import { describe, expect, it } from 'vitest';
import { canMeet, expectedRefusal, expectedSuccess } from '../../src/contract/refusals.ts';
import type { Cause } from '../../src/model/types.ts';
import { json, operation, toModel, withPath } from '../helpers/builders.ts';
import { ordersModel } from '../helpers/orders.ts';

function answering(responses: unknown) {
  const [found] = toModel(withPath('/a', { get: { responses } })).operations;
  if (!found) throw new Error('no operation');
  return found;
}

const named = (cause: string) => json({}, { examples: { one: { value: {}, 'x-cause': cause } } });

describe('the refusal for a cause', () => {
  it.each<{ what: string; responses: unknown; cause: Cause; want: number | undefined }>([
    { what: 'the one of HTTP', responses: { 401: {} }, cause: 'missing-credentials', want: 401 },
    {
      what: 'the one whose examples name it',
      responses: { 401: {}, 403: named('missing-credentials') },
      cause: 'missing-credentials',
      want: 403,
    },
    { what: 'the second that HTTP has', responses: { 422: {} }, cause: 'invalid-query-parameter', want: 422 },
    { what: 'the first that HTTP has', responses: { 422: {}, 400: {} }, cause: 'invalid-query-parameter', want: 400 },
    { what: 'none, where it is not documented', responses: { 400: {} }, cause: 'unknown-resource', want: undefined },
    {
      what: 'none, where only a range is',
      responses: { '4XX': {}, default: {} },
      cause: 'unknown-resource',
      want: undefined,
    },
    {
      what: 'none, where a range names it',
      responses: { '4XX': named('unknown-resource') },
      cause: 'unknown-resource',
      want: undefined,
    },
    { what: 'none, where HTTP has none', responses: { 429: {} }, cause: 'too-many-requests', want: undefined },
  ])('is $what', ({ responses, cause, want }) => {
    expect(expectedRefusal(answering(responses), cause)?.status).toBe(want);
  });
});

it.each([
  { responses: { 404: {}, 202: {}, 201: {} }, want: 201 },
  { responses: { default: {}, '2XX': {} }, want: undefined },
  { responses: { 302: {} }, want: undefined },
])('the success is the first that is documented: $want', ({ responses, want }) => {
  expect(expectedSuccess(answering(responses))?.status).toBe(want);
});

describe('a request made as documented', () => {
  const bare = answering({});
  const query = { parameters: [{ name: 'q', in: 'query' }] };
  const [asking] = toModel(withPath('/a', { get: operation(query) })).operations;

  it.each<{ cause: Cause; meets: boolean; asked: boolean }>([
    { cause: 'invalid-query-parameter', meets: false, asked: true },
    { cause: 'missing-query-parameter', meets: false, asked: false },
    { cause: 'unknown-resource', meets: false, asked: false },
    { cause: 'invalid-body', meets: false, asked: false },
    { cause: 'method-not-allowed', meets: false, asked: false },
    { cause: 'insufficient-scope', meets: false, asked: false },
    { cause: 'internal-error', meets: true, asked: true },
    { cause: 'too-many-requests', meets: true, asked: true },
  ])('can meet "$cause" without parameters: $meets, with one in the query: $asked', ({ cause, meets, asked }) => {
    expect(canMeet(bare, cause, ordersModel)).toBe(meets);
    expect(asking && canMeet(asking, cause, ordersModel)).toBe(asked);
  });
});
