import type { ApiModel, Operation } from '../../src/model/types.ts';
import type { Argument, ContractRequest } from '../../src/rules/request.ts';
import type { PlainAnswer } from '../../src/rules/rule.ts';
import { json, type Members, toModel } from './builders.ts';

/** An API of orders, in a list with an envelope, and one by one; it says all that a list can mean. */
export const ORDERS = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  servers: [{ url: 'https://orders.example/v1' }],
  security: [{ Door: [], Key: [] }],
  paths: {
    '/orders': {
      get: {
        operationId: 'orders',
        tags: ['Orders'],
        'x-list': {
          items: '/data',
          count: 'X-Count',
          total: 'X-Total',
          offset: 'skip',
          limit: 'take',
          sort: { parameter: 'by', keys: ['placed', 'price'] },
          next: '/next',
          says: { limit: '/size' },
          filters: [{ parameter: 'city', member: 'buyer.city' }, 'any'],
        },
        parameters: [
          { name: 'skip', in: 'query', schema: { type: 'integer', minimum: 0 } },
          { name: 'take', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 }, example: 2 },
          { name: 'by', in: 'query', schema: { type: 'string' } },
          { name: 'city', in: 'query', schema: { type: 'string' } },
          { name: 'any', in: 'query', schema: { type: 'object' } },
        ],
        responses: {
          200: {
            description: 'The orders',
            headers: {
              'X-Count': { required: true, schema: { type: 'integer' } },
              'X-Total': { required: true, schema: { type: 'integer' } },
              'X-Maybe': {},
            },
            ...json({
              type: 'object',
              required: ['data'],
              properties: {
                data: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
                next: { type: ['string', 'null'] },
                size: { type: 'integer' },
              },
            }),
          },
          400: json({ $ref: '#/components/schemas/Fault' }),
          401: json(
            { $ref: '#/components/schemas/Fault' },
            {
              examples: {
                none: { value: { code: 41 }, 'x-cause': 'missing-credentials' },
                old: { value: { code: 42 }, 'x-cause': 'expired-credentials' },
                wrong: { value: { code: 43 }, 'x-cause': 'invalid-credentials' },
              },
            },
          ),
        },
      },
    },
    '/orders/{order_id}': {
      get: {
        operationId: 'order',
        tags: ['Orders'],
        parameters: [{ name: 'order_id', in: 'path', schema: { type: 'string' } }],
        responses: {
          200: json({ $ref: '#/components/schemas/Order' }),
          404: json({ $ref: '#/components/schemas/Fault' }),
        },
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string' },
          placed: { type: 'string', format: 'date-time' },
          price: { type: 'number' },
          buyer: { properties: { city: { type: 'string' } } },
        },
      },
      Fault: { type: 'object', properties: { code: { type: 'integer' } } },
    },
    securitySchemes: { Door: { type: 'http', scheme: 'bearer' }, Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
};

export const ordersModel = toModel(ORDERS);

export function operationOf(model: ApiModel, id: string): Operation {
  const found = model.operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
}

/** An argument of a request, by default a text in the query. */
export function argument(name: string, text: string, more: Partial<Argument> = {}): Argument {
  return { name, in: 'query', value: { kind: 'text', text }, enabled: true, description: '', ...more };
}

/** A request for the list of orders, answered 200. */
export function request(more: Partial<ContractRequest> = {}): ContractRequest {
  const operation = more.operation ?? operationOf(ordersModel, 'orders');
  const [response] = operation.responses;
  if (!response) throw new Error('no response');
  return {
    id: 'contract/orders',
    name: 'Orders',
    description: '',
    operation,
    arguments: [],
    credentials: { kind: 'inherited' },
    expected: { status: 200, response },
    captures: [],
    ...more,
  };
}

/** A correct answer: two of three orders. */
export function answer(more: Members = {}): PlainAnswer {
  const data = [
    { id: 'a', placed: '2024-01-02T00:00:00Z', price: 2, buyer: { city: 'Lyon' } },
    { id: 'b', placed: '2024-01-01T00:00:00Z', price: 1, buyer: { city: 'Lyon' } },
  ];
  const headers = { 'content-type': 'application/json', 'x-count': '2', 'x-total': '3' };
  return { status: 200, headers, body: { data, next: '/v1/orders?skip=2&take=2', size: 2 }, ...more };
}
