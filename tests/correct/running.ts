/** Runs the suite of a description against its correct servers, in both clients, and against its broken one. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Generated, generateCollection } from '../../src/compose/generate-collection.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { connectionVariables } from '../../src/postman/variables.ts';
import type { ClientName, RunEvent } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict, type Verdict } from '../../src/run/verdict.ts';
import { batched, verdictsOf } from '../helpers/batch.ts';
import { type Family, type Served, serve, type Variant } from './kit.ts';

/** Against hangs only: on a machine with other work, all is slow. */
const LIMITS = { requestMs: 300_000, scriptMs: 300_000, runMs: 600_000 };

async function generated({ name }: Family): Promise<Generated> {
  const file = fileURLToPath(new URL(`${name}.openapi.yaml`, import.meta.url));
  return generateCollection(await loadDescription(file));
}

function variablesFor({ credentials, basePath = '', tokenPath }: Family, origin: string): Record<string, string> {
  return {
    ...credentials,
    base_url: `${origin}${basePath}`,
    ...(tokenPath !== undefined && { token_url: `${origin}${tokenPath}` }),
  };
}

interface Running extends Pick<Generated, 'model'> {
  readonly collection: unknown;
  readonly variables: Readonly<Record<string, string>>;
  readonly writes: 'all' | 'refused';
  readonly moves?: boolean;
  readonly client: ClientName;
}

async function eventsOf({ model, variables, ...more }: Running): Promise<readonly RunEvent[]> {
  const secrets = connectionVariables(model).flatMap(({ name, secret }) => (secret && name in variables ? [name] : []));
  const events: RunEvent[] = [];
  for await (const event of run({ ...more, variables, secrets, limits: LIMITS, isolated: false })) events.push(event);
  return events;
}

/** What `postman-contract run --target <url>` says of a server. */
async function verdictOn(
  family: Family,
  { collection, model }: Generated,
  served: Served,
  client: ClientName,
  { writes = 'refused', moves = false }: { writes?: 'all' | 'refused'; moves?: boolean } = {},
): Promise<Verdict> {
  const { origin, close } = await serve(served);
  try {
    const events = await eventsOf({
      collection,
      model,
      variables: variablesFor(family, origin),
      client,
      writes,
      moves,
    });
    return toVerdict(events, { live: true, moves });
  } finally {
    await close();
  }
}

/** What the Postman CLI says of each correct server. Who is red among others is run alone, which decides. */
async function verdictsOn(family: Family, suite: Generated): Promise<ReadonlyMap<Variant, Verdict>> {
  const { variants } = family;
  const { collection, model } = suite;
  const serving = await Promise.all(variants.map(({ server }) => serve(server())));
  const members = variants.map((variant, index) => ({
    ...variant,
    collection,
    variables: variablesFor(family, serving[index]?.origin ?? ''),
  }));
  try {
    const events = await eventsOf({
      collection: batched(members),
      model,
      variables: members[0]?.variables ?? {},
      client: 'postman',
      writes: 'all',
    });
    const verdicts = verdictsOf(events, members);
    return new Map(variants.flatMap((variant, index) => [[variant, verdicts[index]] as const]).filter(isThere));
  } finally {
    await Promise.all(serving.map(({ close }) => close()));
  }
}

function isThere(pair: readonly [Variant, Verdict | undefined]): pair is readonly [Variant, Verdict] {
  return pair[1] !== undefined;
}

/** One line for each assertion that makes a run red, and for whatever else does. */
function redIn({ requests, problems }: Verdict): readonly string[] {
  const red = requests.flatMap(({ name, assertions, problems: own }) => [
    ...assertions.flatMap(({ name: title, outcome }) => {
      if (outcome.kind === 'passed' || (outcome.kind === 'not-judged' && outcome.tolerated)) return [];
      const why = outcome.kind === 'failed' ? outcome.message : outcome.kind === 'not-judged' ? outcome.reason : '';
      return [`${name}: ${title}: ${outcome.kind} ${why}`];
    }),
    ...own.map((sentence) => `${name}: ${sentence}`),
  ]);
  return [...red, ...problems];
}

function expectGreen(verdict: Verdict | undefined): void {
  expect(verdict && redIn(verdict)).toEqual([]);
  expect(verdict?.ok).toBe(true);
}

/** Every eighth server from the first on, which is as described. With `CORRECT=all`, as `npm run bench:correct` sets it, all of them. */
function chosenOf({ variants }: Family): readonly Variant[] {
  return process.env['CORRECT'] === 'all' ? variants : variants.filter((_, index) => index % 8 === 0);
}

/** Each correct server is green, and the broken one is red, in both clients. */
export function describeFamily(family: Family): void {
  const { broken } = family;
  const variants = chosenOf(family);
  describe(family.name, () => {
    let suite: Generated;
    let inPostman: Promise<ReadonlyMap<Variant, Verdict>>;
    beforeAll(async () => {
      suite = await generated(family);
      inPostman = verdictsOn({ ...family, variants }, suite);
    });

    it.concurrent.each(variants)('$name: green in Newman', async ({ server, ...how }) => {
      expectGreen(await verdictOn(family, suite, server(), 'newman', how));
    });

    it.concurrent.each(variants)('$name: green in the Postman CLI', async (variant) => {
      const together = (await inPostman).get(variant);
      expectGreen(together?.ok ? together : await verdictOn(family, suite, variant.server(), 'postman', variant));
    });

    it.concurrent(`${broken.name}: red`, async () => {
      const verdict = await verdictOn(family, suite, broken.server(), 'newman');
      expect(verdict.exitCode).toBe(1);
      expect(redIn(verdict)).toContainEqual(expect.stringContaining(broken.assertion));
    });
  });
}
