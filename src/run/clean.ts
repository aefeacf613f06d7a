import { mapTexts, type RunEvent } from './events.ts';
import type { Redactor } from './redact.ts';

/** A message may quote a whole answer: so many characters of it are read by anyone. */
const LONGEST_PRINTED = 4_000;

/** What is looked at at all. Far more than is shown, so that a secret cut in two here is cut off below. */
const LONGEST_READ = 64_000;

/** An event as it may leave this room: without secrets, and of a bounded length. */
export function cleanEvent(event: RunEvent, redactor: Redactor): RunEvent {
  return mapTexts(event, (text) => cleanText(text, redactor));
}

/** A text without secrets, cut where it is longer than anyone reads. */
function cleanText(text: string, redactor: Redactor): string {
  const clean = redactor.redact(text.slice(0, LONGEST_READ));
  if (text.length <= LONGEST_READ && clean.length <= LONGEST_PRINTED) return clean;
  return `${clean.slice(0, LONGEST_PRINTED)}… (${text.length} characters in all)`;
}

/** The last lines that a process wrote before it died. */
export function lastLines(text: string, redactor: Redactor): string {
  const lines = redactor.redact(text).trim().split('\n');
  return lines.slice(-6).join('\n');
}
