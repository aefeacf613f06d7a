/** One suite has one verdict, whatever client runs it: each assertion of each request has the same outcome in all three. */
import { describe, expect, it } from 'vitest';
import { loadDescription } from '../../src/load/load-description.ts';
import { CLIENT_NAMES, type ClientName } from '../../src/run/events.ts';
import type { Verdict } from '../../src/run/verdict.ts';
import { incidentSuite, type Suite, suiteOf, tried } from '../helpers/suite.ts';
import { withoutFirst } from '../helpers/wrong-servers.ts';

const suiteIn = (file: string) => async () => suiteOf((await loadDescription(file, {})).openapi.value);

const SUITES: readonly { readonly name: string; readonly make: () => Promise<Suite> }[] = [
  { name: 'incident', make: incidentSuite },
  ...['shop.openapi.yaml', 'library.openapi.yaml', 'notes.openapi.json', 'weather.openapi.yaml'].map((file) => ({
    name: file,
    make: suiteIn(`tests/fixtures/descriptions/${file}`),
  })),
  { name: 'parcels', make: suiteIn('tests/correct/parcels.openapi.yaml') },
  { name: 'orders', make: suiteIn('tests/correct/orders.openapi.yaml') },
];

function tableOf({ ok, exitCode, problems, requests }: Verdict) {
  const rows = requests.map(({ name, assertions, attempts }) => [
    name,
    attempts,
    assertions.map(({ name: title, outcome }) => [
      title,
      outcome.kind,
      outcome.kind === 'not-judged' ? outcome.reason : '',
    ]),
  ]);
  return { ok, exitCode, problems, rows };
}

/** A run takes seconds, so a wrong server is tried with one of them. */
const BROKEN = ['notes.openapi.json'];

const SERVERS = [
  { server: 'a correct server', change: ({ fetch }: Suite) => fetch },
  { server: 'a server that leaves items out', change: withoutFirst },
];

describe.each(SUITES)('$name', ({ name, make }) => {
  it.each(SERVERS.slice(0, BROKEN.includes(name) ? 2 : 1))('has one verdict on $server', async ({ server, change }) => {
    const tables: Partial<Record<ClientName, unknown>> = {};
    for (const client of CLIENT_NAMES) {
      const suite = await make();
      const verdict = await tried(suite, { client, fetch: change(suite) });
      if (server === 'a correct server') expect(verdict).toMatchObject({ ok: true, exitCode: 0 });
      tables[client] = tableOf(verdict);
    }
    expect(tables['postman']).toEqual(tables['newman']);
    expect(tables['postman-v3']).toEqual(tables['newman']);
  });
});
