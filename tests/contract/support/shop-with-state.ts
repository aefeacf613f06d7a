/** A shop that keeps what it is given: orders with lines, which can be created, changed, cancelled and deleted. */
import { json } from '../../helpers/builders.ts';
import type { Fetch } from '../../helpers/suite.ts';

const text = { type: 'string', minLength: 1 };
const order = {
  type: 'object',
  required: ['id', 'note', 'state'],
  properties: { id: text, note: text, state: { type: 'string', enum: ['open', 'cancelled'] } },
};
const line = { type: 'object', required: ['id', 'count'], properties: { id: text, count: { type: 'integer' } } };
const note = { type: 'object', required: ['note'], properties: { note: { ...text, maxLength: 40 } } };
const count = { type: 'object', required: ['count'], properties: { count: { type: 'integer', minimum: 1 } } };
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const refusals = {
  400: { description: 'Bad input' },
  404: { description: 'Nothing there' },
  409: { description: 'Not in this state' },
};
const answers = (status: number, schema?: object) => ({
  [status]: { description: 'Done', ...(schema && json(schema)) },
  ...refusals,
});

/** Deletion is described first, and under another tag than the rest, as in many descriptions. */
export const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example/v1' }],
  tags: [{ name: 'Removal' }, { name: 'Lines' }, { name: 'Orders' }],
  paths: {
    '/orders/{orderId}': {
      parameters: [inPath('orderId')],
      delete: { summary: 'Delete order', tags: ['Removal'], responses: answers(204) },
      get: { summary: 'Order', tags: ['Orders'], responses: answers(200, order) },
      patch: { summary: 'Change order', tags: ['Orders'], requestBody: body(note), responses: answers(200, order) },
    },
    '/orders/{orderId}/cancel': {
      parameters: [inPath('orderId')],
      post: { summary: 'Cancel order', tags: ['Orders'], responses: answers(200, order) },
    },
    '/orders/{orderId}/lines': {
      parameters: [inPath('orderId')],
      get: { summary: 'Lines', tags: ['Lines'], responses: answers(200, { type: 'array', items: line }) },
      post: { summary: 'Add line', tags: ['Lines'], requestBody: body(count), responses: answers(201, line) },
    },
    '/orders/{orderId}/lines/{lineId}': {
      parameters: [inPath('orderId'), inPath('lineId')],
      delete: { summary: 'Delete line', tags: ['Lines'], responses: answers(204) },
      put: { summary: 'Replace line', tags: ['Lines'], requestBody: body(count), responses: answers(200, line) },
    },
    '/orders': {
      get: {
        summary: 'Orders',
        tags: ['Orders'],
        'x-list': { limit: 'limit', offset: 'offset' },
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
          { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
        ],
        responses: answers(200, { type: 'array', items: order }),
      },
      post: { summary: 'Create order', tags: ['Orders'], requestBody: body(note), responses: answers(201, order) },
    },
  },
};

function body(schema: object) {
  return { required: true, ...json(schema) };
}

interface Order {
  readonly id: string;
  note: string;
  state: string;
  readonly lines: Map<string, { id: string; count: number }>;
}

interface Shop {
  readonly orders: Map<string, Order>;
  readonly nextId: () => string;
}

/** A correct server, and what it was sent: `PATCH /orders/1 200`. `odd`: its ids have characters that a path gives a meaning. */
export function shopServer(odd = false): { readonly fetch: Fetch; readonly log: string[] } {
  let number = 0;
  const ODD = ['a/b', '50%', 'q?x=1', '{{base_url}}', '{y}', 'a b', '#1', 'é東', 'a:b', "it's", 'a+b&c', '..a', '%2F'];
  const nextId = () => {
    number += 1;
    return odd ? `${ODD[number % ODD.length]}${number}` : String(number);
  };
  const state: Shop = { orders: new Map(), nextId };
  for (const words of ['first', 'second', 'third']) {
    const line = { id: nextId(), count: 1 };
    create(state, words).lines.set(line.id, line);
  }
  const log: string[] = [];
  const fetch: Fetch = async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const parts = pathname.split('/').slice(3).map(decodeURIComponent);
    const sent = request.body ? await request.text() : '';
    const response = answer(state, { method: request.method, parts, query: searchParams, sent });
    log.push(`${request.method} /${['orders', ...parts].join('/')} ${response.status}`);
    return response;
  };
  return { fetch, log };
}

interface Sent {
  readonly method: string;
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly sent: string;
}

const refuse = (status: number) => Response.json({ error: 'no' }, { status });
const shown = ({ id, note: words, state }: Order) => ({ id, note: words, state });

function create({ orders, nextId }: Shop, words: string): Order {
  const made: Order = { id: nextId(), note: words, state: 'open', lines: new Map() };
  orders.set(made.id, made);
  return made;
}

function answer(shopState: Shop, sent: Sent): Response {
  const [orderId, part, lineId] = sent.parts;
  if (orderId === undefined) return answerOrders(shopState, sent);
  const found = shopState.orders.get(orderId);
  if (!found) return refuse(404);
  if (part === undefined) return answerOrder(shopState, found, sent);
  if (part === 'cancel') {
    if (sent.method !== 'POST') return refuse(405);
    if (found.state !== 'open') return refuse(409);
    found.state = 'cancelled';
    return Response.json(shown(found));
  }
  return part === 'lines' ? answerLines(shopState, found, lineId, sent) : refuse(404);
}

function answerOrders(shopState: Shop, { method, query, sent }: Sent): Response {
  if (method === 'POST') {
    const words = noteIn(sent);
    return words === undefined ? refuse(400) : Response.json(shown(create(shopState, words)), { status: 201 });
  }
  if (method !== 'GET') return refuse(405);
  const [limit, offset] = [query.get('limit') ?? '50', query.get('offset') ?? '0'];
  if (!/^\d+$/.test(limit) || !/^\d+$/.test(offset) || Number(limit) < 1) return refuse(400);
  const all = [...shopState.orders.values()].map(shown);
  return Response.json(all.slice(Number(offset), Number(offset) + Number(limit)));
}

function answerOrder({ orders }: Shop, found: Order, { method, sent }: Sent): Response {
  if (method === 'GET') return Response.json(shown(found));
  if (method === 'DELETE') {
    orders.delete(found.id);
    return new Response(null, { status: 204 });
  }
  if (method !== 'PATCH') return refuse(405);
  const words = noteIn(sent);
  if (words === undefined) return refuse(400);
  if (found.state !== 'open') return refuse(409);
  found.note = words;
  return Response.json(shown(found));
}

function answerLines({ nextId }: Shop, { lines, state }: Order, id: string | undefined, sent: Sent): Response {
  const wanted = countIn(sent.sent);
  if (id === undefined && sent.method === 'GET') return Response.json([...lines.values()]);
  if (id === undefined && sent.method === 'POST') {
    if (wanted === undefined) return refuse(400);
    if (state !== 'open') return refuse(409);
    const made = { id: nextId(), count: wanted };
    lines.set(made.id, made);
    return Response.json(made, { status: 201 });
  }
  const found = lines.get(id ?? '');
  if (!found) return refuse(id === undefined ? 405 : 404);
  if (sent.method === 'DELETE') {
    lines.delete(found.id);
    return new Response(null, { status: 204 });
  }
  if (wanted === undefined) return refuse(400);
  found.count = wanted;
  return Response.json(found);
}

function noteIn(sent: string): string | undefined {
  const value = parsed(sent)?.['note'];
  return typeof value === 'string' && value.length > 0 && value.length <= 40 ? value : undefined;
}

function countIn(sent: string): number | undefined {
  const value = parsed(sent)?.['count'];
  return Number.isInteger(value) && Number(value) >= 1 ? Number(value) : undefined;
}

function parsed(sent: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(sent);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
