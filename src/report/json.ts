import { toJsonText } from '../core/json.ts';
import { type Coverage, type CoveredMember, percentOf, tallyOf } from './coverage.ts';
import { causesOf, type Reported } from './notes.ts';

/** The version of the JSON report. It rises when a member is removed or changes its meaning, not when one is added. */
export const VERSION = 2;

/**
 * A verdict as JSON for programs, always with the same members in the same order; that of a shard has more, for `report merge`.
 * `docs/report.schema.json` is its schema.
 */
export function toJsonReport(verdict: Reported): string {
  const {
    name,
    client,
    ok,
    exitCode,
    totals,
    notJudged,
    problems,
    notices,
    notes = [],
    notSent,
    requests,
    shard,
    file,
  } = verdict;
  const head = { version: VERSION, name, client, ok, exitCode, totals, notJudged };
  const coverage = verdict.coverage ? toJsonCoverage(verdict.coverage, shard !== undefined) : null;
  return toJsonText({
    ...head,
    problems,
    notices,
    notes,
    causes: causesOf(verdict),
    coverage,
    notSent,
    requests,
    ...(shard && file !== undefined && { file }),
    ...(shard && { shard }),
  });
}

/** Of each operation, how many members have each state, and those that are not asserted; of a shard all, which merging needs. */
function toJsonCoverage(coverage: Coverage, isShard: boolean) {
  const { asserted, assertable, operations } = coverage;
  return {
    asserted,
    assertable,
    percent: percentOf(coverage),
    operations: operations.map(({ id, method, path, members }) => ({
      id,
      method,
      path,
      ...tallyOf(members),
      open: members.filter(({ state }) => state !== 'asserted').map(withoutPlace),
      ...(isShard && { members }),
    })),
  };
}

function withoutPlace({ kind, name, state, why }: CoveredMember): CoveredMember {
  return { kind, name, state, ...(why !== undefined && { why }) };
}
