/** Samples of bodies that servers can usually take, and what is said of the ids in them that are not sent. */
import { expect, it } from 'vitest';
import { leftOut } from '../../src/contract/left-out.ts';
import { bodyOf } from '../../src/contract/request-body.ts';
import { document, type Members, operation, toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const day = { type: 'string', format: 'date' };
const object = (properties: Members, more: object = {}) => ({ type: 'object', properties, ...more });
const inPath = [{ name: 'orderId', in: 'path', required: true, schema: text }];

function of(schema: object, at: { path?: string; method?: string; beside?: string; type?: string } = {}) {
  const { path = '/orders', method = 'post', beside = '/orders/{orderId}', type = 'application/json' } = at;
  const requestBody = { content: { [type]: { schema } } };
  const parameters = path.includes('{') ? inPath : [];
  const shown = operation({ parameters: beside.includes('{') ? inPath : [] });
  const made = { [method]: operation({ operationId: 'do', requestBody, parameters }) };
  const paths = { [beside]: { get: shown }, [path]: path === beside ? { get: shown, ...made } : made };
  const model = toModel(document({ paths }));
  const found = model.operations.find(({ id }) => id === 'do');
  if (!found) throw new Error('no operation');
  return { sent: bodyOf(found, model)?.value, notices: leftOut(model).map(({ message }) => message) };
}

it.each<{ what: string; schema: object; at?: Parameters<typeof of>[1]; want: unknown }>([
  { what: 'its own id', schema: object({ id: text, name: text }), want: { name: 'text' } },
  { what: 'its own id, as its path names it', schema: object({ order_id: text, name: text }), want: { name: 'text' } },
  {
    what: 'its own id, where a list is',
    schema: object({ id: text, a: text }),
    at: { path: '/o', beside: '/o' },
    want: { a: 'text' },
  },
  {
    what: 'its own id with an example, which a second run would make again',
    schema: object({ id: { ...text, example: 'o1' }, a: text }),
    want: { a: 'text' },
  },
  {
    what: 'the id of the path',
    schema: object({ id: text, a: text }),
    at: { path: '/orders/{orderId}', method: 'put' },
    want: { a: 'text' },
  },
  {
    what: 'the id of the path with an example, which is of another item',
    schema: object({ id: { ...text, example: 'o1' }, a: text }),
    at: { path: '/orders/{orderId}', method: 'put' },
    want: { a: 'text' },
  },
  {
    what: 'another id',
    schema: object({ shopId: text, a: object({ b: text, shopIds: { type: 'array', items: text } }) }),
    want: { a: { b: 'text' } },
  },
  ...['application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'].map((type) => ({
    what: type,
    schema: object({ shopId: text, a: text }),
    at: { type },
    want: { a: 'text' },
  })),
])('an optional id is not sent, and that is said: $what', ({ schema, at, want }) => {
  const { sent, notices } = of(schema, at);
  expect(sent).toEqual(want);
  expect(notices.filter((message) => message.includes('not sent: optional, and '))).toHaveLength(1);
});

it.each<{ what: string; schema: object; at?: Parameters<typeof of>[1]; want: unknown }>([
  {
    what: 'that of a client, beside its secret',
    schema: object({ client_id: text, secret: text }),
    want: { client_id: 'text', secret: 'text' },
  },
  {
    what: 'a required one',
    schema: object({ id: text, shopId: text }, { required: ['id', 'shopId'] }),
    want: { id: 'text', shopId: 'text' },
  },
  {
    what: 'one of another, with an example',
    schema: object({ shopId: { ...text, example: 's1' }, a: text }),
    want: { shopId: 's1', a: 'text' },
  },
  {
    what: 'one of the example of all',
    schema: object({ id: text, a: text }, { example: { id: 'o2', a: 'b' } }),
    want: { id: 'o2', a: 'b' },
  },
  { what: 'a text with the name of one', schema: object({ order: text, a: text }), want: { order: 'text', a: 'text' } },
  { what: 'the only member', schema: object({ shopId: text }), want: { shopId: 'text' } },
  {
    what: 'one of an action',
    schema: object({ id: text, a: text }),
    at: { path: '/find' },
    want: { id: 'text', a: 'text' },
  },
  {
    what: 'one that its schema needs',
    schema: object({ shopId: text, a: text }, { minProperties: 2 }),
    want: { shopId: 'text', a: 'text' },
  },
])('an id is sent: $what', ({ schema, at, want }) => {
  const { sent, notices } = of(schema, at);
  expect(sent).toEqual(want);
  expect(notices).toEqual([]);
});

it.each<{ what: string; schema: object; want: unknown }>([
  {
    what: 'after the start',
    schema: object({ startsAt: time, endsAt: time, madeAt: time }),
    want: { startsAt: '2034-03-01T12:00:00Z', endsAt: '2034-03-02T12:00:00Z', madeAt: '2024-02-29T12:00:00Z' },
  },
  { what: 'in the future', schema: object({ expires_on: day }), want: { expires_on: '2034-03-02' } },
  {
    what: 'in each part',
    schema: { type: 'array', items: object({ valid_from: day, valid_to: day }), minItems: 1 },
    want: [{ valid_from: '2034-03-01', valid_to: '2034-03-02' }],
  },
  {
    what: 'later that day',
    schema: object({ open_from: { ...text, format: 'time' }, open_to: { ...text, format: 'time' } }),
    want: { open_from: '12:00:00Z', open_to: '13:00:00Z' },
  },
  { what: 'not without an end', schema: object({ startedFrom: day }), want: { startedFrom: '2024-02-29' } },
  { what: 'not of what is over', schema: object({ endedAt: time }), want: { endedAt: '2024-02-29T12:00:00Z' } },
  {
    what: 'not where it has a value',
    schema: object({ endsAt: { ...day, enum: ['2024-02-29'] } }),
    want: { endsAt: '2024-02-29' },
  },
])('what ends does so $what', ({ schema, want }) => {
  expect(of(schema).sent).toEqual(want);
});

it.each([
  {
    what: 'how many are wanted',
    schema: object({
      query: text,
      limit: { type: 'integer' },
      topK: { type: 'integer' },
      n_results: { type: 'integer', maximum: 5 },
    }),
    want: { query: 'text', limit: 10, topK: 10, n_results: 1 },
  },
  {
    what: 'how many there are, also in elements',
    schema: object({
      lines: {
        type: 'array',
        minItems: 1,
        items: object({ quantity: { type: 'integer' }, price: { type: 'number' } }),
      },
    }),
    want: { lines: [{ quantity: 1, price: 0 }] },
  },
  {
    what: 'a number that its description names, and where items begin',
    schema: object({
      limit: { type: 'integer', default: 0 },
      offset: { type: 'integer' },
      count: { type: 'integer', maximum: 0 },
    }),
    want: { limit: 0, offset: 0, count: 0 },
  },
])('a count in a body is no 0: $what', ({ schema, want }) => expect(of(schema).sent).toEqual(want));
