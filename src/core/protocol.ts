/**
 * What the scripts of a collection and the runner say to each other: how an assertion is announced, marked, and reported as not
 * judged. It is made of names and texts only, so it survives a client that prints nothing else.
 */

/** The functions by which a test script announces an assertion: each call begins a line, and its title is the first argument. */
export const STATEMENTS = {
  test: 'pm.test',
  skip: 'pm.test.skip',
  testAsSent: 'testAsSent',
  compare: 'compare',
  capture: 'capture',
} as const;

export type Statement = keyof typeof STATEMENTS;

/** Why an assertion was neither passed nor failed. */
export const NOT_JUDGED = {
  'empty-list': 'the list is empty',
  'no-such-value': 'no item has such a value',
  'no-expired-token': 'no expired token is given',
  'no-smaller-scope': 'the endpoint grants no token of a smaller scope',
  'request-changed': 'the request was changed',
  'data-moved': 'the data moved',
  'no-order': 'the list has no order of its own',
  'list-too-long': 'the list is longer than what was read of it',
  'budget-spent': 'the budget of this run for reading the list is spent',
  unconfirmed: 'it failed, and the budget for reading the list again is spent',
  'reading-refused': 'the server did not let the list be read again',
} as const;

export type NotJudgedReason = keyof typeof NOT_JUDGED;

/** The name under which a request says that it was not sent, so that none of its assertions is judged. */
export const THIS_REQUEST = 'This request';

/** The assertion that fails in a request that was copied out of its collection, and is not planned: within it, it never runs. */
export const COPIED_OUT = 'This request is in its collection';

/** The assertion with which a collection says that it has no access token. */
export const TOKEN_ASSERTION = 'The token endpoint grants an access token';

/** What scripts read of a list to compare, at most: at once so many parts and items; in a run so many requests and bytes. */
export const BUDGET = { parts: 25, items: 2500, requests: 200, bytes: 50_000_000 } as const;

/** So many small pages of a list are read to see whether they join. */
export const PAGES = 3;

/** The line by which the request for the token keeps it for all that follow. */
export const CAPTURE_TOKEN = 'captureToken();';

/** Marks of a request, each a comment line of its test script. */
export const MARKERS = {
  'must-be-refused': '// The server must refuse this request.',
  'asks-for-token': '// This request asks for a token.',
} as const;

export type Marker = keyof typeof MARKERS;

/** What stands between the name of an assertion and why it is not judged. A detail does not hold it; a name may. */
export const WHY = ' (not judged: ';

/** The name of an assertion that is not judged, as `pm.test.skip` gets it. */
export function toSkippedName(name: string, reason: NotJudgedReason, detail?: string): string {
  const why = toReasonText({ reason, ...(detail && { detail: detail.split(WHY).join(' (') }) });
  return `${name}${WHY}${why})`;
}

/** An assertion that was skipped: its name, and why; `reason` is missing where its script gives none that is known. */
export interface Skipped {
  readonly name: string;
  readonly reason?: NotJudgedReason;
  readonly detail?: string;
}

/** Read what `toSkippedName` wrote. */
export function fromSkippedName(text: string): Skipped {
  const end = text.lastIndexOf(WHY);
  if (end < 0 || !text.endsWith(')')) return { name: text };
  const name = text.slice(0, end);
  const why = text.slice(end + WHY.length, -1);
  for (const [reason, words] of Object.entries(NOT_JUDGED) as [NotJudgedReason, string][]) {
    if (why === words) return { name, reason };
    if (why.startsWith(`${words}: `)) return { name, reason, detail: why.slice(words.length + 2) };
  }
  return { name, detail: why };
}

/** Why it was not judged, for people. */
export function toReasonText({ reason, detail }: Omit<Skipped, 'name'>): string {
  const text = reason === undefined ? 'its script skips it' : NOT_JUDGED[reason];
  return detail === undefined ? text : `${text}: ${detail}`;
}

/** The markers of a test script. */
export function markersIn(script: string): readonly Marker[] {
  const lines = new Set(script.split('\n').map((line) => line.trim()));
  return (Object.keys(MARKERS) as Marker[]).filter((marker) => lines.has(MARKERS[marker]));
}
