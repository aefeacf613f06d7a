import { mapTexts, type RunEvent } from './events.ts';
import type { Redactor } from './redact.ts';

/** The length at which a text is cut, in characters: a message may quote a whole response. */
const LONGEST_PRINTED = 4_000;

/** How much of a text is searched for secrets. Longer than what is printed, so a secret that is cut here is never printed. */
const LONGEST_READ = 64_000;

/** An event that may leave `run/`: without secrets, and with texts of bounded length. */
export function cleanEvent(event: RunEvent, redactor: Redactor): RunEvent {
  return mapTexts(event, (text) => cleanText(text, redactor));
}

/** A text without secrets, cut where it is too long for a report. */
function cleanText(text: string, redactor: Redactor): string {
  const clean = redactor.redact(text.slice(0, LONGEST_READ));
  if (text.length <= LONGEST_READ && clean.length <= LONGEST_PRINTED) return clean;
  return `${clean.slice(0, LONGEST_PRINTED)}… (${text.length} characters in all)`;
}

/** The last lines that a process wrote before it died, perhaps in the middle of one. */
export function lastLines(text: string, redactor: Redactor): string {
  const lines = redactor.redactCut(text).trim().split('\n');
  return lines.slice(-6).join('\n');
}
