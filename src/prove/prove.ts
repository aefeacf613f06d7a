import type { Contract } from '../contract/types.ts';
import type { Collection } from '../postman/types.ts';
import type { ClientName, RunEvent } from '../run/events.ts';
import { run } from '../run/run.ts';
import { toVerdict, type Verdict } from '../run/verdict.ts';
import { listen } from '../server/listen.ts';
import { createBreakingProxy } from './breaking-proxy.ts';
import { type Outcome, toOutcomes } from './outcome.ts';
import { toTrialCollection } from './trial-collection.ts';
import type { Trial } from './violations.ts';

/** The correct server before which violations are made, and what opens it. */
export interface ProofTarget {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Paths that the proxy must serve beside the API: that of the API and those of tokens. */
  readonly basePath: string;
  readonly tokenPath: string | undefined;
  readonly credentials: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

export interface ProofOptions {
  readonly client: ClientName;
  /** How many runs at once: one for each processor. */
  readonly shards: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, all: number) => void;
}

export interface Proof {
  /** The suite on the correct server, nothing broken: unless it is green, nothing is proved. */
  readonly baseline: Verdict;
  readonly outcomes: readonly Outcome[];
  readonly ms: number;
}

/** Show which violations the suite catches: first the correct server, then every trial, a shard of them in each run. */
export async function prove(
  { contract, collection }: { readonly contract: Contract; readonly collection: Collection },
  trials: readonly Trial[],
  target: ProofTarget,
  options: ProofOptions,
): Promise<Proof> {
  const started = performance.now();
  const proxy = createBreakingProxy(target.fetch, trials);
  const { tokenPath } = target;
  const listening = await listen({
    ...proxy,
    basePath: target.basePath,
    tokenPaths: tokenPath ? [tokenPath] : [],
    stats: NO_STATS,
  });
  try {
    const variables = {
      base_url: listening.url,
      ...(listening.tokenUrl !== undefined && { token_url: listening.tokenUrl }),
      ...target.credentials,
    };
    const send = async (given: Collection, onRequest: () => void) => {
      const events: RunEvent[] = [];
      const { client, signal } = options;
      for await (const event of run({
        collection: given,
        client,
        variables,
        secrets: target.secrets,
        signal,
        limits: LIMITS,
      })) {
        events.push(event);
        if (event.kind === 'request') onRequest();
      }
      return events;
    };
    const baseline = toVerdict(await send(collection, () => {}), { live: false });
    if (!baseline.ok) return { baseline, outcomes: [], ms: performance.now() - started };
    const kept = keptValues(contract);
    let done = 0;
    const shards = split(trials, options.shards).map(async (shard) => {
      const events = await send(toTrialCollection(collection, shard, kept), () => {
        done += 1;
        options.onProgress(done, trials.length);
      });
      return toOutcomes(shard, toVerdict(events, { live: false }), proxy.applied);
    });
    return { baseline, outcomes: (await Promise.all(shards)).flat(), ms: performance.now() - started };
  } finally {
    await listening.close();
  }
}

const NO_STATS = { tokenRequests: 0, apiRequests: 0 };

const LIMITS = { runMs: 600_000 };

/** Neighbours go to different shards, since a slow kind of trial stands in one place. */
function split(trials: readonly Trial[], shards: number): readonly Trial[][] {
  const count = Math.max(1, Math.min(shards, trials.length));
  return Array.from({ length: count }, (_, shard) => trials.filter((_, index) => index % count === shard));
}

/** What the saved answer of each request hands on to later ones. */
function keptValues(_contract: Contract): Readonly<Record<string, string>> {
  return {};
}
