/** The matrices of what the shards of a run have asserted, joined into that of the whole run. */
import { isRecord } from '../core/json.ts';
import { toList } from '../core/words.ts';
import { type Coverage, type CoveredMember, type CoveredOperation, coverageOf, NO_RULE, NOT_SENT } from './coverage.ts';
import type { Reported } from './notes.ts';

/** The matrix in the JSON report of a shard. `undefined`: it is not whole, as in the report of a run or of an earlier version. */
export function readCoverage(json: unknown): Coverage | undefined {
  const operations = isRecord(json) && Array.isArray(json['operations']) ? json['operations'] : undefined;
  const isWhole = operations?.every((one: unknown) => isRecord(one) && Array.isArray(one['members']));
  if (!operations || !isWhole) return undefined;
  const known = operations as readonly CoveredOperation[];
  return coverageOf(known.map(({ id, method, path, members }) => ({ id, method, path, members })));
}

/**
 * What all shards together have asserted. Each has all operations with all members, in one order. `undefined` where one has no matrix, or
 * that of another description.
 */
export function mergeCoverage(shards: readonly (Coverage | undefined)[]): Coverage | undefined {
  const known = shards.filter((one) => one !== undefined);
  const [first] = known;
  if (!first || known.length < shards.length || !known.every((one) => isAlike(one, first))) return undefined;
  return coverageOf(
    first.operations.map((operation, at) => ({
      ...operation,
      members: operation.members.flatMap((_, index) =>
        mergeMember(known.flatMap(({ operations }) => operations[at]?.members[index] ?? [])),
      ),
    })),
  );
}

/** Why the merged run has no coverage where shards have it, as a notice. None where no shard has it, as in a run of a collection alone. */
export function whyNoCoverage(shards: readonly Pick<Reported, 'coverage' | 'shard'>[]): readonly string[] {
  const without = shards.filter(({ coverage }) => !coverage).map(({ shard }) => String(shard?.number));
  if (without.length === shards.length) return [];
  const [whose, has] =
    without.length === 1 ? ['shard', 'has none in its report'] : ['shards', 'have none in their reports'];
  const why =
    without.length > 0
      ? `${whose} ${toList(without)} of ${shards.length} ${has}`
      : 'the shards have that of different descriptions';
  return [`The coverage of the whole run is not known: ${why}.`];
}

function isAlike(one: Coverage, other: Coverage): boolean {
  const names = ({ operations }: Coverage) =>
    operations.map(({ id, members }) => [id, members.map(({ kind, name }) => [kind, name])]);
  return JSON.stringify(names(one)) === JSON.stringify(names(other));
}

/**
 * A member by the requests of all shards, each of which is in one: asserted if one asserts it; else what the first request that could not
 * judge it says; else why there is no such request.
 */
function mergeMember(shards: readonly CoveredMember[]): readonly CoveredMember[] {
  const asserted = shards.find(({ state }) => state === 'asserted');
  const notJudged = shards.filter(({ state }) => state === 'not-judged').toSorted((a, b) => placeOf(a) - placeOf(b))[0];
  const sent = shards.find(({ why }) => why === NO_RULE);
  const notSent = shards.find(({ why }) => why === NOT_SENT);
  const reachable = shards.find(({ state }) => state === 'not-asserted');
  const merged = asserted ?? notJudged ?? sent ?? notSent ?? reachable ?? shards[0];
  return merged ? [merged] : [];
}

function placeOf({ first = 0 }: CoveredMember): number {
  return first;
}
