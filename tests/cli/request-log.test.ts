/** What `serve` prints of a request, and what it does not. */
import { expect, it } from 'vitest';
import { logged, named, SERVER } from '../../src/cli/request-log.ts';
import { toModel } from '../helpers/builders.ts';

const model = toModel({
  openapi: '3.1.0',
  info: { title: 'A', version: '1' },
  paths: { '/a': { get: { responses: { 200: { description: 'ok' } } } } },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'app key' } } },
});

it.each([
  { url: '/a?limit=2', want: 'GET /a?limit=2' },
  { url: '/a?app%20key=hush&x=1', want: 'GET /a?app%20key=…&x=1' },
  { url: '/a?x=1&App+Key=hush', want: 'GET /a?x=1&App+Key=…' },
  { url: '/a?access_token=hush', want: 'GET /a?access_token=…' },
  { url: '/a?%zz=1', want: 'GET /a?%zz=1' },
  { url: `/${'a'.repeat(300)}`, want: `GET /${'a'.repeat(195)}…` },
])('$url', async ({ url, want }) => {
  const lines: string[] = [];
  const out = { write: (text: string) => void lines.push(text), isTerminal: false, color: false, columns: 80 };
  const fetch = logged(
    async () => new Response(null, { status: 204 }),
    model,
    out,
    () => new Date(2026, 0, 1, 9, 5, 7),
  );
  await fetch(new Request(`http://127.0.0.1${url}`));
  expect(lines).toEqual([expect.stringMatching(/^09:05:07 {2}204 {2}.* {2}\d+ ms\n$/)]);
  expect(lines[0]?.slice(15).replace(/ {2}\d+ ms\n$/, '')).toBe(want);
});

it('a response names the server, unless the description has another name for it', async () => {
  const of = async (headers: Record<string, string>) =>
    (await named(async () => new Response('', { headers }))(new Request('http://127.0.0.1'))).headers.get('Server');
  expect([await of({}), await of({ Server: 'nginx' })]).toEqual([SERVER, 'nginx']);
});
