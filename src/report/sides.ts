/** The two sides of a failed assertion: what the server says, and what contradicts it. */
import type { Failure } from './failure.ts';

export interface Side {
  /** Whose it is, such as `X-Total-Count` or `the description`. */
  readonly label: string;
  readonly value: string;
}

export interface Sides {
  readonly server: Side;
  /** The description, or another part of what the server sent. */
  readonly other: Side;
}

/** What a count is compared with, by the rule. */
const COUNTED: Readonly<Record<string, string>> = {
  'result-count': 'items in this response',
  'total-count': 'items up to this page',
  'total-is-whole': 'items in the whole list',
};

const DETAILS = /^(\/\S*): (the list has) (.+), (the details have) (.+)$/s;

/** The sides of a failure, where its message tells them apart. */
export function toSides(
  title: string,
  { message, expected, got, at }: Failure,
  rule: string | undefined,
): Sides | undefined {
  const [, , list, listed = '', details, detailed = ''] = DETAILS.exec(message) ?? [];
  if (list !== undefined && details !== undefined) {
    return { server: { label: details, value: detailed }, other: { label: list, value: listed } };
  }
  if (expected === undefined || got === undefined) return undefined;
  const counted = rule === undefined ? undefined : COUNTED[rule];
  if (counted !== undefined) {
    const other = expected.replace(/^be at least /, '');
    return { server: { label: subjectOf(title), value: got }, other: { label: counted, value: other } };
  }
  const label = at === undefined ? 'the server' : `the body at ${at === '' ? '/' : at}`;
  return { server: { label, value: got }, other: { label: 'the description', value: expected } };
}

/** `X-Total-Count counts all items` -> `X-Total-Count`. */
function subjectOf(title: string): string {
  return title.split(/ (?:is|counts) /)[0] ?? title;
}

/** Both sides in one sentence: `X-Total-Count says 44; items in the whole list: 45`. */
export function sidesInWords({ server, other }: Sides): string {
  return `${server.label}: ${server.value}; ${other.label}: ${other.value}`;
}
