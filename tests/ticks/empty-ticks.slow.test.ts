/** A passed test has compared something of the response: counted in many suites, also where a server has little to compare. */
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { toDataSet } from '../../src/compose/data-set.ts';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import type { DataSet } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { type Fetch, type Suite, suiteOf, tried } from '../helpers/suite.ts';
import { ALL_PLACES, ticksOf, withCounter } from './count-comparisons.ts';
import { SMALL } from './small.ts';

const FILES = [
  'spec/incident/index.ts',
  ...['library', 'parcels', 'shop', 'visits', 'weather'].map(
    (name) => `tests/fixtures/descriptions/${name}.openapi.yaml`,
  ),
  'tests/fixtures/descriptions/notes.openapi.json',
  ...['articles', 'bookshop', 'devices', 'faults', 'payments', 'rooms'].map(
    (name) => `tests/fixtures/descriptions/inferred/${name}.openapi.yaml`,
  ),
  ...['bare', 'estimates', 'orders', 'pages', 'scales', 'strangers'].map(
    (name) => `tests/fixtures/descriptions/uncertain/${name}.openapi.yaml`,
  ),
  ...['list-in-envelope', 'many-files', 'without-a-list'].map((name) => `tests/golden/${name}/openapi.yaml`),
];

interface Tried {
  readonly suite: Suite;
  /** A correct server with other items. */
  readonly serving: (change: (items: readonly unknown[]) => readonly unknown[]) => Fetch;
}

async function ofFile(file: string): Promise<Tried> {
  const description = await loadDescription(fileURLToPath(new URL(`../../${file}`, import.meta.url)));
  const { model, contract, collection } = await generateCollection(description);
  const data = toDataSet(description, model);
  const { fetch, basePath, tokenPaths, discoveryPaths } = createReferenceServer(model, data);
  const [[tokenPath], [discoveryPath]] = [tokenPaths, discoveryPaths];
  const suite = { model, contract, collection, fetch, basePath, tokenPath, discoveryPath };
  return { suite, serving: (change) => createReferenceServer(model, changed(data, change)).fetch };
}

function changed(data: DataSet, change: (items: readonly unknown[]) => readonly unknown[]): DataSet {
  return Object.fromEntries(Object.entries(data).map(([path, items]) => [path, change(items)]));
}

const DESCRIPTIONS: readonly { readonly name: string; readonly open: () => Promise<Tried> }[] = [
  ...FILES.map((name) => ({ name, open: () => ofFile(name) })),
  ...Object.entries(SMALL).map(([name, document]) => ({
    name,
    open: async () => {
      const suite = await suiteOf(document);
      return { suite, serving: () => suite.fetch };
    },
  })),
];

/** The response with another status, or without its headers. */
const SERVERS: readonly { readonly name: string; readonly of: (tried: Tried) => Fetch }[] = [
  { name: 'correct', of: ({ suite }) => suite.fetch },
  { name: 'empty', of: ({ serving }) => serving(() => []) },
  { name: 'one item', of: ({ serving }) => serving((items) => items.slice(0, 1)) },
  { name: 'other refusals', of: ({ suite }) => refusingOtherwise(suite.fetch) },
  { name: 'bare', of: ({ suite }) => withoutHeaders(suite.fetch) },
];

/** What is refused with 400 gets 422, and what is refused otherwise gets 400. */
function refusingOtherwise(fetch: Fetch): Fetch {
  return async (request) => {
    const { status, headers, body } = await fetch(request);
    const other = status < 400 ? status : status === 400 ? 422 : 400;
    return new Response(body, { status: other, headers });
  };
}

function withoutHeaders(fetch: Fetch): Fetch {
  return async (request) => {
    const { status, headers, body } = await fetch(request);
    const type = headers.get('Content-Type');
    return new Response(body, { status, headers: type === null ? {} : { 'Content-Type': type } });
  };
}

const found = new Set<string>();
const figures: string[] = [];

/** All of them for the first descriptions, which have most of what is compared. */
const serversFor = (name: string) =>
  DESCRIPTIONS.findIndex((one) => one.name === name) < 2 ? SERVERS : SERVERS.slice(0, 1);

describe.each(DESCRIPTIONS)('$name', ({ name, open }) => {
  it('ticks nothing that compared nothing', async () => {
    const opened = await open();
    const { counted, places } = withCounter(opened.suite.collection);
    for (const place of places) found.add(place);
    const rows = serversFor(name).map(async (server) => {
      const verdict = await tried({ ...opened.suite, collection: counted }, { fetch: server.of(opened) });
      return { server: server.name, ...ticksOf(verdict) };
    });
    const ticks = await Promise.all(rows);
    expect(ticks.flatMap(({ server, empty }) => empty.map((what) => `${server}: ${what}`))).toEqual([]);
    // Each tick was counted: if not, the counter is broken.
    for (const { counted: all, passed } of ticks) expect(all).toBe(passed);
    expect(ticks[0]?.passed).toBeGreaterThan(0);
    const row = ticks.map(({ server, passed, comparisons }) => `${server} ${passed} (${comparisons})`);
    figures.push(`${name}: ${row.join(', ')}`);
  });
});

it('counts every place where the library compares', () => {
  expect(ALL_PLACES.filter((place) => !found.has(place))).toEqual([]);
});

it('finds a tick that compared nothing', async () => {
  const suite = await suiteOf(SMALL['optional headers']);
  const text = JSON.stringify(withCounter(suite.collection).counted);
  const collection = JSON.parse(text.replaceAll(/\) => pm\.expect\(mediaType[^;]*;/g, ') => undefined);'));
  expect(ticksOf(await tried({ ...suite, collection })).empty).toEqual([
    expect.stringMatching(/: Content-Type is application\/json$/),
  ]);
});

/** `FIGURES=1` prints, for each description and server, the ticks and the comparisons in them. */
afterAll(() => {
  if (process.env['FIGURES']) process.stdout.write(`${figures.join('\n')}\n`);
});
