/** Notices of what is described, and that no request tries. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { document, type Members, operation, toModel } from '../helpers/builders.ts';

/** The notices that begin with the name of an operation, without that name. */
async function said(paths: Members): Promise<readonly string[]> {
  const { notices } = await toContract(toModel(document({ paths })), [], async () => undefined);
  return notices.flatMap(({ kind, message }) => (/^[A-Z]+ \/a/.test(message) ? [`${kind}: ${message}`] : []));
}

const responses = { 200: { description: '' }, 400: { description: '' } };
const content = (...types: readonly string[]) => Object.fromEntries(types.map((type) => [type, {}]));
const body = (schema: unknown, type = 'application/json') => ({ required: true, content: { [type]: { schema } } });
const post = (requestBody: unknown, more: Members = {}) => ({
  '/a': { post: operation({ requestBody, responses, ...more }) },
});
const a = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
const b = { type: 'object', required: ['b'], properties: { b: { type: 'integer' } } };

describe('of several media types of a success', () => {
  it.each([
    {
      types: ['text/csv', 'application/json; charset=utf-8'],
      want: 'no request accepts only text/csv: application/json is preferred, since JSON is held to its schema',
    },
    {
      types: ['application/xml', 'text/csv'],
      want: 'no request accepts only one of application/xml and text/csv: which of them is judged is left to the server',
    },
    {
      types: ['application/json', 'application/hal+json'],
      want: 'no request accepts only one of application/json and application/hal+json: which of them is judged is left to the server',
    },
  ])('$types', async ({ types, want }) => {
    const get = operation({ responses: { 200: { description: '', content: content(...types) } } });
    expect(await said({ '/a': { get }, '/a/b': { get }, '/a/c': { get } })).toEqual([
      `note: GET /a and 2 more operations: ${want}`,
    ]);
  });

  it.each([
    { types: ['application/json'], of: '200' },
    { types: ['application/json', 'application/json;v=2'], of: '200' },
    { types: ['application/json', '*/*'], of: '200' },
    { types: ['application/json', 'text/plain'], of: '400' },
  ])('nothing is said of $types of a $of', async ({ types, of }) => {
    const get = operation({
      responses: { 200: { description: '' }, [of]: { description: '', content: content(...types) } },
    });
    expect(await said({ '/a': { get } })).toEqual([]);
  });
});

describe('of invalid bodies', () => {
  const formWith = (example: string) => ({ content: { 'application/x-www-form-urlencoded': { schema: a, example } } });
  const tried = 'none that was tried is certain to be wrong';
  it.each([
    {
      what: 'XML',
      of: body(a, 'application/xml'),
      want: 'as application/xml: only JSON and urlencoded forms are broken',
    },
    {
      what: 'parts',
      of: body(a, 'multipart/form-data'),
      want: 'as multipart/form-data: only JSON and urlencoded forms are broken',
    },
    {
      what: 'a form whose members may be any text',
      of: body({ type: 'object', properties: { a: { type: 'string' } } }, 'application/x-www-form-urlencoded'),
      want: `${tried} as the text of a form`.replace(/^/, ': '),
    },
    {
      what: 'a form whose example is a text with a name that its schema does not have',
      of: formWith('b=1'),
      want: 'as application/x-www-form-urlencoded: its example is a text',
    },
    {
      what: 'alternatives that have nothing in common',
      of: body({
        anyOf: [
          { ...a, required: [] },
          { ...b, required: [] },
        ],
      }),
      want: `: ${tried} in each alternative of its schema`,
    },
    { what: 'true or false', of: body({ type: 'boolean' }), want: ': none that was tried is certain to be refused' },
    { what: 'any texts', of: body({ type: 'string' }), want: ': none that was tried is certain to be refused' },
    {
      what: 'any objects',
      of: body({ type: 'object', properties: { a: {} } }),
      want: ': none that was tried is certain to be refused',
    },
  ])('none of $what are sent, which is said', async ({ of, want }) => {
    const found = await said(post(of));
    expect(found).toContain(`left-out: POST /a: no invalid body is sent${want.replace(/^(?!:)/, ' ')}`);
  });

  it.each([
    { what: 'any value', of: body({}) },
    { what: 'bytes', of: body({ type: 'string', format: 'binary' }, 'application/octet-stream') },
    { what: 'JSON with something to break', of: body(a) },
  ])('nothing is said of $what', async ({ of }) => {
    expect(await said(post(of))).toEqual([]);
  });

  it('nothing is said where no refusal of them is documented', async () => {
    expect(await said(post(body(a, 'application/xml'), { responses: { 200: { description: '' } } }))).toEqual([]);
  });
});

it.each([
  { of: { oneOf: [a, b] }, want: ['1 of 2 alternatives of `oneOf`'] },
  { of: { allOf: [{ anyOf: [a, b, { type: 'object' }] }] }, want: ['2 of 3 alternatives of `anyOf`'] },
  { of: { anyOf: [a, { type: 'object' }] }, want: [] },
  { of: { anyOf: [a, { type: 'null' }] }, want: [] },
])('which alternatives the body of a request is of is said: $of', async ({ of, want }) => {
  const found = await said(post(body(of)));
  expect(found.filter((one) => one.startsWith('shortened'))).toEqual(
    want.map((what) => `shortened: POST /a: the body is of ${what}; the others are not sent`),
  );
});

it.each([
  {
    of: { type: 'integer', default: 1 },
    want: ['left-out: POST /a: no request leaves out "a" of the body, since it has a default'],
  },
  { of: { type: 'integer' }, want: [] },
])('a required member of $of is left out where it has no default', async ({ of, want }) => {
  const schema = { type: 'object', required: ['a'], properties: { a: of } };
  expect(await said(post(body(schema)))).toEqual(want);
  const { groups } = await toContract(toModel(document({ paths: post(body(schema)) })), [], async () => undefined);
  const names = entriesOf({ groups }).map(({ request }) => request.name);
  expect(names.some((name) => name.endsWith('a missing'))).toBe(want.length === 0);
  expect(names.some((name) => name.endsWith('a of another type'))).toBe(true);
});

describe('of required parameters that no request leaves out', () => {
  const parameter = (name: string, more: Members = {}) => ({
    name,
    in: 'query',
    required: true,
    schema: { type: 'string' },
    ...more,
  });
  it.each([
    { of: parameter('Accept-Language', { in: 'header' }), why: 'HTTP lets a server do without it' },
    { of: parameter('size', { schema: { type: 'string', default: 'x' } }), why: 'it has a default' },
    {
      of: parameter('where', { style: 'deepObject', explode: true, schema: a }),
      why: 'an object in several parameters may be empty',
    },
  ])('$of.name, which is said with the reason', async ({ of, why }) => {
    const get = operation({ parameters: [of], responses });
    expect(await said({ '/a': { get } })).toContain(
      `left-out: GET /a: no request leaves out the required ${of.in} parameter "${of.name}", since ${why}`,
    );
  });

  it.each([
    { what: 'one that is left out', of: parameter('q'), documented: responses },
    { what: 'an optional one', of: parameter('From', { in: 'header', required: false }), documented: responses },
    {
      what: 'one without a documented refusal',
      of: parameter('From', { in: 'header' }),
      documented: { 200: { description: '' } },
    },
  ])('nothing is said of $what', async ({ of, documented }) => {
    expect(await said({ '/a': { get: operation({ parameters: [of], responses: documented }) } })).toEqual([]);
  });
});

it('what is the same of several operations is said once', async () => {
  const get = operation({
    parameters: [{ name: 'From', in: 'header', required: true, schema: { type: 'string' } }],
    responses,
  });
  const found = await said({ '/a': { get }, '/a/b': { get }, '/a/c': { get } });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('GET /a and 2 more operations: ');
});
