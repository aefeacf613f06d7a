/** The styles of parameters: our own server accepts what the clients send, and no other style. */
import { describe, expect, it } from 'vitest';
import { document, operation } from '../helpers/builders.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

const strings = { type: 'array', items: { type: 'string' } };
const colors = {
  type: 'object',
  properties: { R: { type: 'integer' }, G: { type: 'integer' } },
  additionalProperties: false,
};
const list = ['blue & red', 'a,b'];
const object = { R: 100, G: 200 };

/** Parameters, and what a URL has for each. */
const QUERY = [
  { name: 'form', schema: strings, example: list, want: ['form=blue%20%26%20red', 'form=a,b'] },
  { name: 'csv', explode: false, schema: strings, example: list, want: ['csv=blue%20%26%20red,a%2Cb'] },
  {
    name: 'space',
    style: 'spaceDelimited',
    explode: false,
    schema: strings,
    example: ['x', 'y'],
    want: ['space=x%20y'],
  },
  { name: 'pipe', style: 'pipeDelimited', explode: false, schema: strings, example: ['x', 'y'], want: ['pipe=x%7Cy'] },
  { name: 'rgb', schema: colors, example: object, want: ['R=100', 'G=200'] },
  { name: 'flat', explode: false, schema: colors, example: object, want: ['flat=R,100,G,200'] },
  { name: 'deep', style: 'deepObject', schema: colors, example: object, want: ['deep%5BR%5D=100', 'deep%5BG%5D=200'] },
  {
    name: 'odd',
    style: 'deepObject',
    schema: { type: 'object', properties: { 'a[b]': { type: 'string' } }, additionalProperties: { type: 'integer' } },
    example: { 'a[b]': 'x', '[c]': 1, 'd]': 2 },
    want: ['odd%5Ba%5Bb%5D%5D=x', 'odd%5B%5Bc%5D%5D=1', 'odd%5Bd%5D%5D=2'],
  },
  { name: 'page[size]', schema: { type: 'integer' }, example: 10, want: ['page%5Bsize%5D=10'] },
  { name: '$top', schema: { type: 'integer' }, example: 5, want: ['%24top=5'] },
  {
    name: 'where',
    content: { 'application/json': { schema: { type: 'object' }, example: { a: 1, b: ['x'] } } },
    want: ['where=%7B%22a%22:1,%22b%22:%5B%22x%22%5D%7D'],
  },
  {
    name: 'text',
    schema: { type: 'string' },
    example: 'a=1&b=2 3+4#%{{x}}',
    want: ['text=a%3D1%26b%3D2%203%2B4%23%25%7B%7Bx%7D%7D'],
  },
  { name: 'path', allowReserved: true, schema: { type: 'string' }, example: 'a/b?c', want: ['path=a/b?c'] },
  { name: 'empty', schema: { type: 'string' }, example: '', want: ['empty='] },
  { name: 'no', schema: { type: 'boolean' }, example: false, want: ['no=false'] },
] as const;

const PATH = [
  { name: 'simple', schema: strings, example: ['3', '4'], want: '3,4' },
  { name: 'exploded', explode: true, schema: colors, example: object, want: 'R=100,G=200' },
  { name: 'label', style: 'label', explode: true, schema: strings, example: ['x', 'y'], want: '.x.y' },
  { name: 'matrix', style: 'matrix', schema: strings, example: ['x', 'y'], want: ';matrix=x,y' },
  { name: 'matrices', style: 'matrix', explode: true, schema: colors, example: object, want: ';R=100;G=200' },
  { name: 'odd', schema: { type: 'string' }, example: 'a/b?c%d', want: 'a%2Fb%3Fc%25d' },
] as const;

const HEADERS = [
  { name: 'X-Ids', schema: { type: 'array', items: { type: 'integer' } }, example: [1, 2], want: '1,2' },
  { name: 'X-Pair', schema: colors, example: object, want: 'R,100,G,200' },
  { name: 'X-Pairs', explode: true, schema: colors, example: object, want: 'R=100,G=200' },
] as const;

const COOKIES = [
  { name: 'plain', style: 'cookie', schema: { type: 'string' }, example: 'a/b=%3B' },
  { name: 'plains', style: 'cookie', schema: strings, example: ['1', '2%'] },
  { name: 'pair', style: 'cookie', explode: false, schema: colors, example: object },
] as const;

const COOKIE = 'plain=a/b=%3B; plains=1; plains=2%; pair=R,100,G,200';

// What is wanted is no member of a parameter: as text, JSON leaves it out.
const described = (place: string, all: readonly object[]) =>
  all.map((parameter) => ({ ...parameter, want: undefined, in: place, required: true }));

const path = `/all/${PATH.map(({ name }) => `{${name}}`).join('/')}/{id}:cancel`;
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'i-1' };
const parameters = [
  ...described('query', QUERY),
  ...described('path', PATH),
  ...described('header', HEADERS),
  ...described('cookie', COOKIES),
  id,
];
const suite = await suiteOf(document({ openapi: '3.2.0', paths: { [path]: { get: operation({ parameters }) } } }));

describe.each(CLIENTS)('%s', (client) => {
  it('sends each parameter in its style, and our own server accepts it', async () => {
    const received: Request[] = [];
    const fetch = async (request: Request) => {
      received.push(request);
      return suite.fetch(request);
    };
    expect(brokenIn(await tried(suite, { fetch, client }))).toEqual([]);
    const [first] = received;
    const { pathname, search } = new URL(first?.url ?? '');
    expect(search.slice(1).split('&')).toEqual(QUERY.flatMap(({ want }) => want));
    expect(pathname.replace('/v1/all/', '').split('/')).toEqual([...PATH.map(({ want }) => want), 'i-1:cancel']);
    expect(HEADERS.map(({ name }) => first?.headers.get(name))).toEqual(HEADERS.map(({ want }) => want));
  });
});

const query = QUERY.flatMap(({ want }) => want).join('&');
const target = `/v1/all/${PATH.map(({ want }) => want).join('/')}/i-1:cancel?${query}`;

it.each([
  { what: 'the styles described', right: '', sent: '', status: 200 },
  { what: 'rows for a list with commas', right: 'csv=blue%20%26%20red,a%2Cb', sent: 'csv=a&csv=b', status: 400 },
  { what: 'pairs for an object with commas', right: 'flat=R,100,G,200', sent: 'flat=R=100', status: 400 },
  { what: 'commas for a deep object', right: 'deep%5BR%5D=100&deep%5BG%5D=200', sent: 'deep=R,100', status: 400 },
  { what: 'text for JSON', right: 'where=%7B%22a%22:1', sent: 'where=a%7B', status: 400 },
  { what: 'a matrix without its name', right: ';matrix=x,y', sent: 'x,y', status: 400 },
  { what: 'a label without its dot', right: '/.x.y/', sent: '/x.y/', status: 400 },
])('our own server answers $what with $status', async ({ right, sent, status }) => {
  expect(target).toContain(right);
  const headers = HEADERS.map(({ name, want }): [string, string] => [name, want]).concat([['Cookie', COOKIE]]);
  const response = await suite.fetch(new Request(`http://localhost${target.replace(right, sent)}`, { headers }));
  expect(response.status).toBe(status);
});
