/**
 * A valid description with something else at one of its places: it is refused with a place, a notice says what is lost, or the collection
 * has every operation. With `PLACES=all`, at all of them.
 */
import { describe, expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { isRecord } from '../../src/core/json.ts';
import { bundle } from '../../src/load/bundle.ts';
import { parseText } from '../../src/load/parse.ts';
import { sourcesOf } from '../../src/load/sources.ts';
import { operation } from '../helpers/builders.ts';

const item = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, parent: { $ref: '#/components/schemas/Item' } },
};
const ok = (schema: object) => ({
  description: 'Fine',
  content: { 'application/json': { schema, examples: { one: { value: null } } } },
});
const DESCRIPTION = {
  openapi: '3.1.0',
  info: { title: 'Places', version: '1', description: 'All kinds of places.' },
  servers: [
    { url: 'https://{host}.example', description: 'Main', variables: { host: { default: 'a', enum: ['a', 'b'] } } },
  ],
  tags: [{ name: 'Items', description: 'Them' }],
  security: [{ OAuth: ['read'] }, { Key: [] }],
  paths: {
    '/items': {
      summary: 'All',
      parameters: [{ $ref: '#/components/parameters/Trace' }],
      get: {
        operationId: 'list',
        tags: ['Items'],
        summary: 'List',
        parameters: [
          {
            name: 'limit',
            in: 'query',
            style: 'form',
            explode: true,
            schema: { type: 'integer', minimum: 1 },
            example: 5,
          },
        ],
        responses: {
          200: ok({ type: 'array', items: { $ref: '#/components/schemas/Item' } }),
          400: { $ref: '#/components/responses/Bad' },
        },
        'x-list': { limit: 'limit' },
      },
      post: {
        operationId: 'make',
        security: [],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
              encoding: { file: { contentType: 'image/png' } },
            },
          },
        },
        responses: {
          201: {
            description: 'Made',
            headers: { Location: { schema: { type: 'string' } } },
            links: { one: { operationId: 'one', parameters: { id: '$response.body#/id' } } },
          },
        },
        callbacks: { done: { '{$request.body#/url}': { post: operation() } } },
      },
    },
    '/items/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'one',
        deprecated: true,
        servers: [{ url: 'https://b.example' }],
        responses: { '2XX': ok(item), default: { description: 'No' } },
      },
    },
    '/shared': { $ref: '#/components/pathItems/Shared' },
  },
  components: {
    schemas: {
      Item: item,
      Kinds: {
        oneOf: [{ $ref: '#/components/schemas/Item' }],
        discriminator: { propertyName: 'id', mapping: { a: 'Item' } },
      },
    },
    parameters: { Trace: { name: 'X-Trace', in: 'header', schema: { type: 'string' } } },
    responses: {
      Bad: { description: 'Bad', content: { 'application/json': { schema: { $ref: '#/components/schemas/Kinds' } } } },
    },
    pathItems: { Shared: { get: operation({ operationId: 'shared' }) } },
    securitySchemes: {
      OAuth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token', scopes: { read: 'Read' } } } },
      Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
  },
  webhooks: { changed: { post: operation() } },
};

type Path = readonly string[];

function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesOf(member, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value);
  copy[name] = replaced(copy[name], rest, by);
  return copy;
}

const METHODS = ['get', 'post'];

/** The operations that a document describes, by their places: also those that are no objects. */
function describedIn(document: unknown): readonly string[] {
  const paths = isRecord(document) && isRecord(document['paths']) ? document['paths'] : {};
  return Object.entries(paths).flatMap(([path, member]) => {
    if (!isRecord(member)) return [`${path} itself`];
    const shared = member['$ref'] === undefined ? [] : [`get ${path}`];
    return [...METHODS.filter((method) => method in member).map((method) => `${method} ${path}`), ...shared];
  });
}

/** `refused`, or what the collection lacks of what is described and no new notice speaks of. */
async function outcomeOf(document: unknown, usual: ReadonlySet<string>): Promise<string> {
  try {
    const parsed = parseText(JSON.stringify(document), 'a.json');
    const openapi = await bundle(
      parsed,
      '/a.json',
      sourcesOf('/a.json', {}, async () => parsed),
    );
    const { contract } = await generateCollection({ name: 'a', openapi, notices: [] });
    const sent = new Set(entriesOf(contract).map(({ request: { operation: one } }) => `${one.method} ${one.path}`));
    const told = contract.notices.some(({ kind, message }) => !usual.has(`${kind} ${message}`));
    return told ? 'fine' : `lacks ${describedIn(document).filter((one) => !sent.has(one))}`.replace(/^lacks $/, 'fine');
  } catch (error) {
    if (!(error instanceof UserError)) return `${error instanceof Error ? error.stack : String(error)}`;
    return error.findings.every(({ place }) => place !== undefined) ? 'fine' : `no place: ${error.message}`;
  }
}

async function usualNotices(): Promise<ReadonlySet<string>> {
  const parsed = parseText(JSON.stringify(DESCRIPTION), 'a.json');
  const { contract } = await generateCollection({ name: 'a', openapi: parsed, notices: [] });
  return new Set(contract.notices.map(({ kind, message }) => `${kind} ${message}`));
}

const STRANGE = [null, 7, [], {}, 'x'];
const ALL = placesOf(DESCRIPTION).flatMap((path) => STRANGE.map((by) => ({ path, by })));
/** A prime number, so that each of the values comes at other places. */
const SAMPLE = process.env['PLACES'] === 'all' ? ALL : ALL.filter((_, index) => index % 97 === 0);

describe('something else at one place', () => {
  it('never loses an operation in silence', async () => {
    const usual = await usualNotices();
    const wrong: string[] = [];
    for (const { path, by } of SAMPLE) {
      const outcome = await outcomeOf(replaced(DESCRIPTION, path, by), usual);
      if (outcome !== 'fine') wrong.push(`${JSON.stringify(by)} at /${path.join('/')}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
  });
});
