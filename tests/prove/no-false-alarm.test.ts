import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { data } from '../../spec/incident/data.ts';
import { compose } from '../../src/cli/compose.ts';
import type { RunEvent } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import { listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { CALM_DATA, shuffled } from './calm-data.ts';

const all = data['/incidents'];
const composed = await compose('spec/incident/index.ts', {});

/** The verdict of the committed contract on a correct server with these items. */
async function verdictOn(items: readonly unknown[], delay = 0) {
  const { model, collection } = composed;
  const server = createReferenceServer(model, { '/incidents': items });
  const fetch = async (request: Request) => {
    await setTimeout(delay);
    return server.fetch(request);
  };
  const listening = await listen({ ...server, fetch });
  try {
    const variables = { base_url: listening.url, token_url: listening.tokenUrl ?? '', ...localCredentials(model) };
    const events: RunEvent[] = [];
    for await (const event of run({ collection, client: 'newman', variables, secrets: ['client_secret', 'API-KEY'] }))
      events.push(event);
    return toVerdict(events, { live: false });
  } finally {
    await listening.close();
  }
}

describe('the suite accuses no correct server', () => {
  it.each(CALM_DATA)('when $name', async ({ items, delay = 0, notJudged }) => {
    const { ok, problems, totals, requests } = await verdictOn(items(all), delay);
    expect({ broken: requests.filter((request) => !request.ok), problems }).toEqual({ broken: [], problems: [] });
    expect({ ok, notJudged: totals.promisesNotJudged }).toEqual({ ok: true, notJudged });
  });

  it.each([1, 2])('when the storage has another order (%i)', async (seed) => {
    expect((await verdictOn(shuffled(all, seed))).ok).toBe(true);
  });
});
