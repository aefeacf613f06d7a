import { toJsonText } from '../core/json.ts';
import type { Reported } from './notes.ts';

/** The version of the JSON report. It rises when a member is removed or changes its meaning, not when one is added. */
export const VERSION = 2;

/** A verdict as JSON for programs, always with the same members in the same order. */
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
  return toJsonText({ ...head, problems, notices, notes, notSent, requests, ...(shard && { shard }) });
}
