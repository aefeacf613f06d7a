/** A second API, in OpenAPI 3.0, with other names and other habits: nothing in the server is made for the first one. */

const error = { type: 'object', required: ['fault'], properties: { fault: { type: 'string' } } };

const order = {
  allOf: [
    { type: 'object', required: ['number'], properties: { number: { type: 'integer' }, note: { type: 'string' } } },
    {
      type: 'object',
      properties: {
        placed: { type: 'string', format: 'date-time' },
        buyer: { $ref: '#/components/schemas/Buyer' },
        parent: { $ref: '#/components/schemas/Order' },
      },
    },
  ],
};

const json = (schema: unknown, more: object = {}) => ({ content: { 'application/json': { schema, ...more } } });

export const shop = {
  openapi: '3.0.3',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example/{stage}', variables: { stage: { default: 'live' } } }],
  security: [{ Door: [] }],
  paths: {
    '/customers/{customer}/orders': {
      parameters: [{ name: 'customer', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      get: {
        operationId: 'orders',
        'x-list': {
          items: '/data',
          id: '/number',
          total: 'Total',
          offset: 'skip',
          limit: 'take',
          sort: { parameter: 'by', keys: ['number'] },
          filters: [{ parameter: 'from', member: 'buyer.city' }, 'tags'],
        },
        parameters: [
          { name: 'skip', in: 'query', schema: { type: 'integer' } },
          { name: 'take', in: 'query', schema: { $ref: '#/components/schemas/Take' } },
          { name: 'by', in: 'query', schema: { type: 'string' } },
          { name: 'from', in: 'query', schema: { type: 'string', nullable: true } },
          { name: 'tags', in: 'query', schema: { type: 'string' } },
          { name: 'ratio', in: 'query', schema: { type: 'number', minimum: 0, exclusiveMinimum: true } },
          { name: 'only', in: 'query', schema: { type: 'array', items: { type: 'integer' }, maxItems: 3 } },
          { name: 'open', in: 'query', schema: { type: 'boolean' } },
          { name: 'X-Shop', in: 'header', required: true, schema: { type: 'string', enum: ['north', 'south'] } },
        ],
        responses: {
          200: {
            description: 'Orders',
            headers: {
              Total: { required: true, schema: { type: 'integer' } },
              'X-Trace-Id': { required: true, schema: { type: 'string' } },
              'X-Rate': { required: true, schema: { type: 'integer', minimum: 7 } },
              'X-Zone': { required: true, schema: { type: 'string' }, example: 'zürich' },
              'X-Maybe': { schema: { type: 'string' } },
            },
            ...json({
              type: 'object',
              required: ['data', 'unit'],
              properties: {
                data: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
                unit: { type: 'string', enum: ['orders'] },
              },
            }),
            links: { one: { operationId: 'order', parameters: { n: '$response.body#/data/0/number' } } },
          },
          default: { description: 'No', ...json(error, { example: { fault: 'no' } }) },
        },
      },
    },
    '/order-by-number/{n}': {
      get: {
        operationId: 'order',
        parameters: [{ name: 'n', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { '2XX': { description: 'One', ...json({ $ref: '#/components/schemas/Order' }) } },
      },
    },
    '/orders': {
      post: {
        operationId: 'place',
        requestBody: { required: true, ...json({ $ref: '#/components/schemas/Order' }) },
        responses: { 201: { description: 'Placed', ...json({ $ref: '#/components/schemas/Buyer' }) } },
      },
    },
    '/orders/{year}-{month}.csv': {
      get: {
        security: [{}],
        parameters: [
          { name: 'year', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'month', in: 'path', required: true, schema: { type: 'integer', maximum: 12 } },
        ],
        responses: { 200: { description: 'CSV', content: { 'text/csv': { example: 'number\n1\n' } } } },
      },
    },
    '/orders/{n}': {
      delete: {
        parameters: [{ name: 'n', in: 'path', required: true, schema: { type: 'integer' } }],
        security: [{ QueryKey: [] }, { CookieKey: [] }, { User: [] }],
        responses: { 204: { description: 'Gone' } },
      },
    },
  },
  components: {
    schemas: {
      Order: order,
      Buyer: { type: 'object', properties: { city: { type: 'string', example: 'Lyon' } } },
      Take: { type: 'integer', minimum: 1, maximum: 3, default: 2 },
    },
    securitySchemes: {
      Door: { type: 'http', scheme: 'bearer' },
      QueryKey: { type: 'apiKey', in: 'query', name: 'key' },
      CookieKey: { type: 'apiKey', in: 'cookie', name: 'sid' },
      User: { type: 'http', scheme: 'basic' },
    },
  },
};

export const shopData = {
  '/customers/{customer}/orders': [
    { number: 10, placed: '2024-01-01T10:00:00+02:00', buyer: { city: 'Lyon' }, tags: ['new', 'gift'] },
    { number: 9, placed: '2024-01-01T09:00:00Z', buyer: { city: 'Nice' }, tags: ['new'], note: 'b' },
    { number: 100, buyer: { city: 'Lyon' }, tags: [], note: 'B' },
  ],
};
