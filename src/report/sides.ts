/** The two sides of a failed assertion: what the server says, and what contradicts it. */
import { capitalized } from '../core/words.ts';
import type { Failure } from './failure.ts';
import { sidesOfItems } from './sides-of-items.ts';

export interface Side {
  /** Whose it is, such as `X-Total-Count` or `the description`. */
  readonly label: string;
  /** Between the label and the value: `says`, `has`. */
  readonly verb: string;
  readonly value: string;
}

export interface Sides {
  readonly server: Side;
  /** The description, or another part of what the server sent. */
  readonly other: Side;
}

/** What a count is compared with, by the rule. */
const COUNTED: Readonly<Record<string, string>> = {
  'result-count': 'this response',
  'total-count': 'the list up to this page',
  'total-is-whole': 'the whole list',
};

const MISSING_HEADER = /^the header (\S+) is missing$/;

/** Something that the description requires, and that is not there. */
function lacking(label: string, value: string): Sides {
  return {
    server: { label, verb: 'lacks', value },
    other: { label: 'the description', verb: 'says', value: 'it is required' },
  };
}

/** The sides of a failure, where its message tells them apart. */
export function toSides(
  title: string,
  { message, expected, got, at }: Failure,
  rule: string | undefined,
): Sides | undefined {
  const ofItems = sidesOfItems(title, message, rule);
  if (ofItems) return ofItems;
  const [, missing] = MISSING_HEADER.exec(message) ?? [];
  if (missing !== undefined) return lacking('the response', `the header ${missing}`);
  if (expected === undefined || got === undefined) return undefined;
  if (rule === 'headers' && at !== undefined) return sidesOfHeader(title, { expected, got, at });
  const ofNumber = sidesOfNumber(title, { expected, got }, rule);
  if (ofNumber) return ofNumber;
  return sidesOfValue({ message, expected, got, ...(at !== undefined && { at }) }, rule);
}

/** A number of items: a count that the server states, or how many a page has. */
function sidesOfNumber(
  title: string,
  { expected, got }: Readonly<Record<'expected' | 'got', string>>,
  rule = '',
): Sides | undefined {
  const counted = COUNTED[rule];
  // What is no number is not compared with one: "should be an integer".
  if (counted !== undefined && /^(be at least )?-?\d+$/.test(expected)) {
    const number = expected.replace(/^be at least /, '');
    const isFiltered = rule === 'total-is-whole' && title.includes(' matching ');
    return {
      server: { label: subjectOf(title), verb: 'says', value: got },
      other: {
        label: isFiltered ? 'the filtered list' : counted,
        verb: 'has',
        value: `${number} item${number === '1' ? '' : 's'}`,
      },
    };
  }
  if (rule === 'page-size') {
    const most = expected.replace(/^be /, '');
    return {
      server: { label: 'the response', verb: 'has', value: `${got} item${got === '1' ? '' : 's'}` },
      other: { label: 'the request', verb: 'asks for', value: most },
    };
  }
  return undefined;
}

const MISSING_MEMBER = /^should have the member (.+)$/s;

function sidesOfValue(
  { message, expected, got, at }: Failure & Readonly<Record<'expected' | 'got', string>>,
  rule: string | undefined,
): Sides {
  if (at === undefined) return sidesOfWhole({ message, expected, got }, rule);
  const label = at === '' ? 'the body' : `the body at ${at}`;
  const [, member] = MISSING_MEMBER.exec(expected) ?? [];
  if (member !== undefined) return lacking(label, `the member ${member}`);
  return {
    server: { label, verb: 'is', value: inDoubleQuotes(got) },
    other: { label: 'the description', verb: 'says', value: toDemand(expected) },
  };
}

/** Of the message `/code: expected 42 to be one of [ 40 ]`: where in the body it is. */
const MEMBER = /^(\/\S+): expected /;

function sidesOfWhole(
  { message, expected, got }: Readonly<Record<'message' | 'expected' | 'got', string>>,
  rule: string | undefined,
): Sides {
  const [, member] = MEMBER.exec(message) ?? [];
  const missing = rule === undefined ? undefined : MISSING[`${rule} ${got}`];
  const subject =
    missing !== undefined
      ? { label: 'the response', verb: 'has' }
      : rule === 'media-type'
        ? { label: 'Content-Type', verb: 'is' }
        : member === undefined
          ? { label: 'the server', verb: 'sends' }
          : { label: `the body at ${member}`, verb: 'is' };
  return {
    server: { ...subject, value: missing ?? inDoubleQuotes(got) },
    other: otherOf(rule, inDoubleQuotes(toDemand(expected))),
  };
}

/** What scripts have instead of a value that is not there. */
const MISSING: Readonly<Record<string, string>> = {
  "item-id 'undefined'": 'no id',
  "media-type 'none'": 'no Content-Type',
};

/** `be one of [ 40 ]`, `should be string` -> `it should be string`; a value stays what it is. */
function toDemand(expected: string): string {
  return /^(be|include|match) /.test(expected)
    ? `it should ${expected}`
    : expected.replace(/^(should|cannot) /, 'it $1 ');
}

/** As JSON and the other messages have a text; Chai quotes it once. */
function inDoubleQuotes(value: string): string {
  return value.replace(/^'(.*)'$/s, '"$1"');
}

function sidesOfHeader(
  title: string,
  { expected, got, at }: Readonly<Record<'expected' | 'got' | 'at', string>>,
): Sides {
  const name = subjectOf(title);
  return {
    server: { label: at === '' ? name : `${name} at ${at}`, verb: 'is', value: got },
    other: { label: 'the description', verb: 'says', value: toDemand(expected) },
  };
}

/** Rules that compare with what the description says itself, and with what the request asks for. */
const BY_DESCRIPTION = new Set(['media-type', 'headers', 'body-schema', 'no-body', 'problem-status', 'refusal-code']);
const BY_REQUEST = new Set(['item-id', 'filter-matches', 'filter-near']);

function otherOf(rule: string | undefined, value: string): Side {
  if (rule !== undefined && BY_DESCRIPTION.has(rule)) return { label: 'the description', verb: 'says', value };
  if (rule !== undefined && BY_REQUEST.has(rule)) return { label: 'the request', verb: 'asks for', value };
  return { label: 'the assertion', verb: 'expects', value };
}

/** The sides of a wrong status. */
export function sidesOfStatus(got: number, expected: string): Sides {
  return {
    server: { label: 'the server', verb: 'answers', value: String(got) },
    other: { label: 'the description', verb: 'promises', value: expected },
  };
}

/** `X-Total-Count counts all items` -> `X-Total-Count`. */
export function subjectOf(title: string): string {
  return title.split(/ (?:is|counts) /)[0] ?? title;
}

/** Both sides in one sentence: `X-Total-Count says 44; the whole list has 45 items`. */
export function sidesInWords({ server, other }: Sides): string {
  const words = [server, other].map(({ label, verb, value }) => `${label} ${verb} ${value}`).join('; ');
  return capitalized(words);
}
