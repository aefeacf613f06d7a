import { toJsonText } from '../core/json.ts';
import type { Reported } from './notes.ts';

/** The shape of the JSON report. A member that goes or changes its meaning raises it; a new one does not. */
const VERSION = 1;

/** A verdict as JSON for programs: the same members in the same order, whatever happened. */
export function toJsonReport(verdict: Reported): string {
  const { name, client, ok, exitCode, totals, problems, notices, notes = [], notSent, requests } = verdict;
  const head = { version: VERSION, name, client, ok, exitCode, totals };
  return toJsonText({ ...head, problems, notices, notes, notSent, requests });
}
