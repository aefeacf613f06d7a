/** A server that refuses the correct request for its made-up values refuses the invalid ones for nothing else: none of those is ticked. */
import { describe, expect, it } from 'vitest';
import { localCredentials } from '../../src/server/options.ts';
import { CLIENTS, IS_FAST } from '../helpers/clients.ts';
import { brokenIn, type Fetch, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';

const body = (schema: object) => ({ required: true, content: { 'application/json': { schema } } });
const order = {
  type: 'object',
  required: ['voucher'],
  properties: { voucher: { type: 'string' }, size: { type: 'integer', maximum: 100 } },
};

const suite = await suiteOf({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  servers: [{ url: 'https://orders.example' }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  paths: {
    '/me': {
      get: {
        summary: 'Me',
        security: [{ key: [] }],
        responses: { 200: { description: 'You' }, 401: { description: 'No key' } },
      },
    },
    '/orders': {
      post: {
        summary: 'Order',
        security: [{ key: [] }],
        requestBody: body(order),
        responses: {
          201: { description: 'Made' },
          401: { description: 'No key' },
          422: { description: 'No such voucher' },
        },
      },
    },
  },
});

const [KEY] = Object.values(localCredentials(suite.model));

/** A server that looks at the body before it looks at the key. */
const serverWith =
  (isKnown: boolean): Fetch =>
  async (request) => {
    const isIn = request.headers.get('X-Key') === KEY;
    const sent = request.method === 'GET' ? {} : ((await request.json()) as Record<string, unknown>);
    const { voucher = '', size = 0 } = sent;
    const isRight = isKnown && 'voucher' in sent && typeof voucher === 'string' && Number.isInteger(size);
    if (request.method === 'POST' && !(isRight && Number(size) <= 100)) return new Response(null, { status: 422 });
    return new Response(null, { status: !isIn ? 401 : request.method === 'GET' ? 200 : 201 });
  };

describe.each(CLIENTS)('in %s', (client) => {
  it('nothing of an operation that knows no value is judged, and nothing is red', async () => {
    const verdict = await tried(suite, { client, fetch: serverWith(false), live: true, writes: 'all' });
    expect(brokenIn(verdict)).toEqual([]);
    const invalid = verdict.requests.filter(({ name }) => name.startsWith('Order: ') && !/key/.test(name));
    expect(invalid.length).toBeGreaterThan(2);
    expect(invalid.flatMap(({ assertions }) => assertions.map(({ outcome }) => outcome.kind))).not.toContain('passed');
    expect(notJudgedIn(verdict).join()).toContain('refused-too');
  });
});

it.runIf(IS_FAST)('a key that may not write says so once, and nothing of invalid requests', async () => {
  const readOnly: Fetch = async (request) => {
    if (request.headers.get('X-Key') !== KEY) return new Response(null, { status: 401 });
    return new Response(null, { status: request.method === 'POST' ? 403 : 200 });
  };
  const verdict = await tried(suite, { fetch: readOnly, live: true, writes: 'all' });
  expect(brokenIn(verdict)).toEqual(['Order: Status is 201']);
  expect(notJudgedIn(verdict).join()).toContain('refused-too');
});

it.runIf(IS_FAST)('what the correct request is taken for is judged', async () => {
  const right = await tried(suite, { fetch: serverWith(true), live: true, writes: 'all' });
  expect(brokenIn(right)).toEqual([]);
  expect(notJudgedIn(right).join()).not.toContain('refused-too');
  const lenient: Fetch = async (request) =>
    request.method === 'POST' ? new Response(null, { status: 201 }) : serverWith(true)(request);
  const wrong = await tried(suite, { fetch: lenient, live: true, writes: 'all' });
  expect(brokenIn(wrong)).toContain('Order: size above 100: Status is 422');
});
