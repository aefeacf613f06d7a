import { describe, expect, it } from 'vitest';
import { causesNamed } from '../../src/infer/cause-words.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { document, json, mistakes, operation, toModel } from '../helpers/builders.ts';

describe('the causes that a text names', () => {
  it.each([
    { text: 'Missing credentials', status: '401', want: ['missing-credentials'] },
    {
      text: 'No credentials, or credentials that are not valid.',
      status: '401',
      want: ['missing-credentials', 'invalid-credentials'],
    },
    {
      text: 'The access token is missing or invalid',
      status: '401',
      want: ['missing-credentials', 'invalid-credentials'],
    },
    {
      text: 'Missing, invalid or expired token',
      status: '401',
      want: ['missing-credentials', 'invalid-credentials', 'expired-credentials'],
    },
    { text: 'TOKEN_EXPIRED', status: '401', want: ['expired-credentials'] },
    { text: 'The token has expired', status: '401', want: ['expired-credentials'] },
    { text: 'Authentication is required', status: '401', want: ['missing-credentials'] },
    { text: 'Invalid API key', status: '403', want: ['invalid-api-key'] },
    { text: 'invalidApiKey', status: '401', want: ['invalid-api-key'] },
    { text: 'Invalid API key or missing token', status: '401', want: ['invalid-api-key', 'missing-credentials'] },
    { text: 'API key missing or token invalid', status: '401', want: ['missing-api-key', 'invalid-credentials'] },
    { text: 'The X-API-Key header is missing', status: '400', want: ['missing-api-key'] },
    { text: 'API key not provided', status: '401', want: ['missing-api-key'] },
    { text: 'Insufficient scope', status: '403', want: ['insufficient-scope'] },
    { text: 'Resource not found', status: '404', want: ['unknown-resource'] },
    { text: 'ORDER_NOT_FOUND', status: '404', want: ['unknown-resource'] },
    { text: 'The order does not exist', status: '404', want: ['unknown-resource'] },
    { text: 'Method not allowed', status: '405', want: ['method-not-allowed'] },
    { text: 'Invalid query parameter', status: '400', want: ['invalid-query-parameter'] },
    { text: 'Missing query-string parameter', status: '400', want: ['missing-query-parameter'] },
    { text: 'A parameter is invalid', status: '422', want: ['invalid-query-parameter', 'invalid-path-parameter'] },
    { text: 'Missing header', status: '400', want: ['missing-header'] },
    { text: 'Invalid request body', status: '422', want: ['invalid-body'] },
    { text: 'Too many requests', status: '403', want: ['too-many-requests'] },
  ])('"$text" of $status: $want', ({ text, status, want }) => {
    expect([...causesNamed(text, status)].sort()).toEqual([...want].sort());
  });

  it.each([
    { text: 'Unauthorized', status: '401' },
    { text: 'Forbidden', status: '403' },
    { text: 'Access denied', status: '403' },
    { text: 'Bad request', status: '400' },
    { text: 'A bad query', status: '400' },
    { text: 'Route not found', status: '404' },
    { text: 'Resource not found', status: '400' },
    { text: 'Invalid API key', status: '404' },
    { text: 'The order has expired', status: '400' },
    { text: 'You have no access to this order. Your token knows other ones.', status: '403' },
    { text: 'Missing or malformed', status: '400' },
    { text: 'Validation failed, or the endpoint has been spammed.', status: '422' },
  ])('"$text" of $status says nothing clear', ({ text, status }) => {
    expect(causesNamed(text, status)).toEqual([]);
  });

  it('is told for each validation error that there may be', () => {
    expect(causesNamed('Validation error', '422')).toHaveLength(6);
  });

  it('of a response for a whole class may be any', () => {
    expect(causesNamed('Missing token, invalid API key, resource not found', '4XX')).toHaveLength(3);
  });
});

const refusal = (description: string, examples: object, more: object = {}) => ({
  description,
  ...json({}, { examples }),
  ...more,
});
const shared = { $ref: '#/components/responses/Who' };

function modelWith(who: object) {
  const get = (operationId: string) => operation({ operationId, responses: { 200: {}, 401: shared } });
  return toModel(
    document({ paths: { '/a': { get: get('a') }, '/b': { get: get('b') } }, components: { responses: { Who: who } } }),
  );
}

describe('what is proposed', () => {
  const example = { one: { value: { error: 'token_expired' } } };

  it('is proposed once of a response that is shared, where it stands, and reaches no request by itself', () => {
    const { model, proposals } = inferMeaning(modelWith(refusal('Missing or invalid token', example)));
    expect(proposals).toEqual([
      {
        operation: 'a',
        pointer: '/components/responses/Who/content/application~1json/examples/one',
        what: 'The example "one" of 401 is the response to: expired credentials',
        why: 'it says: "one. token_expired."',
        declare: { 'x-cause': 'expired-credentials' },
      },
      {
        operation: 'a',
        pointer: '/components/responses/Who',
        what: '401 is the response to: missing credentials, invalid credentials',
        why: 'it says: "Missing or invalid token."',
        declare: { 'x-cause': ['missing-credentials', 'invalid-credentials'] },
      },
    ]);
    for (const { responses } of model.operations) {
      expect(responses[1]?.causes).toBeUndefined();
      expect(responses[1]?.media[0]?.examples[0]?.causes).toEqual([]);
    }
  });

  it('is of no parameters that an operation lacks', () => {
    const get = operation({
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: {}, 400: { description: 'Invalid parameter' } },
    });
    const post = operation({ responses: { 201: {}, 400: { description: 'Invalid parameter' } } });
    const paths = { '/a/{id}': { get }, '/a': { post } };
    expect(inferMeaning(toModel(document({ paths }))).proposals.map(({ declare }) => declare)).toEqual([
      { 'x-cause': 'invalid-path-parameter' },
    ]);
  });

  it('is of the response where the example is a mere value', () => {
    const who = { description: 'Refused.', ...json({}, { example: { error: 'token_expired' } }) };
    expect(inferMeaning(modelWith(who)).proposals).toMatchObject([
      { pointer: '/components/responses/Who', declare: { 'x-cause': 'expired-credentials' } },
    ]);
  });

  it.each([
    {
      what: 'the response',
      who: refusal('Missing token', example, { 'x-cause': 'invalid-credentials' }),
      want: ['invalid-credentials'],
    },
    {
      what: 'the response, to be nothing',
      who: refusal('Missing token', example, { 'x-cause': false }),
      want: undefined,
    },
    {
      what: 'the response, twice the same',
      who: refusal('Missing token', example, { 'x-cause': ['invalid-credentials', 'invalid-credentials'] }),
      want: ['invalid-credentials'],
    },
    {
      what: 'an example',
      who: refusal('Missing token', { ...example, two: { value: 1, 'x-cause': ['invalid-credentials'] } }),
      want: undefined,
    },
  ])('is nothing beside a declaration of $what', ({ who, want }) => {
    const { proposals, model } = inferMeaning(modelWith(who));
    expect(proposals).toEqual([]);
    expect(model.operations[0]?.responses[1]?.causes).toEqual(want);
  });
});

it('a cause that nobody knows is a mistake', async () => {
  const responses = { 401: { description: '', 'x-cause': ['invalid-credentials', 'bad-luck'] } };
  expect(await mistakes(document({ paths: { '/a': { get: operation({ responses }) } } }))).toEqual([
    'document/wrong-type /paths/~1a/get/responses/401/x-cause',
  ]);
});
