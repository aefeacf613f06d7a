import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { toListQuery } from '../../src/contract/list-query.ts';
import { assertionsOf, RULES } from '../../src/rules/registry.ts';
import type { ContractRequest } from '../../src/rules/request.ts';
import type { PlainAnswer } from '../../src/rules/rule.ts';
import { answer, argument, operationOf, ordersModel, request } from '../helpers/orders.ts';

const orders = operationOf(ordersModel, 'orders');
const order = operationOf(ordersModel, 'order');
const list = orders.list;
const refusal = (status: string) => orders.responses.find((response) => response.status === status);

/** A request for the list, asked with these query parameters. */
function requestWith(
  query: Readonly<Record<string, string>>,
  more: { readonly empty?: boolean; readonly near?: true } = {},
): ContractRequest {
  const given = Object.entries(query).map(([name, text]) => argument(name, text));
  const listQuery = toListQuery(orders, given, ordersModel, more.empty);
  return request({
    arguments: given,
    ...(listQuery && { listQuery: { ...listQuery, ...(more.near && { near: more.near }) } }),
  });
}

/** A list that tells in `Content-Range` what it holds: there alone, or beside another total. */
function requestedInRange(isAlone: boolean): ContractRequest {
  const { listQuery, ...more } = requestWith({});
  const total = isAlone && { total: { kind: 'content-range' as const } };
  const list = listQuery && { ...listQuery.list, ...total, ranged: true as const };
  return { ...more, ...(list && { listQuery: { ...listQuery, list } }) };
}

function refused(cause: 'missing-credentials' | 'invalid-credentials'): ContractRequest {
  const response = refusal('401');
  if (!response) throw new Error('no refusal');
  return request({
    expected: {
      status: 401,
      response,
      causes: cause === 'invalid-credentials' ? [cause, 'expired-credentials'] : [cause],
    },
  });
}

function refusedAsProblem(): ContractRequest {
  const media = [{ type: 'application/problem+json', examples: [] }];
  const response = { status: '404', description: '', headers: [], media, pointer: '' };
  return request({ expected: { status: 404, response } });
}

function requestForToken(): ContractRequest {
  const media = [{ type: '*/*', examples: [] }];
  const response = { status: '2XX', description: '', headers: [], media, pointer: '' };
  return request({ endpoint: 'token', expected: { status: '2XX', response } });
}

function requestForXml(): ContractRequest {
  const media = [{ type: 'application/xml', examples: [] }];
  const response = { status: '200', description: '', headers: [], media, pointer: '' };
  return request({ expected: { status: 200, response } });
}

const detail = request({ operation: order, ...(list && { item: { list, parameter: 'order_id' } }) });
const LIST = ['status', 'media-type', 'headers', 'headers', 'utf-8', 'body-schema', 'result-count', 'total-count'];

describe('a request asserts what its description says', () => {
  it.each([
    { what: 'the whole list', of: requestWith({}), want: [...LIST, 'no-duplicates', 'total-is-whole'] },
    {
      what: 'a page',
      of: requestWith({ skip: '1', take: '2' }),
      want: [...LIST, 'page-size', 'page-facts', 'no-duplicates', 'total-is-whole', 'page-content', 'next-page'],
    },
    {
      what: 'what follows an offset',
      of: requestWith({ skip: '1' }),
      want: [...LIST, 'no-duplicates', 'total-is-whole', 'page-content'],
    },
    {
      what: 'a sorted list',
      of: requestWith({ by: '-placed,price' }),
      want: [...LIST, 'sort-order', 'no-duplicates', 'total-is-whole'],
    },
    {
      what: 'a filtered list',
      of: requestWith({ city: 'Lyon' }),
      want: [...LIST, 'filter-matches', 'no-duplicates', 'total-is-whole', 'filter-complete'],
    },
    {
      what: 'a list filtered by any member',
      of: requestWith({ 'buyer.age': '7' }),
      want: [...LIST, 'filter-matches', 'no-duplicates', 'total-is-whole', 'filter-complete'],
    },
    {
      what: 'a filtered page',
      of: requestWith({ city: 'Lyon', take: '1' }),
      want: [
        ...LIST,
        'page-size',
        'page-facts',
        'filter-matches',
        'total-is-whole',
        'filter-complete',
        'page-content',
        'next-page',
      ],
    },
    {
      what: 'a filter that matches nothing',
      of: requestWith({ city: 'no' }, { empty: true }),
      want: [...LIST.slice(0, -1), 'filter-empty', 'total-is-whole'],
    },
    { what: 'one item', of: detail, want: ['status', 'media-type', 'utf-8', 'body-schema', 'item-id', 'list-agrees'] },
    {
      what: 'a refusal',
      of: refused('missing-credentials'),
      want: [
        'status',
        'media-type',
        'utf-8',
        'body-schema',
        'refusal-code',
        'refusal-without-data',
        'no-credential-echo',
      ],
    },
    {
      what: 'a value that is captured',
      of: request({ captures: [{ kind: 'member', variable: 'order_id', body: '/data/0/id' }] }),
      want: ['status', 'media-type', 'headers', 'headers', 'utf-8', 'body-schema', 'captured-value'],
    },
  ])('$what', ({ of, want }) => {
    const assertions = assertionsOf({ request: of, model: ordersModel });
    expect(assertions.map(({ rule }) => rule)).toEqual(want);
  });
});

it('tells the code of a refusal by its cause, and takes a token out of date for one that nobody issued', () => {
  const titles = (cause: 'missing-credentials' | 'invalid-credentials') =>
    assertionsOf({ request: refused(cause), model: ordersModel }).map(({ title }) => title);
  expect(titles('missing-credentials')).toContain('The error code is 41');
  expect(titles('invalid-credentials')).toContain('The error code is 42 or 43');
});

it('has rules of different names, each with a sentence on what it asserts', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { id, summary } of RULES) {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(summary).toMatch(/^[A-Z].*\.$/);
  }
});

it('gives no two assertions of a request the same title', () => {
  const captures = [
    { kind: 'member', variable: 'a', body: '/data/0/id' },
    { kind: 'member', variable: 'a', body: '/data/1/id' },
  ] as const;
  const titles = assertionsOf({ request: request({ captures }), model: ordersModel }).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.at(-1)).toMatch(/ \(2\)$/);
});

const CORRECT = answer();
const criterion = { kind: 'compared', operator: '==' } as const;
const criteria = [
  {
    text: "$response.body#/data/0/id == 'a'",
    condition: {
      ...criterion,
      left: { kind: 'body', pointer: '/data/0/id' },
      right: { kind: 'literal', value: 'a' },
    },
    path: [],
  },
] as const;
const EMPTY = answer({ headers: { ...CORRECT.headers, 'x-count': '0', 'x-total': '0' }, body: { data: [] } });
const situations: readonly { readonly of: ContractRequest; readonly correct: PlainAnswer }[] = [
  { of: requestWith({ skip: '0', take: '2', by: '-placed', city: 'Lyon' }), correct: CORRECT },
  { of: requestWith({ city: 'Lyon' }), correct: CORRECT },
  { of: requestWith({ city: 'no' }, { empty: true }), correct: EMPTY },
  { of: requestWith({ city: 'Lyo' }, { near: true }), correct: EMPTY },
  { of: detail, correct: answer({ body: { id: 'a', note: 'text' } }) },
  { of: { ...detail, shows: { at: '/id', example: 'x' } }, correct: answer({ body: { id: 'a', note: 'text' } }) },
  { of: refused('missing-credentials'), correct: answer({ status: 401, body: { code: 41 } }) },
  { of: { ...requestWith({}), looksAt: ['same-response'] }, correct: CORRECT },
  { of: { ...requestWith({}), looksAt: ['pages', 'every-item', 'details'] }, correct: CORRECT },
  ...[true, false].map((isAlone) => ({
    of: requestedInRange(isAlone),
    correct: answer({ headers: { ...CORRECT.headers, 'content-range': 'orders 0-1/3' } }),
  })),
  { of: refusedAsProblem(), correct: answer({ status: 404, body: { status: 404 } }) },
  { of: request({ operation: { ...orders, timeBudget: 100 } }), correct: CORRECT },
  {
    of: request({
      expected: {
        status: 202,
        response: { status: '202', description: '', headers: [], media: [], isEmpty: true, pointer: '' },
      },
    }),
    correct: answer({ status: 202 }),
  },
  {
    of: { ...requestWith({}), captures: [{ kind: 'member', variable: 'order_id', body: '/data/0/id' }] },
    correct: CORRECT,
  },
  { of: request({ criteria }), correct: CORRECT },
  {
    of: requestForXml(),
    correct: answer({ headers: { 'content-type': 'application/xml' }, body: '<a/>' }),
  },
  { of: requestForToken(), correct: answer({ body: { access_token: 'a' } }) },
];
/** The headers of the request, as a server gets them. */
const SENT = { authorization: 'Bearer a-token-that-nobody-issued' };

const bound = situations.flatMap(({ of, correct }) =>
  assertionsOf({ request: of, model: ordersModel }).map((assertion) => ({
    ...assertion,
    mutations: assertion.mutations({ request: of, model: ordersModel }),
    correct,
  })),
);

describe('a mutation', () => {
  it.each(RULES.map(({ id }) => id))('of %s breaks a correct answer', (id) => {
    const mutations = bound
      .filter(({ rule }) => rule === id)
      .flatMap(({ mutations, correct }) =>
        mutations.map(({ name, change }) => ({ name, changed: change(correct, SENT), correct })),
      );
    const broken = mutations.filter(({ changed }) => changed !== undefined);
    expect(broken).not.toEqual([]);
    for (const { changed, correct } of broken) expect(changed).not.toEqual(correct);
  });

  it('never touches the answer that it is given', () => {
    const before = JSON.stringify(situations.map(({ correct }) => correct));
    for (const { mutations, correct } of bound) for (const { change } of mutations) change(correct, SENT);
    expect(JSON.stringify(situations.map(({ correct }) => correct))).toBe(before);
  });

  it.each([
    { what: 'an empty list', broken: EMPTY },
    { what: 'another type', broken: answer({ body: 'text', headers: {} }) },
    { what: 'null', broken: answer({ body: null }) },
  ])('is no surprise for $what', ({ broken }) => {
    for (const { mutations } of bound)
      for (const { change } of mutations) expect(() => change(broken, SENT)).not.toThrow();
  });
});

it('judges by scripts that parse', () => {
  for (const { script, form } of bound) {
    const text = form === 'capture' ? `capture('a', ${script.text});` : `() => {\n${script.text}\n};`;
    expect(() => new Script(text)).not.toThrow();
  }
});
