import { toJsonText } from '../core/json.ts';
import type { Verdict } from '../run/verdict.ts';

/** The shape of the JSON report. A member that goes or changes its meaning raises it; a new one does not. */
const VERSION = 1;

/** A verdict as JSON for programs: the same members in the same order, whatever happened. */
export function toJsonReport(verdict: Verdict): string {
  const { name, client, ok, exitCode, totals, problems, notices, notSent, requests } = verdict;
  return toJsonText({ version: VERSION, name, client, ok, exitCode, totals, problems, notices, notSent, requests });
}
