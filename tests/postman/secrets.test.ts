import { beforeAll, describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { readUseCases } from '../../src/model/read-use-cases.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';
import { runInNewman } from '../helpers/in-newman.ts';
import { type Received, serverThat } from '../helpers/server.ts';

/** A description that asks for the client's secret in some place of a request where it has no business. */
interface Asking {
  readonly what: string;
  readonly path?: string;
  /** More paths, beside the one. */
  readonly beside?: Members;
  readonly more?: Members;
  readonly schemes?: Members;
  readonly server?: string;
  readonly workflows?: readonly unknown[];
}

const parameterOf = (name: string, place: string, more: Members = {}) => ({
  parameters: [{ name, in: place, required: true, schema: { type: 'string' }, ...more }],
});
const ask = '{{client_secret}}';

/** A list whose first item, as the server gives it, has an id that asks for the secret. */
const list = {
  get: operation({
    operationId: 'list',
    security: [],
    'x-list': {},
    responses: { 200: json({ type: 'array', items: {} }) },
  }),
};

const HOLDS: readonly Asking[] = [
  { what: 'the example of a query parameter', more: parameterOf('q', 'query', { example: ask }) },
  { what: 'the name of a query parameter', more: parameterOf(ask, 'query', { example: 'x' }) },
  { what: 'the example of a path parameter', path: '/a/{id}', more: parameterOf('id', 'path', { example: ask }) },
  { what: 'the example of a header', more: parameterOf('X-A', 'header', { example: ask }) },
  { what: 'the example of a body', more: { requestBody: json({}, { example: { a: `{${ask}}` } }) } },
  { what: 'the example of a cookie', more: parameterOf('c', 'cookie', { example: ask }) },
  { what: 'the text of a path', path: '/a/%7B%7Bclient_secret%7D%7D' },
  { what: 'three braces in the example of a header', more: parameterOf('X-A', 'header', { example: `{${ask}}` }) },
  { what: 'the name of a path parameter', path: '/a/{client_secret}', more: parameterOf('client_secret', 'path') },
  {
    what: 'the name of a path parameter that shares its segment',
    path: '/a/{client_secret}.csv',
    more: parameterOf('client_secret', 'path', { example: 'x' }),
  },
  {
    what: 'the default of a path parameter that is a variable',
    path: '/a/{id}',
    more: parameterOf('id', 'path', { schema: { default: ask } }),
  },
  {
    what: 'the media type of a body',
    more: { requestBody: { content: { [`application/json; a=${ask}`]: { example: 1 } } } },
  },
  {
    what: 'the media type of an answer',
    more: { responses: { 200: { content: { [`application/json; a=${ask}`]: {} } } } },
  },
  { what: 'an id in an answer', path: '/list/{id}', more: parameterOf('id', 'path'), beside: { '/list': list } },
  {
    what: 'the name of a scheme that is the name of a variable',
    schemes: { client_secret: { type: 'apiKey', in: 'query', name: 'key' } },
  },
  { what: 'the name of a scheme', schemes: { [ask]: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  {
    what: 'the name of an output',
    more: parameterOf('q', 'query'),
    workflows: [
      {
        workflowId: 'w',
        steps: [
          {
            stepId: 's',
            operationId: 'a',
            parameters: [{ name: 'q', in: 'query', value: '$steps.s.outputs.client_secret' }],
            outputs: { client_secret: '$response.body#/0/id' },
          },
        ],
      },
    ],
  },
];

/** What a description must not say at all, with the code that refuses it. */
const REFUSED: readonly (Asking & { readonly want: string })[] = [
  { what: 'the name of a header', more: parameterOf(ask, 'header', { example: 'x' }), want: 'document/wrong-type' },
  {
    what: 'the header of a key',
    schemes: { Key: { type: 'apiKey', in: 'header', name: ask } },
    want: 'security/unsupported',
  },
  { what: 'the URL of the server', server: `/${ask}`, want: 'server/unfilled-variable' },
];

const { url, received } = await serverThat(({ url: path }) =>
  path === '/token' ? { body: { access_token: 't', expires_in: 3600 } } : { body: [{ id: ask }] },
);

function modelOf({ path = '/a', beside = {}, more = {}, schemes = {}, server = '' }: Asking, base: string) {
  const get = operation({
    operationId: 'a',
    security: [{ Door: [], ...Object.fromEntries(Object.keys(schemes).map((name) => [name, []])) }],
    ...more,
  });
  const securitySchemes = {
    Door: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: `${url}/token` } } },
    ...schemes,
  };
  return toModel(
    document({
      servers: [{ url: `${base}${server}` }],
      paths: { ...beside, [path]: { get } },
      components: { securitySchemes },
    }),
  );
}

/** What the API receives of a description, in folders of its own so that several may run at once. */
async function receivedBy(asking: Asking, index: number): Promise<readonly Received[]> {
  const model = modelOf(asking, `${url}/${index}`);
  const { workflows = [] } = asking;
  const useCases = readUseCases({ document: { workflows }, locate: () => ({}) }, model).useCases;
  const collection = toCollection(await toContract(model, useCases, async () => undefined));
  await runInNewman(collection, { client_id: 'planted-id', client_secret: 'planted-secret', Key: 'planted-key' });
  return received.filter((request) => request.url.startsWith(`/${index}/`));
}

let requests: readonly (readonly Received[])[];

beforeAll(async () => {
  requests = await Promise.all(HOLDS.map(receivedBy));
});

describe('the client secret is not sent where a description asks for it', () => {
  it.each(HOLDS)('in $what', (asking) => {
    const sent = requests[HOLDS.indexOf(asking)];
    expect(sent?.length).toBeGreaterThan(0);
    expect(JSON.stringify(sent)).not.toContain('planted-secret');
  });

  it.each(REFUSED)('in $what, for it is refused', async ({ want, ...asking }) => {
    const findings = await findingsOf(() => modelOf(asking, url));
    expect(findings.map(({ code }) => code)).toEqual([want]);
  });
});
