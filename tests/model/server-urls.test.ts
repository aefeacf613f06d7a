import { expect, it } from 'vitest';
import { document, toModel } from '../helpers/builders.ts';

it.each([
  { url: 'https://a.example/v1?x=1#f', want: 'https://a.example/v1', noted: 1 },
  { url: 'https://a.example/v1#f', want: 'https://a.example/v1', noted: 1 },
  { url: 'https://a.example/v1', want: 'https://a.example/v1', noted: 0 },
])('the paths follow the path of $url', ({ url, want, noted }) => {
  const { baseUrl, notices } = toModel(document({ servers: [{ url }] }));
  expect(baseUrl).toBe(want);
  expect(notices.filter(({ message }) => message.includes('the query and the fragment'))).toHaveLength(noted);
});

const notesOn = (...urls: string[]) => {
  const servers = urls.map((url) => ({ url, variables: { sub: { default: '' }, at: { default: '/v1' } } }));
  const { baseUrl, notices } = toModel(document({ servers }));
  const others = notices.filter(({ message }) => !message.includes('is empty by default'));
  return { baseUrl, notes: others.map(({ message, pointer }) => `${pointer} ${message}`) };
};

it('a URL without a scheme is one of https, as a host of Swagger 2.0 is', () => {
  expect(notesOn('//a.example/v1')).toEqual({
    baseUrl: 'https://a.example/v1',
    notes: ['/servers/0/url the server URL "//a.example/v1" has no scheme: https is used'],
  });
});

it('further servers, which have environments, are named where they are odd', () => {
  expect(notesOn('https://a.example', '/v1', '//b.example', 'wss://c.example').notes).toEqual([
    '/servers/2/url the server URL "//b.example" has no scheme: https is used',
    '/servers/3/url the server URL "wss://c.example" is not one of HTTP: set `base_url`, which is wss://c.example until then',
  ]);
});

it.each([
  { url: 'https://{sub}.a.example{at}', host: 'https://.a.example/v1' },
  { url: 'https://x.{sub}.a.example', host: 'https://x..a.example' },
  { url: 'https://{sub}a.example{at}/x..y', host: undefined },
  { url: 'https://a.example./{sub}', host: undefined },
])('an empty part of the host of $url is named', ({ url, host }) => {
  const message = `/servers/0/url a part of the host of "${host}" is empty: until \`base_url\` is set, requests to it lead nowhere`;
  expect(notesOn(url).notes).toEqual(host === undefined ? [] : [message]);
});

it.each(['https://user:s3cret@a.example/v1', 'https://{user}:{word}@a.example/v1'])(
  'a user and a password in %s are nowhere',
  (url) => {
    const variables = { user: { default: 'u' }, word: { default: 's3cret' } };
    const model = toModel(document({ servers: [{ url, variables }] }));
    expect(model.baseUrl).toBe('https://a.example/v1');
    expect(model.notices).toMatchObject([{ kind: 'left-out', pointer: '/servers/0/url' }]);
    expect(JSON.stringify(model.notices)).not.toContain('s3cret');
    expect(model.servers[0].variables).toEqual([]);
  },
);

it('a variable that is empty by default is named, since no collection has it', () => {
  const variables = { base: { default: '', enum: ['', 'v2'] }, host: { default: 'a' } };
  const { notices, servers } = toModel(document({ servers: [{ url: 'https://{host}.example/{base}', variables }] }));
  expect(servers[0].template).toBe('https://{{base_url_host}}.example');
  expect(notices).toMatchObject([{ kind: 'note', pointer: '/servers/0/variables/base' }]);
});
