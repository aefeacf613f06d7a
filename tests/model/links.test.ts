import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/core/notices.ts';
import type { ApiModel } from '../../src/model/types.ts';
import { document, json, operation, toModel, withPath } from '../helpers/builders.ts';

const LIST = json({ type: 'array', items: { type: 'object', properties: { id: {} }, additionalProperties: false } });

function modelOf(link: unknown, response: object = LIST, method = 'get'): ApiModel {
  const query = ['q', 'id', 'path'].map((name) => ({ name, in: 'query' }));
  const paths = {
    [method]: operation({ responses: { 200: { ...response, links: { next: link } } } }),
    put: operation({ operationId: 'change', parameters: query }),
  };
  return toModel(withPath('/a~b', paths));
}

function linksOf(link: unknown, response?: object, method = 'get') {
  return modelOf(link, response, method).operations.find((one) => one.method === method)?.links;
}

const NEXT = '/paths/~1a~0b/get/responses/200/links/next';

function noticesOf(link: unknown, response?: object): readonly Notice[] {
  return modelOf(link, response).notices;
}

it.each([
  { link: { operationId: 'change' }, want: 'change' },
  { link: { operationRef: '#/paths/~1a~0b/put' }, want: 'change' },
  { link: { operationRef: '#/paths/~1a~0b/get' }, want: 'get /a~b' },
  { link: { operationRef: '#/paths/~1a%7E0b/get' }, want: 'get /a~b' },
  { link: { operationId: 'get /a~b' }, want: 'get /a~b' },
])('a link leads to an operation by its id, given or made: $want', ({ link, want }) => {
  expect(linksOf(link)).toMatchObject([{ name: 'next', status: '200', operation: want }]);
});

it('a link names the parameters that it fills, with or without their place', () => {
  const parameters = { 'query.id': '{$response.body#/0/id}', q: '$request.query.q', path: 'a constant', constant: 7 };
  expect(linksOf({ operationId: 'change', description: 'On.', parameters })).toMatchObject([
    { description: 'On.', parameters: { id: '$response.body#/0/id', q: '$request.query.q', path: 'a constant' } },
  ]);
});

it('a value of a header is not handed on, and a notice says so', () => {
  const link = { operationId: 'change', parameters: { id: '$response.header.X-Id' } };
  expect(noticesOf(link)).toMatchObject([{ kind: 'note', pointer: `${NEXT}/parameters/id` }]);
});

describe('what of links is not used has one notice for each kind', () => {
  const text = { type: 'string' };
  const target = (operationId: string) => ({
    get: operation({
      operationId,
      parameters: [
        { name: 'id', in: 'path', required: true, schema: text },
        { name: 'q', in: 'query', schema: text },
        { name: 'X-Q', in: 'header', schema: text },
      ],
    }),
  });
  const notices = (...links: readonly object[]) => {
    const schema = { type: 'object', properties: { id: text, list: { type: 'array' } } };
    const responses = {
      200: { ...json(schema), links: Object.fromEntries(links.map((link, index) => [`l${index}`, link])) },
    };
    const paths = { '/me': { get: operation({ responses }) }, '/a/{id}': target('a') };
    return toModel(document({ paths })).notices.map(({ kind, message }) => `${kind} ${message.split(':')[0]}`);
  };
  const link = (value: string, name = 'id', more: object = {}) => ({
    operationId: 'a',
    parameters: { [name]: value },
    ...more,
  });

  it.each([
    { links: [link('$response.body#/id'), link('$response.header.Location')], want: [] },
    { links: [link('$response.body#/id', 'q')], want: ['"parameters" of links for a query'] },
    { links: [link('$response.body#/id', 'X-Q')], want: ['"parameters" of links for a header or a cookie'] },
    { links: [link('$request.path.id')], want: ['"$request.path" in "parameters" of links'] },
    { links: [link('$request.query.q')], want: ['"$request.query" in "parameters" of links'] },
    { links: [link('$url'), link('$url')], want: ['"$url" in "parameters" of links'] },
    { links: [link('$statusCode')], want: ['"$statusCode" in "parameters" of links'] },
    { links: [link('a-{$response.body#/id}')], want: ['a text with expressions in "parameters" of links'] },
    { links: [link('fixed')], want: ['a constant in "parameters" of links'] },
    {
      links: [link('$response.body#/id', 'id', { server: { url: 'https://b.example' }, requestBody: 1 })],
      want: ['"requestBody" of links', '"server" of links'],
    },
  ])('$want', ({ links, want }) => {
    expect(notices(...links)).toEqual(want.map((what) => `left-out ${what} is not used`));
  });

  it('and an array has one of its own, since no path holds it', () => {
    expect(notices(link('$response.body#/list'))).toEqual(['note "$response.body#/list" is not used']);
  });

  it('a kind that stands in several places says how often', () => {
    const { notices: all } = toModel(
      document({
        paths: {
          '/me': { get: operation({ responses: { 200: { links: { a: link('x'), b: link('y') } } } }) },
          '/a/{id}': target('a'),
        },
      }),
    );
    expect(all.map(({ message }) => message)).toEqual([expect.stringContaining('(2 times, first here)')]);
  });
});

describe('a link that leads nowhere is a notice, and everything else is read', () => {
  it.each([
    { link: { operationId: 'gone' }, why: '"gone"' },
    { link: { operationRef: 'other.yaml#/paths/~1a/get' }, why: '"other.yaml#/paths/~1a/get"' },
    { link: { operationRef: '#/paths/~1a~0b/patch' }, why: '"patch /a~b"' },
    { link: { operationRef: '#/paths/~1a~0b' }, why: '"#/paths/~1a~0b"' },
    { link: { operationId: 7 }, why: 'no operation' },
    { link: {}, why: 'no operation' },
    { link: { $ref: '#/components/links/None' }, why: 'does not exist', at: '/$ref' },
    { link: { $ref: '#/info/title' }, why: 'an object is expected', at: '/$ref' },
    { link: 7, why: 'expected an object' },
  ])('$link', ({ link, why, at = '' }) => {
    expect(linksOf(link)).toEqual([]);
    expect(noticesOf(link)).toMatchObject([
      { kind: 'note', pointer: `${NEXT}${at}`, message: expect.stringContaining(why) },
    ]);
  });

  const NOWHERE = 'the schema of the response allows no value there';
  const UNKNOWN = 'the schema of the response describes no value there';
  const PAGE = { properties: { data: { type: 'array', items: { properties: { id: {} } } } } };
  it.each([
    { expression: '$response.body#/id', why: NOWHERE },
    { expression: '$response.body#/0/slug', why: NOWHERE },
    { expression: '$response.body#/0/id', response: {}, why: 'the response has no JSON body' },
    { expression: '$response.body#/0/id', response: json({ type: 'string' }), why: NOWHERE },
    { expression: '$response.body#/items/0/id', response: json(PAGE), why: UNKNOWN },
    { expression: '$response.body#/data/0/slug', response: json(PAGE), why: UNKNOWN },
    { expression: '$response.body#0/id', why: 'it is not a runtime expression' },
    { expression: '$response.body.id', why: 'it is not a runtime expression' },
    { expression: '$body', why: 'it is not a runtime expression' },
  ])('the expression $expression: $why', ({ expression, response, why }) => {
    const link = { operationId: 'change', parameters: { id: expression } };
    expect(linksOf(link, response)).toMatchObject([{ parameters: {} }]);
    expect(noticesOf(link, response)).toMatchObject([
      { kind: 'note', pointer: `${NEXT}/parameters/id`, message: `"${expression}" is not used: ${why}` },
    ]);
  });

  it.each([
    { expression: '$response.body#/0/id' },
    { expression: '$response.body', response: json({ type: 'string' }) },
    { expression: '$response.body#/id', response: json({ type: 'object' }) },
    { expression: '$response.body#/id', response: json({ oneOf: [{ type: 'array' }, { type: 'object' }] }) },
    { expression: '$response.body#/data/0/id', response: json(PAGE) },
    { expression: '$response.body#/other/0/id', response: json({ ...PAGE, additionalProperties: true }) },
    { expression: '$response.body#/a1', response: json({ patternProperties: { '^a': {} }, type: 'object' }) },
    { expression: '$response.header.Location' },
    { expression: '$statusCode' },
  ])('but $expression may have a value', ({ expression, response }) => {
    const link = { operationId: 'change', parameters: { id: expression } };
    expect(noticesOf(link, response).filter(({ kind }) => kind !== 'left-out')).toEqual([]);
    expect(linksOf(link, response)).toMatchObject([{ parameters: { id: expression } }]);
  });

  it('a parameter that the operation does not have', () => {
    const link = { operationId: 'change', parameters: { slug: '$response.body#/0/id' } };
    expect(linksOf(link)).toMatchObject([{ operation: 'change', parameters: {} }]);
    expect(noticesOf(link)).toMatchObject([
      { pointer: `${NEXT}/parameters`, message: expect.stringContaining('slug') },
    ]);
  });

  it('the body of an answer to HEAD', () => {
    const link = { operationId: 'change', parameters: { id: '$response.body#/0/id' } };
    expect(linksOf(link, LIST, 'head')).toMatchObject([{ parameters: {} }]);
  });
});
