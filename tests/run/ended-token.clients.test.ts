/**
 * Tokens that end before the run does, of which nothing says when. A client gets another one, and sends the request again:
 * https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
import { expect, it } from 'vitest';
import { document, operation } from '../helpers/builders.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const flows = { clientCredentials: { tokenUrl: 'https://orders.example/v1/token', scopes: {} } };
const get = (name: string) =>
  operation({ summary: name, security: [{ oauth: [] }], responses: { 200: { description: '' } } });
const NAMES = ['a', 'b', 'c', 'd'];
const suite = await suiteOf(
  document({
    paths: Object.fromEntries(NAMES.map((name) => [`/${name}`, { get: get(name) }])),
    components: { securitySchemes: { oauth: { type: 'oauth2', flows } } },
  }),
);

/** A server whose tokens are taken so many times, and how many it granted. */
function granting(uses: number): { readonly fetch: Fetch; readonly granted: () => number } {
  let [granted, left] = [0, 0];
  const fetch: Fetch = async (request) => {
    if (new URL(request.url).pathname.endsWith('/token')) {
      granted += 1;
      left = uses;
      return Response.json({ access_token: `token-${granted}`, token_type: 'Bearer' });
    }
    if (request.headers.get('authorization') !== `Bearer token-${granted}` || left === 0)
      return new Response(null, { status: 401 });
    left -= 1;
    return new Response(null, { status: 200 });
  };
  return { fetch, granted: () => granted };
}

it.each(CLIENTS)('in %s, a token that ends is replaced, and the run is green', async (client) => {
  const { fetch, granted } = granting(2);
  const verdict = await tried(suite, { fetch, client, only: ({ name }) => NAMES.includes(name) });
  expect(brokenIn(verdict)).toEqual([]);
  expect(verdict.ok).toBe(true);
  expect(granted()).toBe(2);
});

it.each(CLIENTS)('in %s, tokens that are never taken are not replaced again and again', async (client) => {
  const { fetch, granted } = granting(0);
  const verdict = await tried(suite, { fetch, client, only: ({ name }) => NAMES.includes(name) });
  expect(brokenIn(verdict).filter((one) => one.endsWith('Status is 200'))).toHaveLength(NAMES.length);
  expect(granted()).toBe(1);
});
