/** A part of a suite for one run: a shard of it, or what was red in an earlier run. Requests that need each other stay together. */

import { toDependencies } from '../contract/dependencies.ts';
import { type Contract, type Entry, entriesOf } from '../contract/types.ts';
import { UserError } from '../core/errors.ts';
import { itemIdOf } from '../postman/ids.ts';
import { type Collection, onlyItems, requestsIn } from '../postman/types.ts';
import type { Shard } from '../report/notes.ts';
import type { Verdict } from '../run/verdict.ts';

/** A suite, and the collection that is run: one of its contract, or an earlier one of it. */
export interface WholeSuite {
  readonly contract: Contract;
  readonly collection: Collection;
}

/** A part of a suite that is run. */
export interface SuitePart {
  readonly collection: Collection;
  /** Of its requests. */
  readonly ids: ReadonlySet<string>;
  /** Missing for what is sent again. */
  readonly shard?: Shard;
}

/** `2/4`: the second of four shards. */
export function toShardNumber(text: string): { readonly number: number; readonly of: number } {
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (number >= 1 && number <= of) return { number, of };
  const message = `--shard takes a number and how many there are, such as 2/4, got "${text}"`;
  throw new UserError({ code: 'usage/bad-option', message });
}

/**
 * The items of a shard. Every shard gets the token for itself. Groups of requests that need each other are dealt out, the longest first, to
 * the shard with the least to do, so that the same suite and report always give the same shards.
 */
export function toShard(
  suite: WholeSuite,
  { number, of }: { readonly number: number; readonly of: number },
  last?: Pick<Verdict, 'requests'>,
): SuitePart & { readonly shard: Shard } {
  const idOf = idsIn(suite);
  const entries = entriesOf(suite.contract);
  const isCounted = last?.requests.some(({ requestsOfScripts = 0 }) => requestsOfScripts > 0) ?? false;
  const weights = new Map((last?.requests ?? []).map((request) => [request.id, timeOf(request, isCounted)]));
  const weightOf = (entry: Entry) => weights.get(idOf(entry)) ?? (last ? CLIENT_MS : 1);
  const sum = (group: readonly Entry[]) => group.reduce((total, entry) => total + weightOf(entry), 0);
  const shards = Array.from({ length: of }, () => ({ load: 0, ids: new Set<string>() }));
  for (const group of groupsIn(suite.contract).toSorted((one, other) => sum(other) - sum(one))) {
    const least = shards.reduce((best, shard) => (shard.load < best.load ? shard : best));
    least.load += sum(group);
    for (const entry of group) least.ids.add(idOf(entry));
  }
  const ids = shards[number - 1]?.ids ?? new Set();
  refuseOther(suite, new Set(entries.map(idOf)));
  for (const entry of entries.filter(isShared)) ids.add(idOf(entry));
  return {
    collection: onlyItems(suite.collection, ({ id }) => ids.has(id)),
    ids,
    shard: { number, of, order: entries.map(idOf) },
  };
}

/** A request of which the contract knows nothing would be in no shard. */
function refuseOther({ collection }: WholeSuite, known: ReadonlySet<string>): void {
  const other = requestsIn(collection).find(({ id }) => !known.has(id));
  if (!other) return;
  throw new UserError({
    code: 'document/wrong-type',
    message: `the collection has a request that its description does not give: ${other.name}`,
    hint: 'Leave --shard out, or generate the collection again.',
  });
}

/** What a client takes for a request, in milliseconds, beside the server. */
const CLIENT_MS = 15;

/** Scripts send further requests, one at a time. Where the client does not count them, a comparison is taken for one. */
function timeOf({ answer, assertions, requestsOfScripts }: Verdict['requests'][number], isCounted: boolean): number {
  const ms = answer?.kind === 'answered' ? answer.ms : 0;
  const comparisons = assertions.filter(({ form }) => form === 'compare').length;
  return (ms + CLIENT_MS) * (1 + (isCounted ? (requestsOfScripts ?? 0) : comparisons));
}

/** The requests that were red, or not sent beside them, with those whose values they need, directly or not. */
export function toFailed(suite: WholeSuite, { requests }: Pick<Verdict, 'requests'>): SuitePart | undefined {
  const idOf = idsIn(suite);
  const red = new Set(requests.filter(({ ok }) => !ok).map(({ id }) => id));
  if (red.size === 0) return undefined;
  const { neededBy } = toDependencies(suite.contract);
  const entries = entriesOf(suite.contract);
  // What could not be sent was not judged either.
  const unsent = new Set(requests.filter(({ answer }) => !answer).map(({ id }) => id));
  const again = entries.filter((entry) => red.has(idOf(entry)) || unsent.has(idOf(entry)));
  const ids = new Set([...again, ...again.flatMap(neededBy), ...entries.filter(isShared)].map(idOf));
  const known = new Set(entries.map(idOf));
  const unknown = [...red].find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new UserError({
      code: 'document/wrong-type',
      message: `the report has a request that this suite has not: ${unknown}`,
      hint: 'Give the report of a run of this description, with the same options.',
    });
  }
  return { collection: onlyItems(suite.collection, ({ id }) => ids.has(id)), ids };
}

function idsIn({ collection }: WholeSuite): (entry: Entry) => string {
  return ({ request }) => itemIdOf(collection.info._postman_id, request);
}

/** Whether a request gets the token that all others send, or says where it is granted. */
function isShared({ request }: Entry): boolean {
  return request.captures.some(({ kind }) => kind === 'token' || kind === 'token-url');
}

/** Entries by whether one needs another, in the order of the contract. Those of each shard are in none. */
function groupsIn(contract: Contract): readonly (readonly Entry[])[] {
  const { neededBy } = toDependencies(contract);
  const groups: Entry[][] = [];
  for (const entry of entriesOf(contract).filter((one) => !isShared(one))) {
    const needed = neededBy(entry);
    const joined = groups.filter((group) => group.some((one) => needed.includes(one)));
    const [first, ...more] = joined;
    if (!first) {
      groups.push([entry]);
      continue;
    }
    for (const other of more) {
      first.push(...other);
      groups.splice(groups.indexOf(other), 1);
    }
    first.push(entry);
  }
  return groups;
}
