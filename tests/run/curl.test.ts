import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCurl } from '../../src/run/curl.ts';
import { createRedactor } from '../../src/run/redact.ts';
import type { SentRequest } from '../../src/run/sent-request.ts';

const redactor = createRedactor([
  { name: 'access_token', value: 'tok-1234' },
  { name: 'API-KEY', value: 'key-5678' },
  { name: '1st key', value: 'first-9' },
  { name: 'apiKey', value: 'camel-12' },
  { name: 'code', value: 'a+b&c' },
]);

function sent(overrides: Partial<SentRequest> = {}): SentRequest {
  return { method: 'GET', url: 'http://localhost/pets', headers: [], body: { kind: 'none' }, ...overrides };
}

function header(value: string, name = 'X') {
  return sent({ headers: [{ name, value }] });
}

it('presents a client certificate over TLS only, by variables of the shell', () => {
  const clientCertificate = { certificate: '/home/me/client.pem', key: '/home/me/client.key' };
  const [secure, plain] = ['https', 'http'].map((scheme) =>
    toCurl(sent({ url: `${scheme}://localhost/pets` }), redactor, { clientCertificate }),
  );
  expect(secure).toBe(`curl -sS -X GET --cert "$CLIENT_CERT" --key "$CLIENT_KEY" 'https://localhost/pets'`);
  expect(plain).toBe(`curl -sS -X GET 'http://localhost/pets'`);
});

describe('the line that sends it again', () => {
  it.each([
    {
      name: 'keeps credentials in shell variables',
      request: sent({
        headers: [
          { name: 'Authorization', value: 'Bearer tok-1234' },
          { name: 'x-api-key', value: 'key-5678' },
        ],
      }),
      want: `curl -sS -X GET 'http://localhost/pets' -H "Authorization: Bearer $ACCESS_TOKEN" -H "x-api-key: $API_KEY"`,
    },
    {
      name: 'tells a variable from the text that follows',
      request: sent({ url: 'http://localhost/key-5678s' }),
      want: `curl -sS -X GET "http://localhost/\${API_KEY}s"`,
    },
    {
      name: 'names no variable that begins with a digit',
      request: header('first-9'),
      want: `curl -sS -X GET 'http://localhost/pets' -H "X: $_1ST_KEY"`,
    },
    {
      name: 'quotes around a variable what a shell would read',
      request: header('`id` key-5678 $HOME'),
      want: `curl -sS -X GET 'http://localhost/pets' -H 'X: \`id\` '"$API_KEY"' $HOME'`,
    },
    {
      name: 'sends a body as it is, also one that looks like a file name',
      request: sent({ method: 'POST', body: { kind: 'text', text: '@/etc/passwd' } }),
      want: `curl -sS -X POST 'http://localhost/pets' --data-raw '@/etc/passwd'`,
    },
    {
      name: 'keeps brackets and braces of a URL',
      request: sent({ url: 'http://localhost/pets?ids[]=1&f={a}' }),
      want: `curl -sS -X GET -g 'http://localhost/pets?ids[]=1&f={a}'`,
    },
    ...[
      { query: 'k=a%2Bb%26c', want: `'http://localhost/pets' --url-query "k=$CODE"` },
      { query: 'a=1&k=a%2Bb%26c&b=2', want: `'http://localhost/pets?a=1&b=2' --url-query "k=$CODE"` },
      { query: 'k=a%2Bb%26c&l=a%2Bb%26c', want: `'http://localhost/pets' --url-query "k=$CODE" --url-query "l=$CODE"` },
      { query: 'k=key-5678', want: `"http://localhost/pets?k=$API_KEY"` },
    ].map(({ query, want }) => ({
      name: `encodes the secrets of ?${query}`,
      request: sent({ url: `http://localhost/pets?${query}` }),
      want: `curl -sS -X GET ${want}`,
    })),
    {
      name: 'takes no URL for an option',
      request: sent({ url: '-o/etc/passwd' }),
      want: `curl -sS -X GET --url '-o/etc/passwd'`,
    },
    { name: 'asks for a head', request: sent({ method: 'HEAD' }), want: `curl -sS -I 'http://localhost/pets'` },
    { name: 'sends an empty header', request: header(''), want: `curl -sS -X GET 'http://localhost/pets' -H 'X;'` },
    {
      name: 'says where a body is left out',
      request: sent({ method: 'POST', body: { kind: 'other', mode: 'formdata\nrm -rf /' } }),
      want: `curl -sS -X POST 'http://localhost/pets' # and a body of mode formdatarmrf`,
    },
  ])('$name', ({ request, want }) => {
    expect(toCurl(request, redactor)).toBe(want);
  });
});

/** What a real shell hands to curl, with the secrets in its environment. */
function wordsInShell(line: string): string[] {
  const env = { ACCESS_TOKEN: 'tok-1234', API_KEY: 'key-5678', _1ST_KEY: 'first-9', HOME: 'home' };
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${line}`;
  return execFileSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe.skipIf(process.platform === 'win32')('a shell reads from it', () => {
  it.each([
    "it's",
    '$(touch /tmp/x)',
    '`id`',
    '$HOME "key-5678"',
    '\\',
    "'; exit 1; '",
    'a\nb',
    '!!',
    '* ? ~',
    '\x1b[31m',
    'ö…',
  ])('the header value %s as it was sent', (value) => {
    expect(wordsInShell(toCurl(header(value), redactor)).at(-1)).toBe(`X: ${value}`);
  });

  it('any value as it was sent', () => {
    const value = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('\0') && text !== '');
    const spiced = fc
      .tuple(value, fc.constantFrom('', 'key-5678', 'tok-1234', "'", '"', '$'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(spiced, (text) => {
        const [, , , , , word] = wordsInShell(toCurl(sent({ method: 'PUT', body: { kind: 'text', text } }), redactor));
        expect(word).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});
