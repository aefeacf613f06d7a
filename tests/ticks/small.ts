/** Small descriptions in which an assertion may have nothing to compare. */
import { json, operation, withPath } from '../helpers/builders.ts';

const any = { type: 'object' } as const;
const problem = (causes: string) => ({
  description: 'Refused.',
  'x-cause': causes,
  content: { 'application/problem+json': { schema: any, example: { title: 'No', code: causes.toUpperCase() } } },
});
const optional = {
  'X-Count': { description: 'The number of items.', schema: { type: 'integer', minimum: 0 } },
  'X-Trace': { description: 'A trace.', schema: { type: 'string', minLength: 3 } },
};
const item = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, rank: { type: 'integer' } } };
const items = { type: 'array', items: item };

const envelope = {
  type: 'object',
  required: ['data', 'total'],
  properties: { data: items, total: { type: 'integer' }, next: { type: ['string', 'null'] } },
};

export const SMALL = {
  'full pages with links': withPath('/notes', {
    get: operation({
      parameters: [
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
        { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
      ],
      'x-list': { items: '/data', total: '/total', offset: 'offset', limit: 'limit', next: '/next', fullPages: true },
      responses: { 200: json(envelope) },
    }),
  }),
  'optional headers': withPath('/notes', {
    get: operation({ responses: { 200: { ...json(any), headers: optional } } }),
  }),
  'a body that may be anything': withPath('/notes', {
    get: operation({
      responses: { 200: { description: 'Whatever.', content: { 'application/json': { schema: {} } } } },
    }),
  }),
  'several refusals': withPath('/notes', {
    get: operation({
      parameters: [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } }],
      responses: {
        200: json(items),
        400: problem('invalid-query-parameter'),
        422: { description: 'Refused.', 'x-cause': 'invalid-query-parameter' },
        401: problem('missing-credentials'),
      },
    }),
  }),
  'no content': withPath('/notes', { get: operation({ responses: { 204: { description: 'Nothing.' } } }) }),
  'a list with all that may be missing': withPath('/notes', {
    get: operation({
      parameters: [
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 10 } },
        { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0, default: 0 } },
        { name: 'sort', in: 'query', schema: { type: 'string', enum: ['rank', '-rank'] } },
        { name: 'rank', in: 'query', schema: { type: 'integer' } },
      ],
      'x-list': {},
      responses: { 200: { ...json(items), headers: optional } },
    }),
  }),
} as const;
