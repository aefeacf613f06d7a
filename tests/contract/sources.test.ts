/** Which response a path parameter gets its value from, and by which variable. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const inPath = (name: string, schema: Members = text) => ({
  parameters: [{ name, in: 'path', required: true, schema }],
});
const body = (...names: readonly string[]) =>
  json({ type: 'object', required: names, properties: Object.fromEntries(names.map((name) => [name, text])) });
const item = (operationId: string, name = 'id') => ({ get: operation({ operationId, ...inPath(name) }) });
const linkTo = (operationId: string, pointer: string, name = 'id') => ({
  operationId,
  parameters: { [name]: `$response.body#${pointer}` },
});
const showing = (operationId: string, names: readonly string[], links: Members, status = 200) =>
  operation({ operationId, responses: { [status]: { description: '', ...body(...names), links } } });

async function sent(paths: Members, workflows: readonly object[] = []): Promise<string[]> {
  const model = toModel(document({ paths }));
  const { useCases } = readUseCases({ document: { workflows }, locate: () => ({}) }, model);
  const entries = entriesOf(await toContract(model, useCases, async () => undefined));
  return entries.flatMap(({ request: { id, operation: of, arguments: given, body: sentBody, captures } }) => {
    if (id.startsWith('contract/')) return [];
    const values = given.map(({ value }) => (value.kind === 'variable' ? `{${value.name}}` : value.text));
    const inBody = (sentBody?.variables ?? []).map(({ variable }) => `{${variable}}`);
    const kept = captures.flatMap((one) => (one.kind === 'member' ? [`${one.body}>${one.variable}`] : []));
    return [[of.id, ...values, ...inBody, ...kept].join(' ')];
  });
}

const CUSTOMERS = {
  '/customers': {
    get: operation({
      operationId: 'customers',
      'x-list': {},
      responses: {
        200: json({ type: 'array', items: { type: 'object', required: ['id'], properties: { id: text } } }),
      },
    }),
  },
};

it.each<{ what: string; paths: Members; want: readonly string[] }>([
  {
    what: 'two links to operations whose parameters have one name',
    paths: {
      '/me': { get: showing('me', ['a', 'b'], { a: linkTo('a', '/a'), b: linkTo('b', '/b') }) },
      '/a/{id}': item('a'),
      '/b/{id}': item('b'),
    },
    want: ['me /a>me_a_id /b>me_b_id', 'a {me_a_id}', 'b {me_b_id}'],
  },
  {
    what: 'a listed id below a path that takes no such value',
    paths: {
      ...CUSTOMERS,
      '/customers/{id}': item('customer'),
      '/customers/{id}/rank': { get: operation({ operationId: 'rank', ...inPath('id', { type: 'integer' }) }) },
      '/customers/{id}/name': { get: operation({ operationId: 'name', ...inPath('id', { ...text, maxLength: 9 }) }) },
    },
    want: ['customers /0/id>id', 'customer {id}', 'rank 0', 'name {id}'],
  },
  {
    what: 'a created id below a path that takes no such value',
    paths: {
      '/votes': { post: showing('vote', ['id'], {}, 201) },
      '/votes/{id}': item('shown'),
      '/votes/{id}/rank': { get: operation({ operationId: 'rank', ...inPath('id', { type: 'integer' }) }) },
    },
    want: ['vote', 'shown {created_id}', 'rank 0'],
  },
  {
    what: 'a link to two parameters of one name in two places',
    paths: {
      '/me': {
        get: showing('me', ['a', 'b'], {
          both: { operationId: 'a', parameters: { 'path.id': '$response.body#/a', 'query.id': '$response.body#/b' } },
        }),
      },
      '/a/{id}': {
        get: operation({
          operationId: 'a',
          parameters: [...inPath('id').parameters, { name: 'id', in: 'query', required: true, schema: text }],
        }),
      },
    },
    want: ['me /a>id', 'a {id} text'],
  },
  {
    what: 'a link and the id of a list',
    paths: {
      ...CUSTOMERS,
      '/customers/{id}': item('customer'),
      '/order': { get: showing('order', ['invoice'], { one: linkTo('invoice', '/invoice') }) },
      '/invoices/{id}': item('invoice'),
    },
    want: ['customers /0/id>customers_id', 'customer {customers_id}', 'order /invoice>order_id', 'invoice {order_id}'],
  },
  {
    what: 'a link to what a list shows as well, of which the first is used',
    paths: {
      '/order': { get: showing('order', ['buyer'], { one: linkTo('customer', '/buyer') }) },
      ...CUSTOMERS,
      '/customers/{id}': item('customer'),
    },
    want: ['order /buyer>id', 'customers', 'customer {id}'],
  },
  {
    what: 'one member for two operations',
    paths: {
      '/me': { get: showing('me', ['a'], { a: linkTo('a', '/a'), b: linkTo('b', '/a') }) },
      '/a/{id}': item('a'),
      '/b/{id}': item('b'),
    },
    want: ['me /a>me_id', 'a {me_id}', 'b {me_id}'],
  },
  {
    what: 'a link of a refusal, which no success has',
    paths: {
      '/me': {
        get: operation({
          operationId: 'me',
          responses: { 200: body('a'), 404: { ...body('a'), links: { a: linkTo('a', '/a') } } },
        }),
      },
      '/a/{id}': item('a'),
    },
    want: ['me', 'a {id}'],
  },
])('$what', async ({ paths, want }) => {
  expect(await sent(paths)).toEqual(want);
});

const MADE = ['id', 'customer'];
const orders = (links: Members) => ({
  '/orders': { post: showing('make', MADE, links, 201) },
  '/orders/{id}': { ...item('order'), delete: operation({ operationId: 'dropOrder', ...inPath('id') }) },
});
const drop = (more: Members = {}) => ({ delete: operation({ operationId: 'drop', ...inPath('cid'), ...more }) });
const customer = linkTo('customer', '/customer', 'cid');

describe('what a link only names is not deleted or ended', () => {
  it.each<{ what: string; paths: Members; want: string }>([
    {
      what: 'the customer of a created order',
      paths: { ...orders({ one: customer }), '/customers/{cid}': { ...item('customer', 'cid'), ...drop() } },
      want: 'drop text',
    },
    {
      what: 'by a link that leads to its DELETE',
      paths: {
        ...orders({ one: linkTo('drop', '/customer', 'cid') }),
        '/customers/{cid}': { ...item('customer', 'cid'), ...drop() },
      },
      want: 'drop text',
    },
    {
      what: 'a part of it',
      paths: {
        ...orders({ one: customer }),
        '/customers/{cid}': item('customer', 'cid'),
        '/customers/{cid}/photo': drop(),
      },
      want: 'drop text',
    },
    {
      what: 'by a POST that ends it',
      paths: {
        ...orders({ one: customer }),
        '/customers/{cid}': item('customer', 'cid'),
        '/customers/{cid}/cancel': { post: operation({ operationId: 'drop', ...inPath('cid') }) },
      },
      want: 'drop text',
    },
    {
      what: 'by a link out of a GET',
      paths: {
        '/me': { get: showing('me', MADE, { one: customer }) },
        '/customers/{cid}': { ...item('customer', 'cid'), ...drop() },
      },
      want: 'drop text',
    },
    {
      what: 'but a part that was created in it',
      paths: {
        ...orders({ one: customer }),
        '/customers/{cid}': item('customer', 'cid'),
        '/customers/{cid}/notes': {
          post: operation({ operationId: 'note', ...inPath('cid'), responses: { 201: body('noteId') } }),
        },
        '/customers/{cid}/notes/{noteId}': drop({
          parameters: [...inPath('cid').parameters, ...inPath('noteId').parameters],
        }),
      },
      want: 'drop {cid} {created_noteId}',
    },
    {
      what: 'nor an item of a list, where a POST makes others and does not say which',
      paths: {
        '/customers': {
          ...CUSTOMERS['/customers'],
          post: operation({ operationId: 'make', responses: { 202: { description: '' } } }),
        },
        '/customers/{id}': { delete: operation({ operationId: 'drop', ...inPath('id') }) },
      },
      want: 'drop text',
    },
    {
      what: 'but the created order itself',
      paths: orders({ self: linkTo('order', '/id') }),
      want: 'dropOrder {created_id}',
    },
  ])('$what', async ({ paths, want }) => {
    expect(await sent(paths)).toContain(want);
  });
});

it('an output of a use case is not taken for what it is called like', async () => {
  const paths = {
    ...CUSTOMERS,
    '/customers/{id}': item('customer'),
    '/notes/{noteId}': { delete: operation({ operationId: 'drop', ...inPath('noteId') }) },
  };
  const steps = [
    { stepId: 's', operationId: 'customers', outputs: { id: '$response.body#/1/id' } },
    { stepId: 't', operationId: 'customer', parameters: [{ name: 'id', in: 'path', value: '$steps.s.outputs.id' }] },
  ];
  const outputs = { noteId: '$steps.s.outputs.id' };
  expect(await sent(paths, [{ workflowId: 'w', steps, outputs }])).toEqual([
    'customers /1/id>w_noteId /1/id>w_id',
    'customer {w_id}',
    'customers /0/id>id',
    'drop {noteId}',
  ]);
});

it('two outputs whose variables would be one have two', async () => {
  const steps = [
    { stepId: 's', operationId: 'make', outputs: { id: '$response.body#/a', id_json: '$response.body#/b' } },
    { stepId: 't', operationId: 'make', requestBody: { payload: { a: '$steps.s.outputs.id' } } },
    { stepId: 'u', operationId: 'get', parameters: [{ name: 'q', in: 'query', value: '$steps.s.outputs.id_json' }] },
  ];
  const make = operation({ operationId: 'make', requestBody: body('a'), responses: { 200: body('a', 'b') } });
  const get = operation({ operationId: 'get', parameters: [{ name: 'q', in: 'query', schema: text }] });
  expect(await sent({ '/things': { post: make, get } }, [{ workflowId: 'w', steps }])).toEqual([
    'make /a>id_json /b>w_id_json',
    'make {id_json}',
    'get {w_id_json}',
  ]);
});

it.each([
  { id: '/accountId', name: 'accountId', want: 'orders {accountId}' },
  { id: '/id', name: 'account_id', want: 'orders {account_id}' },
  { id: '/id', name: 'tenant', want: 'orders {tenant}' },
])('what is below an item without a path of its own gets the declared $id as $name', async ({ id, name, want }) => {
  const member = id.slice(1);
  const items = { type: 'object', required: [member], properties: { [member]: text } };
  const list = operation({ operationId: 'list', 'x-list': { id }, responses: { 200: json({ type: 'array', items }) } });
  const found = await sent({ '/accounts': { get: list }, [`/accounts/{${name}}/orders`]: item('orders', name) });
  expect(found).toEqual([expect.stringContaining('list'), want]);
  expect(found[0]).toContain(`/0${id}>${name}`);
});

it('what a list seems to show is tried beside what is created, if only that is read', async () => {
  const session = { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, name: text } };
  const one = {
    parameters: [{ name: 'session', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
  };
  const paths = {
    '/sessions': {
      get: operation({ operationId: 'list', responses: { 200: json({ type: 'array', items: session }) } }),
      post: operation({ operationId: 'make', responses: { 201: json(session) } }),
    },
    '/sessions/{session}': {
      ...one,
      get: operation({
        operationId: 'get',
        summary: 'Get',
        responses: { 200: json(session), 404: { description: '' } },
      }),
      patch: operation({ operationId: 'change', summary: 'Change', responses: { 200: json(session) } }),
    },
  };
  const { model } = inferMeaning(toModel(document({ paths })));
  const entries = entriesOf(await toContract(model, [], async () => undefined));
  const used = entries.flatMap(({ request: { name, arguments: given, expected } }) =>
    expected.causes ? [] : given.flatMap(({ value }) => (value.kind === 'variable' ? [`${name} ${value.name}`] : [])),
  );
  expect(used).toEqual(['Get created_session', 'Change created_session', 'Get: an item of a list session']);
});
