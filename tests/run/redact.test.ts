import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnFromBody, learnFromHeaders, textsIn } from '../../src/run/learn.ts';
import { redactorFor, toWholeLimits } from '../../src/run/options.ts';
import { createRedactor } from '../../src/run/redact.ts';

const SECRET = 'p+s/ "wörd"&1';

describe('a secret is taken out', () => {
  it.each([
    { as: 'itself', text: `it is ${SECRET}.`, want: 'it is <pw>.' },
    { as: 'percent-encoded', text: `?a=${encodeURIComponent(SECRET)}&b=1`, want: '?a=<pw>&b=1' },
    { as: 'percent-encoded in lower case', text: `?a=${encodeURIComponent(SECRET).toLowerCase()}`, want: '?a=<pw>' },
    { as: 'percent-encoded twice', text: encodeURIComponent(encodeURIComponent(SECRET)), want: '<pw>' },
    { as: 'form-encoded', text: String(new URLSearchParams({ a: SECRET, b: '1' })), want: 'a=<pw>&b=1' },
    { as: 'percent-encoded in part', text: SECRET.replace(' ', '%20'), want: '<pw>' },
    { as: 'JSON', text: JSON.stringify({ a: SECRET }), want: '{"a":"<pw>"}' },
    { as: 'JSON within JSON', text: JSON.stringify(JSON.stringify({ a: SECRET })), want: '"{\\"a\\":\\"<pw>\\"}"' },
    { as: 'JSON in ASCII', text: JSON.stringify(SECRET).replace('ö', '\\u00F6'), want: '"<pw>"' },
    { as: 'HTML', text: SECRET.replaceAll('"', '&quot;').replaceAll('&1', '&amp;1'), want: '<pw>' },
    { as: 'HTML with names', text: SECRET.replace('ö', '&ouml;').replace('"', '&quot;'), want: '<pw>' },
    { as: 'HTML with decimal numbers', text: inNumbers(SECRET, 10, '&#'), want: '<pw>' },
    { as: 'HTML with hexadecimal numbers', text: inNumbers(SECRET, 16, '&#x').toUpperCase(), want: '<pw>' },
    { as: 'HTML within HTML', text: inNumbers(SECRET, 10, '&amp;#'), want: '<pw>' },
    { as: 'UTF-8 that is read as Latin-1', text: `it is ${misread(SECRET)}.`, want: 'it is <pw>.' },
    { as: 'the same percent-encoded', text: encodeURIComponent(misread(SECRET)), want: '<pw>' },
    { as: 'the same as HTML', text: inNumbers(misread(SECRET), 10, '&#'), want: '<pw>' },
    { as: 'Latin-1 that is read as UTF-8', text: Buffer.from(SECRET, 'latin1').toString(), want: '<pw>' },
    { as: 'percent-encoded Latin-1', text: encodeURIComponent(SECRET).replace('%C3%B6', '%F6'), want: '<pw>' },
    { as: 'base64 of Latin-1', text: Buffer.from(SECRET, 'latin1').toString('base64'), want: '<pw>' },
    {
      as: 'Basic credentials in Latin-1',
      text: Buffer.from(`id:${SECRET}`, 'latin1').toString('base64'),
      want: '<pw>',
    },
    { as: 'base64', text: `x ${btoa8(SECRET)} y`, want: 'x <pw> y' },
    { as: 'base64url', text: Buffer.from(SECRET).toString('base64url'), want: '<pw>' },
    { as: 'Basic credentials', text: `x ${btoa8(`some-id:${SECRET}`)}`, want: 'x <pw>' },
    { as: 'form-encoded Basic credentials', text: btoa8(`id:${encodeURIComponent(SECRET)}`), want: '<pw>' },
    {
      as: 'its beginning, where a message was cut',
      text: `expected 'p+s/ "w…' to equal`,
      want: `expected '<pw>…' to equal`,
    },
  ])('as $as', ({ text, want }) => {
    expect(createRedactor([{ name: 'pw', value: SECRET }]).redact(text)).toBe(want);
  });
});

describe('the beginning of a secret where a text was cut is taken out', () => {
  const cut = (form: string) => form.slice(0, -7);
  const long = `${SECRET}${SECRET}`;
  it.each([
    { as: 'percent-encoded', form: encodeURIComponent(SECRET) },
    { as: 'percent-encoded in lower case', form: encodeURIComponent(SECRET).toLowerCase() },
    { as: 'percent-encoded twice', form: encodeURIComponent(encodeURIComponent(SECRET)) },
    { as: 'HTML', form: SECRET.replace('"', '&quot;').replace('&1', '&amp;1') },
    { as: 'HTML, cut in a character', form: 'p+s/ &quot;wörd&quot;&amp;1'.slice(0, -3) },
    { as: 'JSON in ASCII', form: JSON.stringify(SECRET).slice(1, -1).replace('ö', '\\u00F6') },
    { as: 'base64', form: btoa8(SECRET) },
    { as: 'Basic credentials', form: btoa8(`some-id:${SECRET}`) },
  ])('as $as', ({ form }) => {
    const { redact } = createRedactor([{ name: 'pw', value: SECRET }]);
    expect(redact(`it is ${cut(form)}… and more`)).toBe('it is <pw>… and more');
    expect(redact(`it is ${cut(form)}...`)).toBe('it is <pw>...');
  });

  it.each([
    encodeURIComponent(long).toLowerCase(),
    long.replaceAll('"', '&quot;').replaceAll('&1', '&amp;1'),
    btoa8(long),
  ])('that of a long one also without a mark: %s', (form) => {
    const { redact } = createRedactor([{ name: 'pw', value: long }]);
    expect(redact(`it is ${form.slice(0, -12)}`)).toMatch(/^it is <pw>(?:%.*|&.*)?$/);
  });

  it('in time that does not grow with the marks', () => {
    const { redact } = createRedactor([{ name: 'pw', value: long }]);
    const start = performance.now();
    expect(redact('p+s…'.repeat(16_000))).toHaveLength(64_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

it('a text that was cut without a mark has no beginning of a secret at its end, and others keep their last word', () => {
  const { redact, redactCut } = createRedactor([{ name: 'client_id', value: 'rooms-ci' }]);
  expect(redactCut('it is rooms-')).toBe('it is <client_id>');
  expect(redact('http://localhost/v2/rooms')).toBe('http://localhost/v2/rooms');
  expect(redact('Create a room')).toBe('Create a room');
  expect(redact('expected rooms… to equal')).toBe('expected <client_id>… to equal');
});

it('a user who is called as a segment of a path stays in it, and is hidden anywhere else', () => {
  const { redact, pieces } = createRedactor([{ name: 'user', value: 'rooms' }], new Set(), new Set(['rooms', 'v2']));
  const url = 'https://api.example/v2/rooms/7?by=rooms#rooms';
  expect(redact(url)).toBe('https://api.example/v2/rooms/7?by=<user>#<user>');
  expect(pieces(url)).toHaveLength(4);
  expect(redact('https://rooms.example/rooms-7/rooms')).toBe('https://<user>.example/<user>-7/rooms');
  expect(redact('of rooms')).toBe('of <user>');
});

it.each([
  { value: 'result="kid.chal.nonce.sig"', text: 'it is kid.chal.nonce.sig', want: 'it is <key>' },
  { value: 'Token abcdefgh', text: 'it is abcdefgh', want: 'it is <key>' },
  { value: 'Digest realm="shop", response="0123456789abcdef"', text: 'shop 0123456789abcdef', want: 'shop <key>' },
])('the part that matters of $value is taken out by itself', ({ value, text, want }) => {
  expect(createRedactor([{ name: 'key', value }]).redact(text)).toBe(want);
});

it('a secret that is given percent-encoded is taken out where it arrives decoded', () => {
  const { redact } = createRedactor([{ name: 'key', value: 'ab%2Bc/50%25' }]);
  expect(redact('?k=ab%2Bc/50%25, "ab+c/50%"')).toBe('?k=<key>, "<key>"');
  // Too short, decoded.
  expect(createRedactor([{ name: 'key', value: 'a%2B' }]).redact('a%2B and a+b')).toBe('<key> and a+b');
});

describe('secrets that overlap leave nothing behind', () => {
  it.each([
    { secrets: ['abcdef', 'abcd'], text: 'abcdef', want: '<0>' },
    { secrets: ['abcd', 'abcdef'], text: 'abcdef', want: '<1>' },
    { secrets: ['abcd', 'cdefgh'], text: '-abcdefgh-', want: '-<1>-' },
    { secrets: ['abcd', 'abcd'], text: 'abcd abcd', want: '<0> <0>' },
    { secrets: [''], text: 'an empty value is no secret', want: 'an empty value is no secret' },
  ])('$secrets in $text', ({ secrets, text, want }) => {
    const named = secrets.map((value, index) => ({ name: String(index), value }));
    expect(createRedactor(named).redact(text)).toBe(want);
  });

  it('and no form of any secret survives, whatever stands around', () => {
    const secret = fc.string({ minLength: 4, maxLength: 40, unit: 'binary' });
    const forms = [
      (value: string) => value,
      (value: string) => encodeURIComponent(Buffer.from(value).toString()),
      (value: string) => String(new URLSearchParams({ '': value })).slice(1),
      (value: string) => JSON.stringify(value).slice(1, -1),
      (value: string) => JSON.stringify(JSON.stringify(value)).slice(3, -3),
      (value: string) => btoa8(value),
      (value: string) => Buffer.from(value).toString('base64url'),
      (value: string) => btoa8(`id:${value}`),
    ];
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.string(),
        fc.nat(forms.length - 1),
        (values, around, n) => {
          const { redact } = createRedactor(values.map((value) => ({ name: '*', value })));
          const written = forms[n]?.(values[0] ?? '') ?? '';
          const clean = redact(`${around} ${written} ${around}`);
          return !clean.replaceAll('<*>', '\0').includes(written);
        },
      ),
      { numRuns: 250 },
    );
  });
});

describe('a secret of a few characters', () => {
  it.each(['a', 'ab', 'abc'])('such as %s is refused, with its name and not its value', (value) => {
    expect(() => createRedactor([{ name: 'API-KEY', value }])).toThrow(
      /^the secret API-KEY has only [123] characters?:/,
    );
  });
});

describe('what nobody declared is learned', () => {
  it.each([
    { from: 'a Bearer header', header: 'Bearer tok-en', text: 'got tok-en', want: 'got <access_token>' },
    {
      from: 'a Basic header',
      header: `Basic ${btoa8('id:pass')}`,
      text: `${btoa8('id:pass')} pass`,
      want: '<basic_credentials> <client_secret>',
    },
    { from: 'a header without a scheme', header: 'rawtoken', text: 'got rawtoken', want: 'got <access_token>' },
    {
      from: 'no header with a variable in it',
      header: 'Bearer {{access_token}}',
      text: '{{access_token}}',
      want: '{{access_token}}',
    },
    {
      from: 'a token that is wrong on purpose',
      header: 'Bearer tok-en-wrong',
      text: 'tok-en-wrong',
      want: '<access_token>-wrong',
    },
    { from: 'no token that the collection holds as text', header: 'Bearer wrong-1', text: 'wrong-1', want: 'wrong-1' },
  ])('from $from', ({ header, text, want }) => {
    const redactor = createRedactor([], textsIn({ a: [{ value: 'Bearer wrong-1' }] }));
    learnFromHeaders(redactor, [{ name: 'authorization', value: header }]);
    expect(redactor.redact(text)).toBe(want);
  });

  it('from any answer that holds tokens', () => {
    const redactor = createRedactor([]);
    learnFromBody(redactor, '{"a":[{"access_token" : "tok\\u002den","id_token":"ident","refresh_token":"again"}]}');
    expect(redactor.redact('tok-en ident again')).toBe('<access_token> <id_token> <refresh_token>');
  });

  it.each([
    { text: 'Authorization: Bearer abc.def-123', want: 'Authorization: Bearer <access_token>' },
    { text: 'Authorization: Bearer abc.def-123-wrong', want: 'Authorization: Bearer <access_token>-wrong' },
    { text: 'Basic aWQ6c2VjcmV0', want: 'Basic <basic_credentials>' },
    { text: '{"access_token":"abcdef"}', want: '{"access_token":"<access_token>"}' },
    { text: 'client_secret=abc%20def&x=1', want: 'client_secret=<client_secret>&x=1' },
    { text: "{ access_token: 'abcdef' }", want: "{ access_token: '<access_token>' }" },
    { text: 'a eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig_-1 b', want: 'a <access_token> b' },
    { text: 'Bearer authentication is required', want: 'Bearer authentication is required' },
    { text: 'Bearer error="invalid_token"', want: 'Bearer error="invalid_token"' },
    { text: 'the access_token is missing', want: 'the access_token is missing' },
  ])('by its looks, from $text', ({ text, want }) => {
    expect(createRedactor([]).redact(text)).toBe(want);
  });
});

it('a character beyond Latin-1 is taken out where its UTF-8 is read as Windows-1252', () => {
  const { redact } = createRedactor([{ name: 'pw', value: 'schl€ss😀l' }]);
  expect(redact('it is schlâ‚¬ssðŸ˜€l, schl&#8364;ss&#x1F600;l, schl&euro;ss&#128512;l')).toBe(
    'it is <pw>, <pw>, <pw>',
  );
});

/** Each character by its number in HTML. */
function inNumbers(text: string, radix: number, before: string): string {
  return Array.from(text, (char) => `${before}${char.codePointAt(0)?.toString(radix)};`).join('');
}

function misread(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function btoa8(text: string): string {
  return Buffer.from(text).toString('base64');
}

it('leaves a planned name as it is, although a user is called as a word of it, or a token that is learned later begins with its last word', () => {
  const title = 'The refusal has no access token';
  const request = {
    id: 'a',
    name: 'A',
    folder: [],
    method: 'GET',
    writes: false,
    asksForToken: false,
    authenticates: false,
    assertions: [{ name: title, form: 'test', asynchronous: false }],
  } as const;
  const redactor = redactorFor({
    collection: {},
    variables: [{ key: 'client_id', value: 'refusal', secret: true }],
    plan: { name: '', requests: [request], notSent: [] },
    limits: toWholeLimits(),
  });
  redactor.learn('access_token', 'token-1-5e884898da28047151d0');
  expect(redactor.redact(title)).toBe(title);
  expect(redactor.redact(`got ${title}`)).toBe('got The <client_id> has no access token');
  expect(redactor.redact('got token…')).toBe('got <access_token>…');
});
