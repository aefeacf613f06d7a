/** The Incident API on a port of this machine, with a change to its requests or responses. */
import { toDataSet } from '../../src/compose/data-set.ts';
import { toModel } from '../../src/compose/to-model.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { listen } from '../../src/server/listen.ts';
import { createReferenceServer } from '../../src/server/server.ts';

export const DESCRIPTION = 'spec/incident.openapi.yaml';

const CREDENTIALS = { client_id: 'a-client-1', client_secret: 'a-secret-of-the-page', 'API-KEY': 'a-key-of-the-page' };

export type Fetch = (request: Request) => Promise<Response>;

/** A server with one fault, made of a correct one. */
export type Fault = (correct: Fetch) => Fetch;

export async function serveIncidents(fault: Fault = (correct) => correct) {
  const description = await loadDescription(DESCRIPTION);
  const model = toModel(description);
  const server = createReferenceServer(model, toDataSet(await loadDescription('spec/incident/index.ts'), model), {
    credentials: CREDENTIALS,
  });
  const listening = await listen({ ...server, fetch: fault(async (request) => server.fetch(request)) });
  const env = {
    CLIENT_ID: CREDENTIALS.client_id,
    CLIENT_SECRET: CREDENTIALS.client_secret,
    API_KEY: CREDENTIALS['API-KEY'],
    TOKEN_URL: listening.tokenUrl ?? '',
  };
  return { env, target: listening.url, close: listening.close };
}
