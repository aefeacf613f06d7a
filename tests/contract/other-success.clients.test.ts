/** Operations without a 2xx response, against correct servers and wrong ones, in each client. */
import { expect, it } from 'vitest';
import { document, json, operation } from '../helpers/builders.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
const location = { Location: { required: true, schema: { type: 'string' } } };

const suite = await suiteOf(
  document({
    paths: {
      '/default': { get: operation({ responses: { default: json(schema) } }) },
      '/redirect': { get: operation({ responses: { 302: { headers: location } } }) },
    },
  }),
);

/** A server that answers each path with a status and a body, and redirects into nothing. */
const answering = (byPath: Readonly<Record<string, readonly [number, string?]>>) => async (request: Request) => {
  const [status, body = '{"a":1}'] = byPath[new URL(request.url).pathname.replace('/v1', '')] ?? [404];
  const headers = { 'Content-Type': 'application/json', Location: 'http://127.0.0.1:1/nowhere' };
  return new Response(body, { status, headers });
};

it.each([
  { what: 'as described', fetch: suite.fetch, want: [] },
  { what: 'other statuses of default', fetch: answering({ '/default': [404], '/redirect': [302, 'Found'] }), want: [] },
  {
    what: 'a server error, and a success instead of a redirect',
    fetch: answering({ '/default': [500], '/redirect': [200] }),
    want: ['GET /default: Status is any 2XX, any 3XX or any 4XX', 'GET /redirect: Status is 302'],
  },
  {
    what: 'a body that default does not describe',
    fetch: answering({ '/default': [404, '{}'], '/redirect': [302] }),
    want: ['GET /default: The body satisfies its schema'],
  },
])('$what', async ({ fetch, want }) => {
  for (const client of CLIENTS) expect(brokenIn(await tried(suite, { fetch, client })), client).toEqual(want);
});
