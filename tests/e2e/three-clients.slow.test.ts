/** One suite has one verdict, whatever client runs it: each assertion of each request has the same outcome in all three. */
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { CLIENT_NAMES, type ClientName } from '../../src/run/events.ts';
import type { Verdict } from '../../src/run/verdict.ts';
import { type Fetch, incidentSuite, type Suite, suiteOf, tried, triedTogether } from '../helpers/suite.ts';
import { withoutFirst } from '../helpers/wrong-servers.ts';

const suiteIn = (file: string) => async () => suiteOf((await loadDescription(file, {})).openapi.value);

interface Tried {
  readonly name: string;
  readonly make: () => Promise<Suite>;
  /** The server; without it, the correct one. */
  readonly change?: (suite: Suite) => Fetch;
}

const CASES: readonly Tried[] = [
  { name: 'incident', make: incidentSuite },
  ...['shop.openapi.yaml', 'library.openapi.yaml', 'notes.openapi.json', 'weather.openapi.yaml'].map((file) => ({
    name: file,
    make: suiteIn(`tests/fixtures/descriptions/${file}`),
  })),
  { name: 'parcels', make: suiteIn('tests/correct/parcels.openapi.yaml') },
  { name: 'orders', make: suiteIn('tests/correct/orders.openapi.yaml') },
  {
    name: 'shop, on a server that leaves items out,',
    make: suiteIn('tests/fixtures/descriptions/shop.openapi.yaml'),
    change: withoutFirst,
  },
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

/** All in one run of each client. What differs among others is run alone, which decides. */
const together = new Map<ClientName, readonly Verdict[]>();

beforeAll(async () => {
  for (const client of CLIENT_NAMES) {
    const cases = await Promise.all(CASES.map(opened));
    together.set(client, await triedTogether(cases, client));
  }
});

async function opened({ make, change = ({ fetch }) => fetch }: Tried) {
  const suite = await make();
  return { suite, fetch: change(suite) };
}

/** The verdict of each client, in a run of its own. */
async function alone(one: Tried): Promise<readonly Verdict[]> {
  const verdicts = [];
  for (const client of CLIENT_NAMES) {
    const { suite, fetch } = await opened(one);
    verdicts.push(await tried(suite, { client, fetch }));
  }
  return verdicts;
}

it.each(CASES.map((one, index) => ({ ...one, index })))('$name has one verdict', async ({ index, ...one }) => {
  const ok = one.change === undefined;
  const first = CLIENT_NAMES.flatMap((client) => together.get(client)?.[index] ?? []);
  const isOne = first.length === CLIENT_NAMES.length && first.every((verdict) => isAsWanted(verdict, first, ok));
  const verdicts = isOne ? first : await alone(one);
  const [newman, ...others] = verdicts.map(tableOf);
  expect(newman).toMatchObject({ ok, exitCode: ok ? EXIT.ok : EXIT.broken });
  for (const other of others) expect(other).toEqual(newman);
});

function isAsWanted(verdict: Verdict, [newman]: readonly Verdict[], ok: boolean): boolean {
  return verdict.ok === ok && newman !== undefined && isDeepStrictEqual(tableOf(verdict), tableOf(newman));
}
