import { describe, expect, it, onTestFinished } from 'vitest';
import { data, openapi } from '../../spec/incident/index.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import { MAY_WRITE, MAY_WRITE_ALL } from '../../src/rules/run-variables.ts';
import { listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer, type ReferenceServer } from '../../src/server/server.ts';
import { type RuntimeRun, runInRuntime } from '../helpers/postman-runtime-runner.ts';
import { readCollection } from './helpers.ts';

const model = toApiModel({ document: openapi, locate: () => ({}) });

describe('the committed collection in the newest runtime of Postman', () => {
  it('has every assertion pass on a correct server', async () => {
    const { assertions, faults } = await runAgainst(createReferenceServer(model, data));
    expect(faults).toEqual([]);
    expect(assertions.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    // Filters by a part of a value find nothing, and the only item of a page is in no order, so there is nothing to say of their items.
    expect(assertions.filter(({ outcome }) => outcome !== 'passed')).toHaveLength(5);
    expect(assertions).toHaveLength(541);
  });

  it('has the assertion that counts the items fail on a server that leaves one out', async () => {
    const { assertions } = await runAgainst(withoutOneItem(createReferenceServer(model, data)));
    const failed = assertions.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toContainEqual({
      request: 'Use case 1: Get all my Incidents',
      assertion: 'X-Result-Count is the number of items returned',
      outcome: 'failed',
      message: expect.stringMatching(/\d/),
    });
  });
});

async function runAgainst(server: ReferenceServer): Promise<RuntimeRun> {
  const listening = await listen(server);
  onTestFinished(() => listening.close());
  const variables = { ...localCredentials(model), base_url: listening.url, token_url: listening.tokenUrl ?? '' };
  return runInRuntime(readCollection(), { ...variables, [MAY_WRITE]: 'yes', [MAY_WRITE_ALL]: 'yes' });
}

function withoutOneItem(server: ReferenceServer): ReferenceServer {
  return {
    ...server,
    fetch: async (request) => {
      const response = await server.fetch(request);
      if (!response.headers.has('x-result-count')) return response;
      const items = (await response.json()) as unknown[];
      return Response.json(items.slice(1), { headers: response.headers });
    },
  };
}
