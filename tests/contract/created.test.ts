/** Where the id of a created item is, and which requests use it. */
import { describe, expect, it } from 'vitest';
import { createdItems } from '../../src/contract/created.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const object = (...names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
});
const envelope = (name: string, ...names: readonly string[]) => ({
  type: 'object',
  properties: { [name]: object(...names) },
});

const NUMBERED = { properties: { id: { type: 'integer' } } };

it('a number is no text of a path where a URL is promised', () => {
  const responses = { 201: { description: '', headers: { Location: { schema: text } }, ...json(NUMBERED) } };
  const get = operation({ parameters: [{ name: 'id', in: 'path', schema: text }] });
  const paths = { '/orders': { post: operation({ responses }) }, '/orders/{id}': { get } };
  expect(createdItems(toModel(document({ paths })))[0]?.body).toBe(undefined);
});

describe('the id of a created item', () => {
  it.each<{ what: string; name?: string; status?: number; schema?: object; want: string | undefined | false }>([
    { what: 'named like the parameter', name: 'orderId', schema: object('id', 'order_id'), want: '/order_id' },
    { what: 'named id', name: 'order_id', schema: object('id'), want: '/id' },
    { what: 'of the resource', name: 'id', schema: object('orderId', 'customerId'), want: '/orderId' },
    { what: 'in an envelope', name: 'id', schema: envelope('data', 'id'), want: '/data/id' },
    {
      what: 'in an envelope that may be null',
      name: 'id',
      schema: { properties: { data: { ...object('id'), type: ['object', 'null'] } } },
      want: '/data/id',
    },
    { what: 'the name in its metadata', name: 'name', schema: envelope('metadata', 'name'), want: '/metadata/name' },
    { what: 'not an id in its metadata', name: 'id', schema: envelope('metadata', 'requestId'), want: undefined },
    { what: 'not that of something else in it', name: 'id', schema: envelope('customer', 'id'), want: undefined },
    { what: 'not the id where a name is wanted', name: 'slug', schema: object('id'), want: undefined },
    { what: 'the only one, for one order', name: 'order', schema: envelope('data', 'id', 'title'), want: '/data/id' },
    { what: 'the id beside a name', name: 'order', schema: object('id', 'name'), want: '/id' },
    { what: 'not one of two, for one order', name: 'order', schema: object('id', 'slug'), want: undefined },
    { what: 'not the name alone', name: 'order', schema: object('name'), want: undefined },
    { what: 'at the end of the URL, without a body', want: undefined },
    { what: 'not of another type', schema: { properties: { id: { type: 'boolean' } } }, want: undefined },
    { what: 'not an address', schema: { properties: { id: { ...text, format: 'uri' } } }, want: undefined },
    {
      what: 'not what is shown as an address',
      schema: { properties: { id: { ...text, example: 'https://a.example/orders/7' } } },
      want: undefined,
    },
    {
      what: 'a URI that is no address',
      schema: { properties: { id: { ...text, format: 'uri', example: 'urn:order:7' } } },
      want: '/id',
    },
    { what: 'a number for a text', schema: NUMBERED, want: '/id' },
    { what: 'of no item without a 201 or a body', status: 200, want: false },
    { what: 'of no item that is only accepted', status: 202, schema: object('id'), want: false },
  ])('is $what', ({ name = 'id', status = 201, schema, want }) => {
    const post = operation({ responses: { [status]: { description: '', ...(schema && json(schema)) } } });
    const get = operation({ parameters: [{ name, in: 'path', schema: text }] });
    const [made] = createdItems(toModel(document({ paths: { '/orders': { post }, [`/orders/{${name}}`]: { get } } })));
    expect(made ? made.body : false).toBe(want);
  });
});

it.each([
  { what: 'is not that of what it is in, which the response shows', item: object('sku'), want: undefined },
  { what: 'may have the schema of what it is in', item: object('id', 'lines'), want: '/id' },
])('the id of a created item $what', ({ item, want }) => {
  const cart = object('id', 'lines');
  const showing = (schema: object) => ({ responses: { 200: { description: '', ...json(schema) } } });
  const paths = {
    '/carts/{id}': { get: operation({ parameters: [{ name: 'id', in: 'path', schema: text }], ...showing(cart) }) },
    '/carts/{id}/lines': { post: operation({ responses: { 201: { description: '', ...json(cart) } } }) },
    '/carts/{id}/lines/{lineId}': {
      get: operation({ parameters: [{ name: 'lineId', in: 'path', schema: text }], ...showing(item) }),
    },
  };
  const made = createdItems(toModel(document({ paths }))).find(({ parameter }) => parameter === 'lineId');
  expect(made?.body).toBe(want);
});

it.each([
  { what: 'of any end of a Location', path: '/{tenant}', responses: { 201: {} }, want: [] },
  { what: 'of any Location at the root', path: '', responses: { 201: {} }, want: [] },
  {
    what: 'where a 200 may show what was there before',
    path: '/orders',
    responses: { 200: {}, 201: {} },
    want: [true],
  },
  { what: 'where any other success may', path: '/orders', responses: { '2XX': {}, 201: {} }, want: [true] },
  {
    what: 'of a 200 that is the only success',
    path: '/orders',
    responses: { 200: json(object('id')) },
    want: [undefined],
  },
])('is not known $what', async ({ path, responses, want }) => {
  const inPath = ['tenant', 'id'].map((name) => ({ name, in: 'path', schema: text }));
  const paths = {
    [path || '/']: {
      post: operation({ operationId: 'make', responses, parameters: path.includes('{') ? inPath.slice(0, 1) : [] }),
    },
    [`${path}/{id}`]: {
      delete: operation({ operationId: 'drop', parameters: path.includes('{') ? inPath : inPath.slice(1) }),
    },
  };
  const entries = entriesOf(await toContract(toModel(document({ paths })), [], async () => undefined));
  const captures = entries.flatMap(({ request }) => request.captures);
  expect(captures.flatMap((one) => (one.kind === 'created' ? [one.only201] : []))).toEqual(want);
});

it('created items whose paths differ only in signs have two variables', () => {
  const below = { get: operation({ parameters: [{ name: 'id', in: 'path', schema: text }] }) };
  const post = operation({ responses: { 201: json(object('id')) } });
  const paths = { '/a-b': { post }, '/a/b': { post }, '/a-b/{id}': below, '/a/b/{id}': below };
  const made = createdItems(toModel(document({ paths })));
  expect(made.map(({ variable }) => variable)).toEqual(['created_a_b_id', 'created_a_b_id_2']);
});

const order = object('id');
const inPath = [{ name: 'id', in: 'path', schema: text }];
const shop = document({
  paths: {
    '/orders': {
      get: operation({ operationId: 'list', 'x-list': {}, responses: { 200: json({ type: 'array', items: order }) } }),
      post: operation({ operationId: 'make', responses: { 201: json(order) } }),
    },
    '/orders/{id}': {
      parameters: inPath,
      get: operation({ operationId: 'get', responses: { 200: json(order) } }),
      patch: operation({ operationId: 'change' }),
      delete: operation({ operationId: 'drop' }),
    },
  },
});

async function sentWith(workflows: readonly object[]) {
  const model = toModel(shop);
  const useCases = readUseCases({ document: { workflows }, locate: () => ({}) }, model).useCases;
  const entries = entriesOf(await toContract(model, useCases, async () => undefined));
  return entries.flatMap(({ request: { id, operation: of, arguments: given, captures } }) => {
    const [value] = given.flatMap((argument) => (argument.value.kind === 'variable' ? [argument.value.name] : []));
    const kept = captures.flatMap((capture) => ('variable' in capture ? [capture.variable] : []));
    return id.startsWith('contract/') ? [] : [[of.id, value, ...kept].filter(Boolean).join(' ')];
  });
}

it('is used by what changes the item, and that of the list by what reads it', async () => {
  expect(await sentWith([])).toEqual([
    'make created_id',
    'list id',
    'get id',
    'change created_id',
    'drop created_id deleted: /orders/{id}',
  ]);
});

it.each(['create', 'new', 'Add'])(
  'is made by a POST at a path that ends in "%s", and no listed one is deleted',
  async (verb) => {
    const lists = { 200: json({ type: 'array', items: { ...order, required: ['id'] } }) };
    const at = (responses: object) =>
      document({
        paths: {
          '/orders': { get: operation({ operationId: 'list', 'x-list': {}, responses: lists }) },
          [`/orders/${verb}`]: { post: operation({ operationId: 'make', responses }) },
          '/orders/{id}': { parameters: inPath, delete: operation({ operationId: 'drop' }) },
        },
      });
    const sent = async (responses: object) => {
      const entries = entriesOf(await toContract(toModel(at(responses)), [], async () => undefined));
      return entries.flatMap(({ request: { operation: of, arguments: given } }) =>
        of.id === 'drop' ? given.map(({ value }) => (value.kind === 'variable' ? value.name : value.text)) : [],
      );
    };
    expect(await sent({ 201: json(order) })).toContain('created_id');
    expect(await sent({ 200: json({ type: 'boolean' }) })).not.toContain('id');
  },
);

it('is read and deleted beside the path of many', async () => {
  const listed = { 200: json({ type: 'array', items: { ...order, required: ['id'] } }) };
  const withId = [{ name: 'orderId', in: 'path', schema: text }];
  const at = (made: object) =>
    document({
      paths: {
        '/orders': {
          get: operation({ operationId: 'list', responses: listed }),
          post: operation({ operationId: 'make', responses: { 200: json(made) } }),
        },
        '/order/{orderId}': {
          parameters: withId,
          get: operation({
            operationId: 'get',
            summary: 'Get',
            responses: { 200: json(order), 404: { description: '' } },
          }),
          delete: operation({ operationId: 'drop', summary: 'Drop' }),
        },
      },
    });
  const sent = async (made: object) => {
    const { model } = inferMeaning(toModel(at(made)));
    const entries = entriesOf(await toContract(model, [], async () => undefined));
    return entries.flatMap(({ request: { name, arguments: given, expected } }) =>
      expected.causes ? [] : given.map(({ value }) => `${name} ${value.kind === 'variable' ? value.name : value.text}`),
    );
  };
  expect(await sent(object('orderID'))).toEqual([
    'Get created_orderId',
    'Get: an item of a list orderId',
    'Drop created_orderId',
  ]);
  expect(await sent(object('state'))).toEqual(['Get orderId', 'Drop text']);
});

it('is had anew after a use case that deletes', async () => {
  const steps = [
    { stepId: 'make', operationId: 'make', outputs: { id: '$response.body#/id' } },
    {
      stepId: 'drop',
      operationId: 'drop',
      parameters: [{ name: 'id', in: 'path', value: '$steps.make.outputs.id' }],
    },
  ];
  const sent = await sentWith([
    { workflowId: 'all', summary: 'All', steps, outputs: { id: '$steps.make.outputs.id' } },
  ]);
  expect(sent.slice(2)).toEqual(['make created_id', 'list id', 'get id', 'change created_id']);
});

it('has a variable of its own where it is sent in a header, which is not encoded', async () => {
  const steps = [
    { stepId: 'make', operationId: 'make', outputs: { id: '$response.body#/id' } },
    {
      stepId: 'get',
      operationId: 'get',
      parameters: [
        { name: 'id', in: 'path', value: '$steps.make.outputs.id' },
        { name: 'X-Id', in: 'header', value: '$steps.make.outputs.id' },
      ],
    },
  ];
  const outputs = { id: '$steps.make.outputs.id' };
  const [make] = await sentWith([{ workflowId: 'all', summary: 'All', steps, outputs }]);
  expect(make?.split(' ').filter((name) => name.endsWith('_text'))).toHaveLength(1);
});

it('has an id at the end of a URL that is known by the segment before, whose encoding may differ', async () => {
  const made = { responses: { 201: { description: '' } } };
  const paths = {
    '/my%20orders': { post: operation(made) },
    '/my%20orders/{id}': { get: operation({ parameters: inPath, responses: { 200: json(order) } }) },
  };
  const entries = entriesOf(await toContract(toModel(document({ paths })), [], async () => undefined));
  const captures = entries.flatMap(({ request }) => request.captures);
  expect(captures).toContainEqual(expect.objectContaining({ kind: 'created', parent: 'my orders' }));
});
