/** Bodies and success criteria of use cases, in clients: what is sent, and what a server can break. */
import { beforeAll, describe, expect, it } from 'vitest';
import { metCriteria } from '../../src/compose/met-criteria.ts';
import { document, json, operation } from '../helpers/builders.ts';
import { CLIENTS, IS_FAST } from '../helpers/clients.ts';
import { brokenIn, notJudgedIn, type Suite, suiteOf, tried } from '../helpers/suite.ts';

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const Order = {
  type: 'object',
  required: ['customer', 'label'],
  properties: {
    id: { type: 'integer', readOnly: true },
    customer: { type: 'integer', format: 'int64' },
    label: { type: 'string' },
    state: { type: 'string', readOnly: true, enum: ['open', 'shut'] },
  },
};
const Customer = {
  type: 'object',
  required: ['name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const creating = (operationId: string, name: string) => ({
  post: operation({
    operationId,
    requestBody: { required: true, ...json(reference(name)) },
    responses: { 201: { description: '', ...json(reference(name)) }, 422: { description: '' } },
  }),
});
const description = document({
  paths: { '/customers': creating('createCustomer', 'Customer'), '/orders': creating('createOrder', 'Order') },
  components: { schemas: { Order, Customer } },
});
const outputs = { id: '$response.body#/id', name: '$response.body#/name' };
const payload = { customer: '$steps.customer.outputs.id', label: '$steps.customer.outputs.name' };
const isOpen = { condition: "$statusCode == 201 && $response.body#/state == 'OPEN'" };
const isNever = { condition: "$response.body#/state == 'never'" };
const steps = [
  { stepId: 'customer', operationId: 'createCustomer', requestBody: { payload: { name: 'Ann' } }, outputs },
  {
    stepId: 'order',
    operationId: 'createOrder',
    requestBody: { contentType: 'application/json', payload },
    successCriteria: [isOpen, isNever],
  },
];
const arazzo = { arazzo: '1.0.1', workflows: [{ workflowId: 'buy', steps }] };

let suite: Suite;

beforeAll(async () => {
  suite = await suiteOf(description, arazzo);
});

it('a criterion that the data of the description do not meet has a notice', () => {
  expect(suite.contract.notices.map(({ message, pointer }) => [pointer, /"([^"]*)"/.exec(message)?.[1]])).toEqual([
    ['/workflows/0/steps/1/successCriteria/1', "$response.body#/state == 'never'"],
  ]);
});

it('a body that its schema does not allow is not used, and a step that our server does not refuse has a notice', async () => {
  const [customer] = steps;
  const first = { ...customer, requestBody: { payload: { name: 5 } } };
  const other = { ...customer, stepId: 'other', successCriteria: [{ condition: '$statusCode == 404' }] };
  const { contract } = await suiteOf(description, {
    ...arazzo,
    workflows: [
      { workflowId: 'w', steps: [first] },
      { workflowId: 'v', steps: [other] },
    ],
  });
  expect(contract.notices.map(({ kind, pointer }) => [kind, pointer])).toEqual([
    ['note', '/workflows/0/steps/0/requestBody'],
    ['note', '/workflows/1/steps/0/successCriteria/0'],
  ]);
  const statuses = contract.groups[0]?.entries.map(({ request }) => request.expected.status);
  expect(statuses).toEqual([201, 404]);
});

it('without its body, the criteria of a step and of those after it are not asserted', async () => {
  const first = { ...steps[0], requestBody: { payload: { name: 5 } }, successCriteria: [isNever] };
  const then = { ...steps[0], stepId: 'then', successCriteria: [isNever, { condition: '$statusCode == 404' }] };
  const { contract } = await suiteOf(description, {
    ...arazzo,
    workflows: [{ workflowId: 'w', steps: [first, then] }],
  });
  expect(contract.notices.map(({ pointer }) => pointer)).toEqual([
    '/workflows/0/steps/0/requestBody',
    '/workflows/0/steps/0/successCriteria/0',
    '/workflows/0/steps/1/successCriteria/0',
    '/workflows/0/steps/1/successCriteria/1',
  ]);
  const [, { request } = { request: undefined }] = contract.groups[0]?.entries ?? [];
  expect([request?.criteria, request?.expected]).toMatchObject([[], { status: 201, or: [{ status: 404 }] }]);
});

it.each([
  { what: 'in parts', payload: { name: 'Ann' }, parts: true, isUsed: true },
  { what: 'in parts that its schema does not allow', payload: { other: 1 }, parts: true, isUsed: false },
  { what: 'beside a required cookie', payload: { name: 'Ann' }, cookie: 'c', isUsed: true },
  { what: 'beside a value that is not valid', payload: { name: 'Ann' }, cookie: '', isUsed: true },
])('a body $what is used: $isUsed', async ({ payload, parts, cookie, isUsed }) => {
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const content = { [parts ? 'multipart/form-data' : 'application/json']: { schema } };
  const parameter = { name: 'c', in: 'cookie', required: true, schema: { type: 'string', minLength: 1 } };
  const post = operation({
    operationId: 'a',
    ...(cookie !== undefined && { parameters: [parameter] }),
    requestBody: { required: true, content },
    responses: { 201: { description: '' }, 400: { description: '' } },
  });
  const one = {
    stepId: 'a',
    operationId: 'a',
    requestBody: { payload },
    ...(cookie !== undefined && { parameters: [{ name: 'c', in: 'cookie', value: cookie }] }),
  };
  const { contract } = await suiteOf(document({ paths: { '/a': { post } } }), {
    arazzo: '1.0.1',
    workflows: [{ workflowId: 'w', steps: [one] }],
  });
  expect(contract.notices.some(({ message }) => message.includes('does not satisfy its schema'))).toBe(!isUsed);
});

it('nothing is asked of our server without bodies and criteria', async () => {
  const asked = () => {
    throw new Error('asked');
  };
  expect(await metCriteria([], suite.model, asked, (pointer) => ({ pointer }))).toEqual({ useCases: [], notices: [] });
});

/** A server that keeps the orders that it gets. */
function serving(state: string, orders: unknown[]) {
  return async (request: Request) => {
    const sent = JSON.parse(await request.text()) as Record<string, unknown>;
    const isCustomer = request.url.endsWith('/customers');
    if (!isCustomer) orders.push(sent);
    const isRight = isCustomer
      ? typeof sent['name'] === 'string'
      : Number.isInteger(sent['customer']) && typeof sent['label'] === 'string';
    if (!isRight) return new Response(null, { status: 422 });
    if (!isCustomer) return Response.json({ ...sent, id: 1, state }, { status: 201 });
    return new Response('{"id":9007199254740993,"name":"a \\"b\\" {{c}} \\\\ é"}', {
      status: 201,
      headers: { 'content-type': 'application/json' },
    });
  };
}

it.runIf(IS_FAST)('what a step creates is not looked for where the step is not sent', async () => {
  const look = {
    stepId: 'look',
    operationId: 'getOrder',
    parameters: [{ name: 'id', in: 'path', value: '$steps.order.outputs.id' }],
  };
  const given = [{ name: 'id', in: 'path', value: 5 }];
  const isThree = [{ condition: '$response.body#/id == 3' }];
  const first = { ...look, stepId: 'first', parameters: given };
  const judged = { ...look, stepId: 'judged', parameters: given, successCriteria: isThree };
  const order = { stepId: 'order', operationId: 'createOrder', outputs: { id: '$response.body#/id' } };
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
  const get = operation({ operationId: 'getOrder', parameters });
  const whole = { ...description, paths: { ...(description['paths'] as object), '/orders/{id}': { get } } };
  const own = await suiteOf(whole, {
    ...arazzo,
    workflows: [{ workflowId: 'buy', steps: [first, order, look, judged] }],
  });
  const sent: string[] = [];
  const fetch = async (request: Request) => {
    sent.push(request.method);
    return Response.json({ id: 5 }, { status: 200 });
  };
  const verdict = await tried(own, { live: true, only: 'buy', fetch });
  expect(sent).toEqual(['GET']);
  expect(brokenIn(verdict).filter((text) => text.startsWith('buy'))).toEqual([]);
});

describe.each(CLIENTS)('in %s', (client) => {
  it('outputs stand in a body as they came, and a criterion fails where the server breaks it', async () => {
    const orders: unknown[] = [];
    const verdict = await tried(suite, { client, only: 'buy', fetch: serving('shut', orders) });
    expect(orders).toEqual([{ customer: Number('9007199254740993'), label: 'a "b" {{c}} \\ é' }]);
    const title = 'buy: order: The success criterion is met: ';
    expect(brokenIn(verdict)).toEqual([`${title}${isOpen.condition}`, `${title}${isNever.condition}`]);
  }, 300_000);

  it('our server meets all that is asserted of it, and is not sent what it does not refuse', async () => {
    const refusing = { ...steps[0], stepId: 'gone', successCriteria: [{ condition: '$statusCode == 404' }] };
    const whole = await suiteOf(description, {
      ...arazzo,
      workflows: [{ workflowId: 'buy', steps: [...steps, refusing] }],
    });
    const verdict = await tried(whole, { client });
    expect(brokenIn(verdict)).toEqual([]);
    expect(notJudgedIn(verdict)).toEqual(['buy: order: other-data', 'buy: gone: other-data']);
  }, 300_000);
});
