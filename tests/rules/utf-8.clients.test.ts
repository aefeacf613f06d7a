/** The bytes of JSON: clients hide a byte order mark from scripts, which look at the bytes. */
import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

const content = { 'application/json': { schema: { type: 'object' } } };
const suite = suiteOf({
  openapi: '3.1.0',
  info: { title: 'Bytes', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: { '/a': { get: { responses: { 200: { description: '', content } } } } },
});

describe.each(CLIENTS)('in %s', (client) => {
  it.each([
    { what: 'letters beyond ASCII', bytes: Buffer.from('{"a":"\u00e9\u{1f600}"}'), broken: false },
    { what: 'a mark inside of it', bytes: Buffer.from('{"a":"\ufeff"}'), broken: false },
    { what: 'a character for what is unknown', bytes: Buffer.from('{"a":"\ufffd"}'), broken: false },
    { what: 'spaces before it', bytes: Buffer.from('\n {}'), broken: false },
    { what: 'a byte order mark', bytes: Buffer.from('\ufeff{}'), broken: true },
    { what: 'Latin-1', bytes: Buffer.from('{"a":"\u00e9"}', 'latin1'), broken: true },
  ])('JSON with $what: broken is $broken', async ({ bytes, broken }) => {
    const fetch = async () => new Response(bytes, { headers: { 'Content-Type': 'application/json' } });
    expect(brokenIn(await tried(await suite, { client, fetch }))).toEqual(
      broken ? ['GET /a: The body is valid UTF-8'] : [],
    );
  });
});
