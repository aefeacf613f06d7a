import { mapTexts, type RunEvent } from './events.ts';
import type { Redactor } from './redact.ts';
import { cutSaid } from './said.ts';

/** The length at which a text is cut, in characters: a message may quote a whole response. */
const LONGEST_PRINTED = 4_000;

/** How much of a text is searched for secrets. */
const LONGEST_READ = 64_000;

/** How much at its end is not printed, where it is cut: more than the longest form of any secret. */
const LONGEST_SECRET = 48_000;

/** An event that may leave `run/`: without secrets, and with texts of bounded length. */
export function cleanEvent(event: RunEvent, redactor: Redactor): RunEvent {
  const clean = mapTexts(event, (text) => cleanText(text, redactor));
  if (clean.kind !== 'request' || clean.answer.kind !== 'answered' || clean.answer.said === undefined) return clean;
  return { ...clean, answer: { ...clean.answer, said: cutSaid(clean.answer.said) } };
}

/** A text without secrets, cut where it is too long for a report. */
function cleanText(text: string, redactor: Redactor): string {
  const clean = redactor.redact(text.slice(0, LONGEST_READ));
  const isCut = text.length > LONGEST_READ;
  if (!isCut && clean.length <= LONGEST_PRINTED) return clean;
  // Names are shorter than secrets, so that the beginning of one that is cut may come close to what is printed.
  const printed = isCut ? Math.max(0, Math.min(LONGEST_PRINTED, clean.length - LONGEST_SECRET)) : LONGEST_PRINTED;
  return `${clean.slice(0, printed)}… (${text.length} characters in all)`;
}

/** The last lines that a process wrote before it died, perhaps in the middle of one. */
export function lastLines(text: string, redactor: Redactor): string {
  const lines = redactor.redactCut(text).trim().split('\n');
  return lines.slice(-6).join('\n');
}
