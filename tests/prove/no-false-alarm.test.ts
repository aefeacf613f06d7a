import { describe, expect, it } from 'vitest';
import { data } from '../../spec/incident/data.ts';
import { compose } from '../../src/cli/compose.ts';
import type { ClientName, RunEvent } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import { listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer, type ReferenceServer } from '../../src/server/server.ts';

const all = data['/incidents'];
const composed = await compose('spec/incident/index.ts', {});

/** The verdict of the committed contract on a correct server with these items. */
async function verdictOn(
  items: readonly unknown[],
  change = (server: ReferenceServer) => server,
  client: ClientName = 'newman',
) {
  const { model, collection } = composed;
  const server = change(createReferenceServer(model, { '/incidents': items }));
  const listening = await listen(server);
  try {
    const variables = { base_url: listening.url, token_url: listening.tokenUrl ?? '', ...localCredentials(model) };
    const events: RunEvent[] = [];
    for await (const event of run({ collection, client, variables, secrets: ['client_secret', 'API-KEY'] }))
      events.push(event);
    return toVerdict(events, { live: false });
  } finally {
    await listening.close();
  }
}

/** Always the same order for the same seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const key = (index: number) => Math.sin(seed * 1000 + index * 7919);
  return items
    .map((item, index) => ({ item, order: key(index) }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

const onlyRequired = all.map(({ id, status, priority, createdAt }) => ({ id, status, priority, createdAt }));

describe('the suite accuses no correct server', () => {
  it.each([
    { name: 'the list is empty', items: [], notJudged: 8 },
    { name: 'there is one item', items: all.slice(0, 1), notJudged: 0 },
    {
      name: 'all items tie',
      items: all.map((item) => ({ ...item, createdAt: '2021-03-24T08:15:30Z', priority: 'P1' })),
      notJudged: 0,
    },
    { name: 'items have only the required members', items: onlyRequired, notJudged: 0 },
    {
      name: 'items have unknown members',
      items: all.map((item) => ({ ...item, added: { later: [1, null] } })),
      notJudged: 0,
    },
    {
      name: 'there are 1,000 items',
      items: Array.from({ length: 1000 }, (_, index) => ({ ...all[index % 60], id: `id-${index}` })),
      notJudged: 0,
    },
    { name: 'the storage has another order', items: shuffled(all, 1), notJudged: 0 },
    { name: 'the storage has yet another order', items: shuffled(all, 2), notJudged: 0 },
  ])('when $name', async ({ items, notJudged }) => {
    const { ok, problems, totals, requests } = await verdictOn(items);
    expect({ broken: requests.filter((request) => !request.ok), problems }).toEqual({ broken: [], problems: [] });
    expect({ ok, notJudged: totals.promisesNotJudged }).toEqual({ ok: true, notJudged });
  });

  it('when answers are slow', async () => {
    const slow = (server: ReferenceServer): ReferenceServer => ({
      ...server,
      fetch: async (request) => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        return server.fetch(request);
      },
    });
    expect((await verdictOn(all, slow)).ok).toBe(true);
  });
});
