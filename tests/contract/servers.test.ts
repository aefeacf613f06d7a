/** Several servers, their variables, and the servers of paths and operations: where requests and credentials go. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import type { Description } from '../../src/load/load-description.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { run } from '../../src/run/run.ts';
import { brokenIn, suiteOf, tried } from '../helpers/suite.ts';

const fine = { 200: { description: 'Fine' } };
const ofDocument = [
  {
    url: 'https://{region}.example.com:{port}/{basePath}',
    description: 'Production',
    variables: {
      region: { default: 'eu', enum: ['eu', 'us'] },
      port: { default: '8443' },
      basePath: { default: 'v2' },
    },
  },
  { url: 'https://staging.example.com/v2', description: 'Staging' },
  { url: 'http://localhost:8080/v2', description: 'Local' },
];
const description = {
  openapi: '3.0.3',
  info: { title: 'Servers', version: '1' },
  servers: ofDocument,
  security: [{ bearer: [] }],
  paths: {
    '/things': { get: { operationId: 'things', responses: fine } },
    '/open': { get: { operationId: 'open', security: [], responses: fine, servers: ofDocument } },
    '/uploads': {
      servers: [{ url: 'https://upload.example.com/api/2.0', description: 'Uploads' }],
      post: { operationId: 'upload', responses: fine },
      get: { operationId: 'uploaded', security: [{ key: [] }], responses: fine },
    },
    '/other': {
      get: {
        operationId: 'other',
        servers: [{ url: 'https://{host}/x', variables: { host: { default: 'other.example.com' } } }],
        security: [],
        responses: fine,
      },
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
  },
};

const generated = () => {
  const openapi = { value: description, locate: (pointer: string) => ({ pointer }) };
  return generateCollection({ openapi, name: 'servers', notices: [] } as unknown as Description);
};

const valuesOf = (
  environment: { readonly values: readonly { readonly key: string; readonly value: string }[] } | undefined,
) => Object.fromEntries((environment?.values ?? []).map(({ key, value }) => [key, value]));

describe('a description with several servers', () => {
  it('has an environment for each, and a variable for each part that is open', async () => {
    const { environments, collection } = await generated();
    expect([...environments.others.keys()]).toEqual(['staging', 'local-2']);
    expect(valuesOf(environments.production)).toMatchObject({
      base_url: 'https://{{base_url_region}}.example.com:{{base_url_port}}/{{base_url_basePath}}',
      base_url_region: 'eu',
      base_url_port: '8443',
      base_url_basePath: 'v2',
      base_url_uploads: 'https://upload.example.com/api/2.0',
    });
    expect(valuesOf(environments.others.get('staging'))['base_url']).toBe('https://staging.example.com/v2');
    expect(valuesOf(environments.local)).toMatchObject({
      base_url: 'http://127.0.0.1:4010/v2',
      base_url_uploads: 'http://127.0.0.1:4010/api/2.0',
    });
    expect(collection.variable.find(({ key }) => key === 'base_url_region')?.description).toContain('Allowed: eu, us.');
  });

  it('sends each request to the server of its operation', async () => {
    const { collection } = await generated();
    const hosts = requestsIn(collection).map(
      ({ request: { url, method } }) => `${method} ${url.raw.replace(/\?.*/, '')}`,
    );
    expect(new Set(hosts)).toEqual(
      new Set([
        'GET {{base_url}}/things',
        'GET {{base_url}}/open',
        'POST {{base_url_uploads}}/uploads',
        'GET {{base_url_uploads}}/uploads',
        'GET {{base_url_host}}/other',
      ]),
    );
  });

  it('is green on its reference server, which has all of them', async () => {
    expect(brokenIn(await tried(await suiteOf(description)))).toEqual([]);
  });
});

it('sends credentials to the server of the operation that declares them, and to no other', async () => {
  const seen = new Map<string, Set<string>>();
  const serverNamed = async (name: string) => {
    const server = createServer(({ headers }, response) => {
      const sent = [headers.authorization, headers['x-key']].filter((value) => value !== undefined).map(String);
      seen.set(name, new Set([...(seen.get(name) ?? []), ...sent]));
      response.writeHead(200).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };
  const servers = await Promise.all(['main', 'uploads', 'other'].map(serverNamed));
  const [main, uploads, other] = servers.map(({ url }) => url);
  try {
    const { collection } = await generated();
    const usual = onlyUsual(collection);
    const variables = {
      bearer: 'main-token',
      key: 'uploads-key',
      base_url: main ?? '',
      base_url_uploads: uploads ?? '',
      base_url_host: other ?? '',
    };
    for await (const _ of run({
      collection: usual,
      variables,
      secrets: ['bearer', 'key'],
      writes: 'all',
      isolated: false,
    }));
  } finally {
    for (const { server } of servers) server.close().closeAllConnections();
  }
  expect(Object.fromEntries([...seen].map(([name, sent]) => [name, [...sent]]))).toEqual({
    main: ['Bearer main-token'],
    uploads: ['Bearer main-token', 'uploads-key'],
    other: [],
  });
});

/** The collection without the folder of the contract, which sends wrong credentials. */
function onlyUsual<Whole extends { readonly item: readonly { readonly name: string }[] }>(whole: Whole): Whole {
  return { ...whole, item: whole.item.filter(({ name }) => name !== 'Contract') };
}
