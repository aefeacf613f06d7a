/** APIs that refuse with HTTP 200: what is right there, and which servers are found out. */
import { describe, expect, it } from 'vitest';
import { errorsInSuccess } from '../../src/contract/error-in-success.ts';
import { json, toModel } from '../helpers/builders.ts';
import { brokenIn, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';

const text = { type: 'string' };
const object = (properties: Readonly<Record<string, object>>, required = Object.keys(properties)) => ({
  type: 'object',
  required,
  properties,
});
const flag = (value: boolean, name = 'ok') => ({ [name]: { type: 'boolean', enum: [value] } });
const good = object({ ...flag(true), channel: text });
const bad = object({ ...flag(false), error: text });

const statuses = (schema: object, others: object = { default: { description: '' } }, status = '200') => {
  const model = toModel({
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    paths: { '/a': { get: { responses: { [status]: { description: '', ...json(schema) }, ...others } } } },
    components: { schemas: { Error: bad, Answer: { oneOf: [good, bad] } } },
  });
  const [operation] = model.operations;
  return operation && errorsInSuccess(operation, model).map(({ status: own }) => own);
};

describe('a success may be an error', () => {
  it.each([
    { what: 'a flag', schema: { oneOf: [good, bad] }, want: [200] },
    { what: 'one by reference', schema: { anyOf: [good, { $ref: '#/components/schemas/Error' }] }, want: [200] },
    { what: 'alternatives by reference', schema: { $ref: '#/components/schemas/Answer' }, want: [200] },
    { what: 'of any success', schema: { oneOf: [good, bad] }, status: '2XX', want: ['2XX'] },
    { what: 'another flag', schema: { oneOf: [good, object(flag(false, 'is_success'))] }, want: [200] },
    { what: 'a status', schema: { oneOf: [good, object({ status: { enum: ['fail', 'error'] } })] }, want: [200] },
    {
      what: 'an error that others lack',
      schema: { oneOf: [object({ id: text }), object({ errors: {} })] },
      want: [200],
    },
    {
      what: 'no error that all have',
      schema: { oneOf: [object({ error: {}, id: text }), object({ error: {}, name: text })] },
      want: [],
    },
    { what: 'no flag that need not be there', schema: { oneOf: [good, object(flag(false), [])] }, want: [] },
    { what: 'no other flag', schema: { oneOf: [good, object(flag(false, 'more'))] }, want: [] },
    { what: 'nothing but errors', schema: { oneOf: [bad, object(flag(false))] }, want: [] },
    { what: 'no alternatives', schema: bad, want: [] },
    {
      what: 'none where a 4xx is documented',
      schema: { oneOf: [good, bad] },
      others: { 401: { description: '' } },
      want: [],
    },
  ])('by $what: $want', ({ schema, others, status, want }) => {
    expect(statuses(schema, others, status)).toEqual(want);
  });
});

const chat = await suiteOf({
  openapi: '3.1.0',
  info: { title: 'Chat', version: '1' },
  servers: [{ url: 'https://chat.example' }],
  security: [{ Door: [] }],
  paths: {
    '/channels.mine': {
      get: { summary: 'Mine', responses: { 200: { description: '', ...json({ oneOf: [good, bad] }) } } },
    },
    '/channels.one': {
      get: {
        summary: 'One',
        parameters: [{ name: 'channel', in: 'query', required: true, schema: text }],
        responses: { 200: { description: '', ...json({ oneOf: [good, bad] }) } },
      },
    },
  },
  components: { securitySchemes: { Door: { type: 'http', scheme: 'bearer' } } },
});

describe('a server that refuses with HTTP 200', () => {
  const only = ': ';
  const shown = { ok: true, channel: 'general' };
  const refused = { ok: false, error: 'not_authed' };

  it('is right where the body is the error', async () => {
    const verdict = await tried(chat, { fetch: async () => Response.json(refused), only });
    expect(brokenIn(verdict)).toEqual([]);
    const unknown = notJudgedIn(verdict).filter((one) => one.endsWith('unknown-data'));
    // The channel is made up, so that the right token may get the same.
    expect(unknown).toEqual(['no', 'a wrong', 'an expired'].map((what) => `One: ${what} token: unknown-data`));
  });

  it.each([
    { what: 'shows data', body: shown },
    { what: 'answers with anything else', body: {} },
  ])('is wrong where it $what', async ({ body }) => {
    const broken = brokenIn(await tried(chat, { fetch: async () => Response.json(body), only }));
    expect(broken).toEqual(
      expect.arrayContaining(
        ['Mine: no token', 'One: a wrong token'].map((name) => `${name}: The body satisfies its schema`),
      ),
    );
  });

  it('may refuse with 401', async () => {
    const fetch = async () => new Response(null, { status: 401 });
    expect(brokenIn(await tried(chat, { fetch, only }))).toEqual([]);
  });
});
