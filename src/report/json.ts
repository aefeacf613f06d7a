import { toJsonText } from '../core/json.ts';
import { type Coverage, percentOf, tallyOf } from './coverage.ts';
import { causesOf, type Reported } from './notes.ts';

/** The version of the JSON report. It rises when a member is removed or changes its meaning, not when one is added. */
export const VERSION = 2;

/** A verdict as JSON for programs, always with the same members in the same order. `docs/report.schema.json` is its schema. */
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
  } = verdict;
  const head = { version: VERSION, name, client, ok, exitCode, totals, notJudged };
  const coverage = verdict.coverage ? toJsonCoverage(verdict.coverage) : null;
  return toJsonText({
    ...head,
    problems,
    notices,
    notes,
    causes: causesOf(verdict),
    coverage,
    notSent,
    requests,
    ...(shard && { shard }),
  });
}

/** Of each operation, how many members have each state, and those that are not asserted. */
function toJsonCoverage(coverage: Coverage) {
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
      open: members.filter(({ state }) => state !== 'asserted'),
    })),
  };
}
