import type { Json } from '../../../src/core/json.ts';
import { fromPointer, valueAt } from '../../../src/core/pointer.ts';
import { createReferenceServer, type ReferenceServer } from '../../../src/server/server.ts';
import { toModel } from '../helpers.ts';

export interface ListApi {
  readonly list: object;
  /** Query parameters, by name: their schemas. */
  readonly parameters: Readonly<Record<string, object>>;
  /** The schema of the body. */
  readonly body: object;
  readonly headers?: Readonly<Record<string, object>>;
  readonly example?: Json;
  /** The schema of the details; those of an item where it is left out. */
  readonly details?: object;
  readonly version?: string;
}

/** A description of one list, at `/things`, and of the things in it. */
export function describeList({ list, parameters, body, headers = {}, example, details, version }: ListApi): object {
  const idType = valueAt(details, ['properties', 'id', 'type']) ?? 'string';
  return {
    openapi: version ?? '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://things.example/v1' }],
    paths: {
      '/things': {
        get: {
          operationId: 'things',
          'x-list': list,
          parameters: Object.entries(parameters).map(([name, schema]) => ({ name, in: 'query', schema })),
          responses: {
            200: {
              description: 'Things',
              headers,
              content: { 'application/json': { schema: body, ...(example !== undefined && { example }) } },
            },
          },
        },
      },
      '/things/{id}': {
        get: {
          operationId: 'thing',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: idType } }],
          responses: {
            200: { description: 'A thing', content: { 'application/json': { schema: details ?? THING } } },
          },
        },
      },
    },
  };
}

const THING = {
  type: 'object',
  required: ['id', 'kind'],
  properties: {
    id: { type: 'integer' },
    kind: { type: 'string', enum: ['red', 'blue'] },
    price: { type: 'number' },
    made: { type: 'string', format: 'date-time' },
    sold: { type: 'boolean' },
  },
};

export const THINGS = { type: 'array', items: THING };

/** So many things, with ties: every other one is red, and three at a time cost the same. */
export function things(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    kind: index % 2 === 0 ? 'red' : 'blue',
    price: Math.floor((count - index - 1) / 3) + 0.5,
    made: `2024-01-${String((index % 28) + 1).padStart(2, '0')}T12:00:00Z`,
    sold: index % 3 === 0,
  }));
}

export function serve(api: ListApi, items: readonly unknown[] = things(7)): ReferenceServer {
  const model = toModel(describeList(api));
  return createReferenceServer(model, { '/things': items });
}

const BASE = 'https://things.test/v1/things';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function ask(server: ReferenceServer, query = ''): Promise<Answer> {
  const response = await server.fetch(new Request(query.startsWith('http') ? query : `${BASE}${query}`));
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The member of a body at a JSON pointer. */
export function at({ body }: Answer, pointer: string): unknown {
  return valueAt(body, fromPointer(pointer));
}

/** The ids of the items at a JSON pointer, such as `1,2,3`. */
export function idsAt(answer: Answer, pointer: string): string {
  const items = at(answer, pointer);
  return Array.isArray(items) ? items.map((item) => String(valueAt(item, ['id']))).join() : 'no list';
}

/** `<url>; rel="next", …` -> the URLs by relation. */
export function linksOf(headers: Headers): Record<string, string> {
  const found = [...(headers.get('Link') ?? '').matchAll(/<([^>]*)>; rel="(\w+)"/g)];
  return Object.fromEntries(found.map(([, url = '', relation = '']) => [relation, url]));
}
