/** Cookies in curl commands: those of the collection are there, and those that the server has set are not. */
import { afterEach, expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { collection, request } from './support/collection.ts';
import { observe } from './support/observe.ts';
import { serve, type TestServer } from './support/server.ts';

const KEY = 'key-7Q2m9ZpX4vTn8LrW';
const SESSION = 'session-of-the-server-5d41402abc4b';

let server: TestServer;
afterEach(() => server.close());

it.each(CLIENTS)('in %s, a session that the server has set is in no event', async (client) => {
  const sent: (string | undefined)[] = [];
  server = await serve(({ headers }, response) => {
    sent.push(headers.cookie);
    // One of them has the name of the collection's own.
    response.setHeader('Set-Cookie', [`jar=${SESSION}; Path=/`, `KEY=${SESSION}; Path=/a`]);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
  const Cookie = 'KEY={{API-KEY}}; lang=en; wrong={{API-KEY}}-wrong';
  const items = [
    request('First', { path: '/a', headers: { Cookie } }),
    request('Second', { path: '/a', headers: { Cookie } }),
    request('Third', { path: '/a' }),
  ];
  const variables = { base_url: server.url, 'API-KEY': KEY };
  const { events } = await observe({ collection: collection({ items }), client, variables, secrets: ['API-KEY'] });
  expect(sent[0]).toBe(Cookie.replaceAll('{{API-KEY}}', KEY));
  expect(sent[1]).toContain(`jar=${SESSION}`);
  expect(JSON.stringify(events)).not.toContain(SESSION.slice(0, 12));
  const curl = events.flatMap((event) => (event.kind === 'request' ? [event.curl.replace(/^.* -H /, '')] : []));
  const own = '"Cookie: KEY=$API_KEY; lang=en; wrong=$API_KEY-wrong"';
  expect(curl.slice(0, 2).map((text) => text.replace('cookie', 'Cookie'))).toEqual([own, own]);
  expect(curl[2]).not.toMatch(/cookie/i);
});
