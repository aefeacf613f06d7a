/** The two sides of a failed assertion: what the server says, and what contradicts it. */
import type { Failure } from './failure.ts';

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

/** Of a filter or a page: items that are not there, and items that should not be. */
const MISSING = /^missing: (.+)$/s;
const SURPLUS = /^not in the whole list, or does not match: (.+)$/s;

/** Of a list: what contradicts is the whole list, as it was read without a filter. */
function sidesOfItems(message: string): Sides | undefined {
  const [, missing] = MISSING.exec(message) ?? [];
  if (missing !== undefined) {
    return {
      server: { label: 'the response', verb: 'lacks', value: `the items ${missing}` },
      other: { label: 'the whole list', verb: 'has', value: 'them, and they match' },
    };
  }
  const [, surplus] = SURPLUS.exec(message) ?? [];
  if (surplus === undefined) return undefined;
  return {
    server: { label: 'the response', verb: 'has', value: `the items ${surplus}` },
    other: { label: 'the whole list', verb: 'has', value: 'none of them that matches what was asked for' },
  };
}

const DETAILS = /^(\/\S*): the list has (.+), the details have (.+)$/s;

/** The sides of a failure, where its message tells them apart. */
export function toSides(
  title: string,
  { message, expected, got, at }: Failure,
  rule: string | undefined,
): Sides | undefined {
  const [, place, listed, detailed] = DETAILS.exec(message) ?? [];
  if (listed !== undefined && detailed !== undefined) {
    return {
      server: { label: `the details at ${place}`, verb: 'have', value: detailed },
      other: { label: 'the list', verb: 'has', value: listed },
    };
  }
  const ofItems = sidesOfItems(message);
  if (ofItems) return ofItems;
  if (expected === undefined || got === undefined) return undefined;
  if (rule === 'headers' && at !== undefined) return sidesOfHeader(title, { expected, got, at });
  const counted = rule === undefined ? undefined : COUNTED[rule];
  if (counted !== undefined) {
    const number = expected.replace(/^be at least /, '');
    return {
      server: { label: subjectOf(title), verb: 'says', value: got },
      other: { label: counted, verb: 'has', value: `${number} item${number === '1' ? '' : 's'}` },
    };
  }
  if (rule === 'page-size') {
    const most = expected.replace(/^be /, '');
    return {
      server: { label: 'the response', verb: 'has', value: `${got} item${got === '1' ? '' : 's'}` },
      other: { label: 'the request', verb: 'asks for', value: most },
    };
  }
  return sidesOfValue({ expected, got, at }, rule);
}

function sidesOfValue(
  { expected, got, at }: { readonly expected: string; readonly got: string; readonly at: string | undefined },
  rule: string | undefined,
): Sides {
  const isSentence = /^(be|include|match) /.test(expected);
  const wanted = isSentence ? `it should ${expected}` : expected.replace(/^should /, 'it should ');
  const label = at === undefined ? 'the server' : `the body at ${at === '' ? '/' : at}`;
  return {
    server: { label, verb: at === undefined ? 'sends' : 'is', value: inDoubleQuotes(got) },
    other:
      at === undefined
        ? otherOf(rule, inDoubleQuotes(wanted))
        : { label: 'the description', verb: 'says', value: wanted },
  };
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
    other: { label: 'the description', verb: 'says', value: expected.replace(/^should /, 'it should ') },
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
function subjectOf(title: string): string {
  return title.split(/ (?:is|counts) /)[0] ?? title;
}

/** Both sides in one sentence: `X-Total-Count says 44; the whole list has 45 items`. */
export function sidesInWords({ server, other }: Sides): string {
  const words = [server, other].map(({ label, verb, value }) => `${label} ${verb} ${value}`).join('; ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
