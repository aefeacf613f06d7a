/** The description with which `init` begins where there is none: one list, one item, one key. */
export const FIRST_SPEC = `import type { OpenApiDocument } from 'postman-contract';

/** https://spec.openapis.org/oas/v3.1.1.html#openapi-object */
export const openapi: OpenApiDocument = {
  openapi: '3.1.1',
  info: {
    title: 'Orders API',
    version: '1.0.0',
    description: 'Change this description to that of your API.',
  },
  servers: [{ url: 'https://orders.example/v1' }],
  security: [{ ApiKey: [] }],
  paths: {
    '/orders': {
      get: {
        operationId: 'listOrders',
        summary: 'List orders',
        // What the list means: which header counts, which parameters page and filter. The suite asserts it.
        'x-list': { id: '/id', count: 'X-Result-Count', limit: 'limit', offset: 'offset', filters: ['status'] },
        parameters: [
          { name: 'status', in: 'query', schema: { $ref: '#/components/schemas/Status' } },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
          { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0, default: 0 } },
        ],
        responses: {
          200: {
            description: 'The orders',
            headers: { 'X-Result-Count': { required: true, schema: { type: 'integer' } } },
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Order' } } },
            },
            // The id of an order in the list leads to its details.
            links: { order: { operationId: 'getOrder', parameters: { orderId: '$response.body#/0/id' } } },
          },
          401: { $ref: '#/components/responses/Unauthorized' },
        },
      },
    },
    '/orders/{orderId}': {
      get: {
        operationId: 'getOrder',
        summary: 'Get an order',
        parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: {
            description: 'The order',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
          401: { $ref: '#/components/responses/Unauthorized' },
          404: { $ref: '#/components/responses/NotFound' },
        },
      },
    },
  },
  components: {
    securitySchemes: { ApiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
    schemas: {
      Status: { type: 'string', enum: ['open', 'shipped'] },
      Order: {
        type: 'object',
        required: ['id', 'status', 'total'],
        properties: {
          id: { type: 'string' },
          status: { $ref: '#/components/schemas/Status' },
          total: { type: 'number', minimum: 0 },
        },
      },
      Problem: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
    },
    responses: {
      Unauthorized: {
        description: 'The key is missing or wrong',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
      NotFound: {
        description: 'There is no such order',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  },
};
`;
