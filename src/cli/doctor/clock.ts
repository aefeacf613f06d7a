/** The clock of this machine against that of the server, and the version of the API against that of the description. */
import type { IncomingHttpHeaders } from 'node:http';
import { type Check, failed, none, ok, warning } from './check.ts';

/** Seconds of difference from which tokens, signatures and certificates fail, and from which it is worth a line. */
const WRONG_SECONDS = 300;
const ODD_SECONDS = 60;

/**
 * The `Date` header has whole seconds, and is that of the origin: a cache adds `Age`.
 * https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1 https://www.rfc-editor.org/rfc/rfc9111#section-5.1
 */
export function checkClock({ date, age }: IncomingHttpHeaders, now = Date.now()): Check {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return none('clock', 'the server tells no date');
  const seconds = Math.round((now - theirs) / 1000 - (Number(age) || 0));
  const size = Math.abs(seconds);
  if (size < ODD_SECONDS) return ok('clock', `within ${ODD_SECONDS} s of the server`);
  const found = `this machine is ${toTime(size)} ${seconds > 0 ? 'ahead of' : 'behind'} the server`;
  const next = 'Set the clock (NTP) of whichever is wrong: tokens and certificates depend on it.';
  return size < WRONG_SECONDS ? warning('clock', found, next) : failed('clock', found, next);
}

function toTime(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1).replace('.0', '')} h`;
}

/** Headers in which APIs tell their version. */
const TELLS = /^(x-)?api-?version$/;

/** Compared as far as both are numbers: `v2` with 2.1.0 by the first. An API that tells a date has another way to count. */
export function checkVersion(headers: IncomingHttpHeaders, described: string): Check {
  const name = Object.keys(headers).find((header) => TELLS.test(header));
  if (name === undefined) return none('version', `the API states none; the description is ${described}`);
  const told = String(headers[name]).slice(0, 40);
  const [theirs, ours] = [toNumbers(told), toNumbers(described)];
  if (!theirs || !ours) return none('version', `${name} is ${told}; the description is ${described}`);
  const shared = Math.min(theirs.length, ours.length);
  const differs = theirs.slice(0, shared).findIndex((number, index) => number !== ours[index]);
  const found = `${name} is ${told}; the description is ${described}`;
  if (differs === -1) return ok('version', found);
  const next = 'Use the description of that version, or the base URL of the version that is described.';
  return differs === 0 ? failed('version', found, next) : warning('version', found, next);
}

/** `v1.2.3-beta` is [1, 2, 3]. A year is no number of a version. */
function toNumbers(text: string): readonly number[] | undefined {
  const [, digits] = /^v?(\d{1,3}(?:\.\d{1,9}){0,2})(?:[-+].*)?$/i.exec(text.trim()) ?? [];
  return digits?.split('.').map(Number);
}
