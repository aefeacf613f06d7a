import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { data, openapi } from '../../spec/incident/index.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import type { ClientName, RunEvent } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import { listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer, type ReferenceServer } from '../../src/server/server.ts';

const model = toApiModel({ document: openapi, locate: () => ({}) });
const committed = readdirSync('collections').filter((name) => name.endsWith('.postman_collection.json'));

/** Each assertion of each request with its outcome, as one client saw it. */
async function outcomes(file: string, server: ReferenceServer, client: ClientName) {
  const collection: unknown = JSON.parse(readFileSync(join('collections', file), 'utf8'));
  const listening = await listen(server);
  try {
    const variables = { base_url: listening.url, token_url: listening.tokenUrl ?? '', ...localCredentials(model) };
    const events: RunEvent[] = [];
    for await (const event of run({ collection, client, variables, secrets: ['client_secret', 'API-KEY'] })) {
      events.push(event);
    }
    const { ok, requests } = toVerdict(events, { live: false });
    const outcomes = requests.map(({ name, assertions }) => [
      name,
      assertions.map((assertion) => [assertion.name, assertion.outcome.kind]),
    ]);
    return { ok, outcomes };
  } finally {
    await listening.close();
  }
}

/** A server that gives every list the other way round, and one item too few. */
function broken(server: ReferenceServer): ReferenceServer {
  return {
    ...server,
    fetch: async (request) => {
      const response = await server.fetch(request);
      if (!response.headers.has('x-result-count')) return response;
      const items = (await response.json()) as unknown[];
      return Response.json(items.toReversed().slice(1), { headers: response.headers });
    },
  };
}

describe.each(committed)('%s', (file) => {
  it.each([
    { name: 'a correct server', change: (server: ReferenceServer) => server, ok: true },
    { name: 'a broken server', change: broken, ok: false },
  ])('gets the same verdict from Newman and from the Postman CLI on $name', async ({ change, ok }) => {
    const newman = await outcomes(file, change(createReferenceServer(model, data)), 'newman');
    const postman = await outcomes(file, change(createReferenceServer(model, data)), 'postman');
    expect(newman.ok).toBe(ok);
    expect(postman).toEqual(newman);
  });
});
