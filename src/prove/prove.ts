import type { Collection } from '../postman/types.ts';
import type { ClientName, RunEvent } from '../run/events.ts';
import { run } from '../run/run.ts';
import { toVerdict, type Verdict } from '../run/verdict.ts';
import { listen } from '../server/listen.ts';
import { createBreakingProxy } from './breaking-proxy.ts';
import { type Outcome, toOutcomes } from './outcome.ts';
import { type Suite, toTrialCollection } from './trial-collection.ts';
import type { Trial } from './violations.ts';

/** The correct server before which violations are made, and what opens it. */
export interface ProofTarget {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly variables: Readonly<Record<string, string>>;
  /** The names of the variables that no report may show. */
  readonly secrets: readonly string[];
  /** Somebody else's server: nothing is written to it, and its data may move. */
  readonly live: boolean;
  /** Whether its data may change while it is read. */
  readonly moves?: boolean;
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
  { contract, collection }: Suite,
  trials: readonly Trial[],
  target: ProofTarget,
  options: ProofOptions,
): Promise<Proof> {
  const started = performance.now();
  const proxy = createBreakingProxy(target.fetch, trials);
  const { base_url: baseUrl = '', token_url: tokenUrl } = target.variables;
  const tokenPaths = tokenUrl === undefined ? [] : [new URL(tokenUrl).pathname];
  const listening = await listen({
    ...proxy,
    basePath: new URL(baseUrl).pathname.replace(/\/+$/, ''),
    tokenPaths,
  });
  try {
    const variables = {
      ...target.variables,
      base_url: listening.url,
      ...(listening.tokenUrl !== undefined && { token_url: listening.tokenUrl }),
    };
    const policy = { live: target.live, moves: target.moves ?? target.live };
    const send = async (given: Collection, onRequest: () => void) => {
      const events: RunEvent[] = [];
      const { client, signal } = options;
      for await (const event of run({
        onlyReads: target.live,
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
    const baseline = toVerdict(await send(collection, () => {}), policy);
    if (!baseline.ok) return { baseline, outcomes: [], ms: performance.now() - started };
    let done = 0;
    const shards = split(trials, options.shards).map(async (shard) => {
      const events = await send(toTrialCollection({ contract, collection }, shard), () => {
        done += 1;
        options.onProgress(done, trials.length);
      });
      return toOutcomes(shard, toVerdict(events, policy), proxy.applied);
    });
    return { baseline, outcomes: (await Promise.all(shards)).flat(), ms: performance.now() - started };
  } finally {
    await listening.close();
  }
}

const LIMITS = { runMs: 600_000 };

/** Neighbours go to different shards, since a slow kind of trial stands in one place. */
function split(trials: readonly Trial[], shards: number): readonly Trial[][] {
  const count = Math.max(1, Math.min(shards, trials.length));
  return Array.from({ length: count }, (_, shard) => trials.filter((_, index) => index % count === shard));
}
