/** A token with fewer scopes than operations need, which a server may grant: https://www.rfc-editor.org/rfc/rfc6749#section-3.3 */
import { expect, it } from 'vitest';
import { document, operation } from '../helpers/builders.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, type Fetch, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';

const needing = (scope: string) =>
  operation({ summary: scope, security: [{ oauth: [scope] }], responses: { 200: {}, 403: {} } });
const scopes = { read: '', write: '' };
const flows = { clientCredentials: { tokenUrl: 'https://orders.example/v1/token', scopes } };
const suite = await suiteOf(
  document({
    paths: { '/read': { get: needing('read') }, '/write': { get: needing('write') } },
    components: { securitySchemes: { oauth: { type: 'oauth2', flows } } },
  }),
);

/** A server that grants these scopes, says so, and answers what needs `write` with this status. */
const granting =
  (scope: string | undefined, status: number): Fetch =>
  async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/token')) return Response.json({ access_token: 'token-12', token_type: 'Bearer', scope });
    const isKnown = request.headers.get('authorization') === 'Bearer token-12';
    return new Response(null, { status: !isKnown ? 401 : pathname.endsWith('/write') ? status : 200 });
  };

const CASES = [
  { what: 'it lacks a scope', fetch: granting('read', 403), broken: [], notJudged: ['write: no-scope'] },
  { what: 'it has the scope', fetch: granting('read write', 403), broken: ['write: Status is 200'], notJudged: [] },
  { what: 'nobody says its scopes', fetch: granting(undefined, 403), broken: ['write: Status is 200'], notJudged: [] },
  { what: 'it lacks only another', fetch: granting('write', 403), broken: ['write: Status is 200'], notJudged: [] },
  { what: 'the server fails', fetch: granting('read', 404), broken: ['write: Status is 200'], notJudged: [] },
];

// Each run of the Postman CLI takes seconds.
it.each(CLIENTS.includes('newman') ? CASES : CASES.slice(0, 1))('where $what', async ({ fetch, broken, notJudged }) => {
  for (const client of CLIENTS) {
    const verdict = await tried(suite, { fetch, client, only: ({ name }) => ['read', 'write'].includes(name) });
    expect({ broken: brokenIn(verdict), notJudged: notJudgedIn(verdict) }, client).toEqual({ broken, notJudged });
  }
});
