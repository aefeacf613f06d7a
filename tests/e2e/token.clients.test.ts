import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { toEnvironment } from '../../src/postman/variables.ts';
import type { ClientName } from '../../src/run/events.ts';
import { findPostmanCli } from '../../src/run/postman-binary.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { type Client, startAuthorizationServer } from './authorization-server.ts';
import { commandOf, type Ended, postmanHome, run, runNode, temporaryFolder } from './helpers.ts';

const require = createRequire(import.meta.url);
const newman = commandOf('newman', require.resolve('newman/package.json'));

/** How each client runs a collection; `report` is for its report in JSON. */
const RUNNERS: Readonly<
  Record<Exclude<ClientName, 'postman-v3'>, (collection: string, environment: string, report: string) => Promise<Ended>>
> = {
  newman: (collection, environment, report) =>
    runNode([newman, 'run', collection, '-e', environment, '-r', 'json', '--reporter-json-export', report]),
  postman: async (collection, environment, report) => {
    const options = ['-r', 'json', '--reporter-json-export', report, '--reporter-json-structure', 'newman'];
    const env = { HOME: await postmanHome() };
    return run(findPostmanCli(), ['collection', 'run', collection, '-e', environment, ...options], { env });
  },
};

const METHODS = { header: 'client_secret_basic', body: 'client_secret_post' } as const;

/** RFC 6749 allows the visible characters of ASCII, and space, in both: all that base64, forms and URLs treat differently. */
const AWKWARD = { client_id: 'orders+reader/1 50%', client_secret: 'p+l/u=s%20 %zz&a=b:c;"d\'~#?' };

/** Of a version 3 run, the Postman CLI writes no report. */
const REPORTING = CLIENTS.filter((client) => client !== 'postman-v3');

const cases = REPORTING.flatMap((runner) => (['header', 'body'] as const).map((place) => ({ runner, place })));

describe('the token script, against a certified authorization server', () => {
  it.each(cases)(
    'gets one token for a whole run, with the secret in the $place, in $runner',
    async ({ runner, place }) => {
      const server = await startAuthorizationServer(toClient(place));
      const { ended, failures } = await runCollection({ runner, place, server, secret: AWKWARD.client_secret });
      expect(failures).toEqual([]);
      expect(ended.code, ended.stdout).toBe(0);
      // One for the run, and five requests by which the endpoint itself is judged.
      expect(server.counts).toMatchObject({ tokenRequests: 1 + 5 });
    },
  );

  it.each(cases)(
    'fails, and asks nothing of the API, with a wrong secret in the $place, in $runner',
    async ({ runner, place }) => {
      const server = await startAuthorizationServer(toClient(place));
      const { ended, failures } = await runCollection({ runner, place, server, secret: 'wrong' });
      expect(failures).toContain(`${server.tokenUrl} responded with HTTP 401 (invalid_client)`);
      expect(ended.code).toBe(1);
      expect(server.counts).toEqual({ tokenRequests: 1, granted: 0, refused: 0 });
    },
  );
});

function toClient(place: 'header' | 'body'): Client {
  return { ...AWKWARD, token_endpoint_auth_method: METHODS[place] };
}

interface Run {
  readonly runner: keyof typeof RUNNERS;
  readonly place: 'header' | 'body';
  readonly server: Awaited<ReturnType<typeof startAuthorizationServer>>;
  readonly secret: string;
}

/** Generate the collection of a small API, and run it in a process of the client. */
async function runCollection({ runner, place, server, secret }: Run) {
  const model = toApiModel({ document: describeApi(server, place), locate: (pointer) => ({ pointer }) });
  const collection = toCollection(await toContract(model, [], async () => undefined));
  const environment = toEnvironment('test', model, { client_id: AWKWARD.client_id, client_secret: secret });
  const folder = await temporaryFolder();
  const file = (name: string) => join(folder, `${name}.json`);
  await writeFile(file('collection'), JSON.stringify(collection));
  await writeFile(file('environment'), JSON.stringify(environment));
  const ended = await RUNNERS[runner](file('collection'), file('environment'), file('report'));
  const report = JSON.parse(await readFile(file('report'), 'utf8')) as NewmanReport;
  return { ended, failures: report.run.failures.map(({ error }) => error.message) };
}

interface NewmanReport {
  readonly run: { readonly failures: readonly { readonly error: { readonly message: string } }[] };
}

function describeApi({ api, tokenUrl }: Run['server'], place: 'header' | 'body') {
  const owner = { type: 'object', required: ['owner'], properties: { owner: { const: AWKWARD.client_id } } };
  const get = (operationId: string) => ({
    get: {
      operationId,
      responses: { 200: { description: 'Yours', content: { 'application/json': { schema: owner } } } },
    },
  });
  return {
    openapi: '3.1.1',
    info: { title: 'Orders', version: '1' },
    servers: [{ url: api }],
    security: [{ Token: [] }],
    paths: { '/orders': get('listOrders'), '/customers': get('listCustomers'), '/bills': get('listBills') },
    components: {
      securitySchemes: {
        Token: {
          type: 'oauth2',
          'x-client-authentication': place,
          flows: { clientCredentials: { tokenUrl, scopes: {} } },
        },
      },
    },
  };
}
