import { describe, expect, it } from 'vitest';
import { canMeet, expectedRefusal, expectedSuccess } from '../../src/contract/refusals.ts';
import type { Cause } from '../../src/model/types.ts';
import type { Expected } from '../../src/rules/request.ts';
import { json, operation, toModel, withPath } from '../helpers/builders.ts';
import { ordersModel } from '../helpers/orders.ts';

function answering(responses: unknown) {
  const components = { responses: { Shared: named('missing-api-key') } };
  const [found] = toModel(withPath('/a', { get: { responses } }, { components })).operations;
  if (!found) throw new Error('no operation');
  return found;
}

const SHARED = { $ref: '#/components/responses/Shared' };

const named = (cause: string) => json({}, { examples: { one: { value: {}, 'x-cause': cause } } });

/** The statuses of every answer that is right. */
function statusesOf(expected: Expected | undefined) {
  return expected && [expected, ...(expected.or ?? [])].map(({ status }) => status);
}

describe('the refusal for a cause', () => {
  it.each<{ what: string; responses: unknown; cause: Cause; want: readonly (number | string)[] | undefined }>([
    { what: 'the one of HTTP', responses: { 401: {} }, cause: 'missing-credentials', want: [401] },
    {
      what: 'any documented one that can be meant, where nothing says which',
      responses: { 400: {}, 401: {}, 403: {}, 409: {} },
      cause: 'missing-api-key',
      want: [401, 403, 400],
    },
    {
      what: 'the others that can be meant too, where a class documents them',
      responses: { 401: {}, default: {} },
      cause: 'invalid-api-key',
      want: [401, 403, 400, 404],
    },
    {
      what: 'also 401, where only a 403 is documented, which may be about rights',
      responses: { 200: {}, 403: {} },
      cause: 'invalid-credentials',
      want: [403, 401],
    },
    { what: 'not 403, where 401 is documented', responses: { 401: {} }, cause: 'invalid-credentials', want: [401] },
    {
      what: 'also 403 for a scope, where only a 401 is documented',
      responses: { 401: {} },
      cause: 'insufficient-scope',
      want: [401, 403],
    },
    { what: '403 for a scope', responses: { 403: {} }, cause: 'insufficient-scope', want: [403] },
    {
      what: 'the 403 that names a missing scope or token',
      responses: { 401: {}, 403: named('insufficient-scope') },
      cause: 'insufficient-scope',
      want: [403],
    },
    {
      what: 'the one whose examples name it',
      responses: { 401: {}, 403: named('missing-credentials') },
      cause: 'missing-credentials',
      want: [403],
    },
    {
      what: 'each whose examples name it',
      responses: { 400: named('missing-api-key'), 409: named('missing-api-key'), 401: {} },
      cause: 'missing-api-key',
      want: [400, 409],
    },
    {
      what: 'those that can be meant, where one response is shared',
      responses: { 400: SHARED, 401: SHARED, 409: SHARED },
      cause: 'missing-api-key',
      want: [400, 401],
    },
    {
      what: 'what is gone as well as what never was',
      responses: { 404: {}, 410: {}, 409: {} },
      cause: 'unknown-resource',
      want: [404, 410],
    },
    {
      what: 'any documented one that can speak of a value',
      responses: { 400: {}, 401: {}, 403: {}, 409: {}, 429: {} },
      cause: 'invalid-body',
      want: [400, 403, 409],
    },
    {
      what: 'any of a class for a value',
      responses: { 401: {}, 404: {}, '4XX': {} },
      cause: 'invalid-query-parameter',
      want: ['4XX', 404],
    },
    {
      what: 'none for a value, where only others are',
      responses: { 401: {}, 404: {} },
      cause: 'invalid-body',
      want: undefined,
    },
    {
      what: 'none for a value, where only errors in general are',
      responses: { default: {} },
      cause: 'invalid-body',
      want: undefined,
    },
    { what: 'the second that HTTP has', responses: { 422: {} }, cause: 'invalid-query-parameter', want: [422] },
    {
      what: 'either that HTTP has',
      responses: { 422: {}, 400: {} },
      cause: 'invalid-query-parameter',
      want: [400, 422],
    },
    { what: 'none, where it is not documented', responses: { 400: {} }, cause: 'unknown-resource', want: undefined },
    {
      what: 'none, where only a range is',
      responses: { '4XX': {}, default: {} },
      cause: 'unknown-resource',
      want: undefined,
    },
    {
      what: 'any of a range that names it, and what is documented in it',
      responses: { '4XX': named('unknown-resource'), 409: {} },
      cause: 'unknown-resource',
      want: ['4XX', 409],
    },
    { what: 'none, where HTTP has none', responses: { 429: {} }, cause: 'too-many-requests', want: undefined },
    {
      what: 'any 4XX, where only a security requirement documents it',
      responses: { 200: {}, 404: {} },
      cause: 'missing-credentials',
      want: ['4XX', 404],
    },
    {
      what: 'also a redirect beside a success, as to a login',
      responses: { 200: {}, 302: {}, 304: {} },
      cause: 'missing-api-key',
      want: ['4XX', 302],
    },
    {
      what: 'no redirect that is the success',
      responses: { 302: {}, 404: {} },
      cause: 'missing-api-key',
      want: ['4XX', 404],
    },
    {
      what: 'no redirect where 401 is documented',
      responses: { 200: {}, 302: {}, 401: {} },
      cause: 'missing-api-key',
      want: [401],
    },
    {
      what: 'a redirect that is described as to a login, beside 401',
      responses: { 200: {}, 302: { description: 'Not logged in: to the login page' }, 401: {} },
      cause: 'missing-api-key',
      want: [401, 302],
    },
    {
      what: '501 of a method, where it is documented',
      responses: { 200: {}, 405: {}, 501: {} },
      cause: 'method-not-allowed',
      want: [405, 501],
    },
    { what: 'any 4XX of its range', responses: { '4xx': {} }, cause: 'invalid-api-key', want: ['4XX'] },
  ])('is $what', ({ responses, cause, want }) => {
    expect(statusesOf(expectedRefusal(answering(responses), cause))).toEqual(want);
  });

  it('has a status that a standard has, without a body that nothing documents', () => {
    const expected = expectedRefusal(answering({ 200: {}, 403: json({}) }), 'missing-credentials');
    expect(expected?.or).toMatchObject([{ status: 401, response: { media: [], pointer: '' } }]);
  });

  it('has the response of each status, and why', () => {
    const expected = expectedRefusal(
      answering({ 401: { description: 'who' }, default: { description: 'else' } }),
      'missing-api-key',
      'missing-credentials',
    );
    expect([expected, ...(expected?.or ?? [])]).toMatchObject([
      { status: 401, response: { description: 'who' }, causes: ['missing-api-key', 'missing-credentials'] },
      { status: 403, response: { description: 'else' }, causes: ['missing-api-key', 'missing-credentials'] },
      { status: 400, response: { description: 'else' } },
      { status: 404, response: { description: 'else' } },
    ]);
  });
});

it.each([
  { responses: { 404: {}, 202: {}, 201: {} }, method: 'get', want: [201, 202] },
  { responses: { 404: {}, 202: {}, 201: {} }, method: 'put', want: [201, 202] },
  { responses: { 200: {}, 206: {}, 304: {}, 303: {}, '2XX': {} }, method: 'get', want: [200, 206, '2XX', 303] },
  { responses: { default: {}, '2XX': {} }, method: 'get', want: ['2XX'] },
  { responses: { 302: {} }, method: 'get', want: [302] },
  { responses: { default: {} }, method: 'get', want: ['2XX', '3XX', '4XX'] },
  { responses: { 400: {} }, method: 'get', want: ['2XX', '3XX', 400, '4XX'] },
])('the success of a $method is what is documented: $want', ({ responses, method, want }) => {
  const [found] = toModel(withPath('/a', { [method]: { responses } })).operations;
  expect(statusesOf(found && expectedSuccess(found))).toEqual(want);
});

describe('a request made as documented', () => {
  const bare = answering({});
  const query = { parameters: [{ name: 'q', in: 'query' }] };
  const [asking] = toModel(withPath('/a', { get: operation(query) })).operations;

  it.each<{ cause: Cause; meets: boolean; requested: boolean }>([
    { cause: 'invalid-query-parameter', meets: false, requested: true },
    { cause: 'missing-query-parameter', meets: false, requested: false },
    { cause: 'unknown-resource', meets: false, requested: false },
    { cause: 'invalid-body', meets: false, requested: false },
    { cause: 'method-not-allowed', meets: false, requested: false },
    { cause: 'insufficient-scope', meets: false, requested: false },
    { cause: 'internal-error', meets: true, requested: true },
    { cause: 'too-many-requests', meets: true, requested: true },
  ])(
    'can meet "$cause" without parameters: $meets, with one in the query: $requested',
    ({ cause, meets, requested }) => {
      expect(canMeet(bare, cause, ordersModel)).toBe(meets);
      expect(asking && canMeet(asking, cause, ordersModel)).toBe(requested);
    },
  );
});
