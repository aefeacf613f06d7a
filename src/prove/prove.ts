import { availableParallelism } from 'node:os';
import { toDependencies } from '../contract/dependencies.ts';
import type { Collection } from '../postman/types.ts';
import type { ClientName, RunEvent } from '../run/events.ts';
import { firstInstalled } from '../run/installed-client.ts';
import { run } from '../run/run.ts';
import { toVerdict, type Verdict } from '../run/verdict.ts';
import { listen } from '../server/listen.ts';
import { inParallel, toBatches } from './batches.ts';
import { type Applied, createBreakingProxy } from './breaking-proxy.ts';
import { type Suite, toDependentCollection, toDependentId, toMutantCollection } from './mutant-collection.ts';
import type { Mutant } from './mutants.ts';
import { brokenIn, type Outcome, type RunResult, toOutcomes } from './outcome.ts';
import { toEndpoints, toPaths, toUpstream } from './upstream.ts';

/** The correct server behind the proxy, and the variables to reach it. */
export interface ProofTarget {
  /** Default: the server at `base_url`, and at `token_url` where there is one. */
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly variables: Readonly<Record<string, string>>;
  /** The names of the variables that no report may show. */
  readonly secrets: readonly string[];
  /** A service of somebody else: nothing is written to it, and its data may change during a run. */
  readonly live: boolean;
  /** Its data may change while it is read. Default: as `live`. */
  readonly moves?: boolean;
  /** Whether wrong secrets are sent to it. Default: only where it is not `live`. */
  readonly probes?: boolean;
}

/** How mutants are tried. */
export interface ProofOptions {
  /** Default: the first that is installed. */
  readonly client?: ClientName;
  /** How many runs at once. Default: the number of processors, or 1 where the target is `live`. */
  readonly workers?: number;
  /** Ends the proof. Mutants without a result become `not-tried`. */
  readonly signal?: AbortSignal;
  /** Whether each run of Newman has a process of its own. Default: yes. */
  readonly isolated?: boolean;
  readonly onProgress?: (done: number, all: number) => void;
}

/** Which mutants the suite has killed, beside its run on the correct server. */
export interface Proof {
  /** The verdict of the suite on the correct server, without a mutation. Unless it is green, nothing is proved. */
  readonly baseline: Verdict;
  /** In the order of the mutants. */
  readonly outcomes: readonly Outcome[];
  readonly ms: number;
}

/**
 * Show which mutants the suite kills. It is run on the correct server, and on every mutant, with many mutants in each run.
 *
 * Nothing is proved unless `baseline.ok`. A survivor is an outcome of kind `survived`.
 *
 * @throws UserError as `run` does, and `serve/cannot-listen` where no port is free for the proxy.
 * @example
 * ```ts
 * import { generateCollection, loadDescription, openReferenceTarget, prove, toMutants } from 'postman-contract';
 *
 * const suite = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * const target = await openReferenceTarget(suite.description, suite.model);
 * const { baseline, outcomes } = await prove(suite, toMutants(suite.contract, { rules: ['status'] }), target);
 * await target.close();
 * const survivors = outcomes.filter(({ kind }) => kind === 'survived');
 * if (!baseline.ok || survivors.length > 0) throw new Error('not proved');
 * ```
 */
export async function prove(
  suite: Suite,
  mutants: readonly Mutant[],
  target: ProofTarget,
  given: ProofOptions = {},
): Promise<Proof> {
  const started = performance.now();
  const options = toWholeOptions(given, target);
  const endpoints = await toEndpoints(target);
  const seconds = new Map(mutants.map((mutant) => [mutant.id, { ...mutant, id: `${mutant.id}-again` }]));
  const proxy = createBreakingProxy(target.fetch ?? toUpstream(endpoints), [...mutants, ...seconds.values()]);
  const listening = await listen({ ...proxy, ...toPaths(endpoints, target.fetch !== undefined) });
  // If the suite is red on the correct server, mutants prove nothing, so their runs are ended.
  const giveUp = new AbortController();
  const signal = AbortSignal.any([options.signal, giveUp.signal]);
  const variables = { ...target.variables, ...listening.variables };
  const { client, isolated } = options;
  const settings = { client, isolated };
  const send: Send = (collection, count, onRequest) =>
    runSuite(collection, { ...target, ...settings, variables, signal, runMs: START_MS + count * MUTANT_MS }, onRequest);
  try {
    const sendBaseline = async () => {
      const { verdict } = await send(suite.collection, suite.collection.item.length);
      if (!verdict.ok) giveUp.abort();
      return verdict;
    };
    const rest = { suite, mutants, seconds, send, applied: proxy.applied };
    // Both at once on a server of this machine, since a run leaves a processor idle half of the time.
    const [baseline, outcomes] = target.live
      ? [await sendBaseline(), signal.aborted ? [] : await tryAll(rest, options)]
      : await Promise.all([sendBaseline(), tryAll(rest, options)]);
    return { baseline, outcomes: baseline.ok ? outcomes : [], ms: performance.now() - started };
  } finally {
    await listening.close();
  }
}

function toWholeOptions(given: ProofOptions, { live }: ProofTarget): Required<ProofOptions> {
  return {
    client: given.client ?? firstInstalled(),
    workers: live ? 1 : availableParallelism(),
    signal: new AbortController().signal,
    isolated: true,
    onProgress: () => {},
    ...given,
  };
}

/** The time limit of a run: for the start and for each mutant, in milliseconds. Against hangs only: a busy machine is slow. */
const START_MS = 120_000;
const MUTANT_MS = 10_000;
const LIMITS = { requestMs: 120_000, scriptMs: 240_000 } as const;

type Send = (collection: Collection, count: number, onRequest?: (id: string) => void) => Promise<RunResult>;

interface Rest {
  readonly suite: Suite;
  readonly mutants: readonly Mutant[];
  /** A second copy of each mutant, by the id of the first. */
  readonly seconds: ReadonlyMap<string, Mutant>;
  readonly send: Send;
  readonly applied: ReadonlyMap<string, Applied>;
}

/** Try each mutant by its own request. Those that survive are tried again, with the requests that depend on it. */
async function tryAll(rest: Rest, { workers, onProgress }: Required<ProofOptions>): Promise<readonly Outcome[]> {
  const { suite, mutants, seconds, send, applied } = rest;
  const left = new Set(mutants.map(({ id }) => id));
  onProgress(0, mutants.length);
  const onRequest = (id: string) => {
    if (left.delete(id)) onProgress(mutants.length - left.size, mutants.length);
  };
  const batches = await inParallel(toBatches(mutants, workers), workers, async (batch) =>
    toOutcomes(batch, await send(toMutantCollection(suite, batch), batch.length, onRequest), applied),
  );
  const byId = new Map(batches.flat().map((outcome) => [outcome.mutant.id, outcome]));
  const { dependingOn } = toDependencies(suite.contract);
  const undetected = mutants.filter(
    ({ id, entry }) => byId.get(id)?.kind === 'survived' && dependingOn(entry).length > 0,
  );
  const again = undetected.flatMap(({ id }) => seconds.get(id) ?? []);
  if (again.length > 0) {
    const { verdict } = await send(toDependentCollection(suite, again), again.length * 10);
    for (const [index, mutant] of undetected.entries()) {
      const id = again[index]?.id ?? '';
      const after = dependingOn(mutant.entry).map((_, place) => toDependentId(id, place));
      const by = brokenIn(verdict, (request) => after.includes(request));
      if (by.length > 0) byId.set(mutant.id, { kind: 'killed-by-other', mutant, by });
    }
  }
  return mutants.flatMap(({ id }) => byId.get(id) ?? []);
}

interface Sending extends Omit<ProofTarget, 'fetch'> {
  readonly client: ClientName;
  readonly isolated: boolean;
  readonly signal: AbortSignal;
  readonly runMs: number;
}

async function runSuite(collection: Collection, sending: Sending, onRequest = (_id: string) => {}): Promise<RunResult> {
  const { live, moves = live, probes = !live, runMs, ...options } = sending;
  const events: RunEvent[] = [];
  for await (const event of run({
    ...options,
    collection,
    writes: live ? 'none' : 'all',
    probes,
    limits: { ...LIMITS, runMs },
  })) {
    events.push(event);
    if (event.kind === 'request') onRequest(event.itemId);
  }
  return {
    verdict: toVerdict(events, { live, moves }),
    cutShort: events.map(cutShortBy).find((why) => why !== undefined),
  };
}

function cutShortBy(event: RunEvent): string | undefined {
  if (event.kind !== 'fault') return undefined;
  return ['client', 'limit', 'stopped', 'token'].includes(event.fault) ? event.message : undefined;
}
