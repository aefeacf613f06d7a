/** A request that must be refused differs from the correct one in exactly one way. */
import { describe, expect, it } from 'vitest';
import { isReading } from '../../src/contract/reading-methods.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { mustBeRefused } from '../../src/rules/answers.ts';
import type { Argument, ContractRequest } from '../../src/rules/request.ts';
import { json, toModel } from '../helpers/builders.ts';

const text = { type: 'string' };
const refusals = Object.fromEntries(
  [400, 401, 403, 404, 405, 422].map((status) => [status, { description: 'Refused', ...json({ type: 'object' }) }]),
);
const item = {
  type: 'object',
  required: ['id', 'name', 'size'],
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string', minLength: 2, maxLength: 20, pattern: '^[a-z]+$' },
    size: { type: 'integer', minimum: 1, maximum: 9 },
    kind: { type: 'string', enum: ['a', 'b'] },
  },
};
const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more });
const everywhere = [
  { name: 'X-Tenant', in: 'header', required: true, example: 'acme', schema: { type: 'string', minLength: 3 } },
  { name: 'X-Level', in: 'header', schema: { type: 'integer' } },
  query('mode', { type: 'string', enum: ['fast', 'slow'] }, { required: true }),
  query('depth', { type: 'integer', minimum: 0, maximum: 5 }),
  query('exact', { type: 'boolean' }),
  { name: 'shop', in: 'path', required: true, example: 7, schema: { type: 'integer' } },
];
const body = { required: true, content: { 'application/xml': { schema: item }, 'application/json': { schema: item } } };
const inPath = { name: 'id', in: 'path', required: true, schema: text };
const made = { description: 'Made', ...json(item) };

/** An API in which each operation needs all: parameters in each place, a body, two credentials. */
const all = {
  openapi: '3.1.0',
  info: { title: 'All', version: '1' },
  security: [{ Door: [], Key: [] }],
  paths: {
    '/shops/{shop}/items': {
      parameters: everywhere,
      get: {
        summary: 'List',
        'x-list': { limit: 'limit', offset: 'offset' },
        'x-odd-parameters': { repeated: 'refused', unknown: 'refused' },
        parameters: [query('limit', { type: 'integer', minimum: 1 }), query('offset', { type: 'integer', minimum: 0 })],
        responses: { 200: { description: 'Many', ...json({ type: 'array', items: item }) }, ...refusals },
      },
      post: { summary: 'Make', requestBody: body, responses: { 201: made, ...refusals } },
    },
    '/shops/{shop}/items/{id}': {
      parameters: [...everywhere, inPath],
      get: { summary: 'Get', responses: { 200: made, ...refusals } },
      put: { summary: 'Put', requestBody: body, responses: { 200: made, ...refusals } },
      patch: { summary: 'Patch', requestBody: body, responses: { 200: made, ...refusals } },
      delete: { summary: 'Delete', responses: { 204: { description: 'Gone' }, ...refusals } },
    },
    '/shops/{shop}/checks': {
      parameters: everywhere,
      post: { summary: 'Check', requestBody: body, responses: { 200: made, ...refusals } },
    },
  },
  components: {
    securitySchemes: { Door: { type: 'http', scheme: 'bearer' }, Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
};

/** What a request is, part by part. A path parameter with a variable names an item that exists, listed or created. */
function partsOf({ operation, arguments: given, body: sent, credentials }: ContractRequest): Map<string, string> {
  const parts = new Map<string, string>([
    ['path', operation.path],
    ['method', operation.method],
    ['credentials', JSON.stringify(credentials)],
    ['type', sent?.type ?? ''],
  ]);
  for (const { name, in: place, enabled, value } of given) {
    if (!enabled) continue;
    const key = `${place} ${name}`;
    const shown = value.kind === 'text' ? value.text : 'an existing item';
    parts.set(key, parts.has(key) ? `${parts.get(key)}, ${shown}` : shown);
  }
  const members = Object.entries((sent?.value ?? {}) as Record<string, unknown>);
  for (const [name, member] of members) parts.set(`body ${name}`, JSON.stringify(member));
  return parts;
}

function differences(one: ContractRequest, other: ContractRequest): readonly string[] {
  const [a, b] = [partsOf(one), partsOf(other)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key));
}

const { model } = inferMeaning(toModel(all));
const requests = entriesOf(await toContract(model, [], async () => undefined)).map(({ request }) => request);
const positives = requests.filter(({ id }) => id.startsWith('operations/'));
const negatives = requests.filter((request) => !positives.includes(request) && mustBeRefused(request));

describe('a request that must be refused', () => {
  it('is made for each operation in each way', () => {
    expect(positives).toHaveLength(7);
    const ways =
      /: (no|a wrong|an expired|the token|.* missing|.* of another type|.* not |an un|the undocumented|.* twice)/;
    expect(negatives.filter(({ name }) => ways.test(name)).length).toBeGreaterThan(100);
  });

  it.each(
    negatives.filter(({ credentials }) => credentials.kind !== 'where-writing').map((one) => [one.name, one] as const),
  )('%s', (_, negative) => {
    const [positive, ...others] = positives.filter(({ operation }) => operation === negative.operation);
    expect(others).toEqual([]);
    const found = positive ? differences(positive, negative) : [];
    // What may write names an item that is made up, if the run has not created one.
    const isOfId = ({ name, value }: Argument) => value.kind === 'text' && found.includes(`path ${name}`);
    const madeUp = negative.arguments.filter((one) => one.doubt === 'made-up' && isOfId(one));
    expect(madeUp.length).toBeLessThanOrEqual(isReading(negative.operation.method) ? 0 : 1);
    expect(found.filter((part) => !madeUp.some(({ name }) => part === `path ${name}`))).toHaveLength(1);
  });

  it.each(
    negatives.filter(({ credentials }) => credentials.kind === 'where-writing').map((one) => [one.name, one] as const),
  )('%s: by its method, and by an id that nobody has, since the method might work', (_, { operation, ...negative }) => {
    const found = positives
      .filter((positive) => positive.operation.path === operation.path)
      .map((positive) => differences(positive, { ...negative, operation, credentials: positive.credentials }))
      .toSorted((a, b) => a.length - b.length)[0];
    expect(found?.filter((part) => !part.startsWith('path '))).toEqual(['method']);
  });
});
