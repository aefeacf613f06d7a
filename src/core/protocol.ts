/**
 * The protocol between a collection's scripts and the runner: how a script declares an assertion, marks its request, and
 * reports an assertion as not judged. It uses only assertion names and messages, because some clients print nothing else.
 */

/** Functions by which a test script declares an assertion. Each call starts a line, and its first argument is the title. */
export const STATEMENTS = {
  test: 'pm.test',
  skip: 'pm.test.skip',
  testFor: 'testFor',
  testAsSent: 'testAsSent',
  testListed: 'testListed',
  compare: 'compare',
  capture: 'capture',
} as const;

export type Statement = keyof typeof STATEMENTS;

/** Reasons why an assertion neither passed nor failed. */
export const NOT_JUDGED = {
  'empty-list': 'the list is empty',
  'no-such-value': 'no item has such a value',
  'nothing-created': 'no earlier request created an item',
  'no-expired-token': 'no expired token is given',
  'no-client': 'no client credentials are given',
  'no-password': 'the password is empty',
  'no-smaller-scope': 'no token of a smaller scope is granted',
  'no-scope': 'the token lacks a scope',
  'request-changed': 'the request was changed',
  'data-moved': 'the data moved',
  'no-order': 'the list has no stable order',
  'list-too-long': 'only a part of the list was read',
  'budget-spent': 'the budget for reading lists is spent',
  unconfirmed: 'it failed, and the budget for reading lists is spent',
  'reading-refused': 'the server refused to return the list again',
  'no-answer': 'no answer came',
  'other-status': 'the response has another status',
  'other-media-type': 'it has another media type',
  'no-body': 'the body is empty',
  'not-present': 'it is optional, and missing',
  'one-item': 'the list has only one item',
  'no-difference': 'the items do not differ in it',
  'only-like': 'values may be like it',
  'nothing-shared': 'they share nothing',
  'last-page': 'no items follow',
  'no-credential': 'the request sends no credential',
  alias: 'the requested id may be an alias',
  'unknown-data': 'the server need not know made-up values',
  'malformed-id': 'the made-up id may be malformed',
  state: 'the state may forbid it',
  'needs-more': 'it may need more parameters',
  'unknown-scheme': 'nothing says which credentials it needs',
  'other-data': 'the server has other data',
  header: 'a header allows it',
  'let-in': 'another one was let in',
  'refused-too': 'the correct request was refused, too',
} as const;

export type NotJudgedReason = keyof typeof NOT_JUDGED;

/**
 * The name under which a request reports that it was not sent: none of its assertions is then judged. With the reason `no-scope` it was
 * sent, and its status alone is not judged.
 */
export const THIS_REQUEST = 'This request';

/**
 * Ends a secret that is wrong on purpose. It reveals a server that compares only a prefix, or does not verify a signature. It has several
 * characters, because Base64 decoders may ignore a single one.
 */
export const WRONG_END = '-wrong';

/** Begins the name of each assertion about a status. */
export const STATUS_IS = 'Status is ';

/**
 * The one assertion that fails when a request was copied out of its collection. It never runs inside the collection, so it
 * is not part of the plan.
 */
export const COPIED_OUT = 'In its collection';

/** The assertion that fails when a collection could not get an access token. */
export const TOKEN_ASSERTION = 'The token endpoint grants an access token';

/**
 * Limits for reading a list in order to compare with it: `parts` and `items` for one reading, `requests` and `bytes` for the
 * whole run.
 */
export const BUDGET = { parts: 25, items: 2500, requests: 200, bytes: 50_000_000 } as const;

/** The number of small pages that are read to check that they join without gaps or overlaps. */
export const PAGES = 3;

/** The script lines that store the token, and where it comes from, for all later requests. Each ends the run where there is none. */
export const TOKEN_CAPTURES: readonly string[] = ['captureToken();', 'captureTokenUrl();'];

/** Markers of a request. Each is a comment line in its test script. */
export const MARKERS = {
  'may-lock-out': '// Wrong credentials: too many can lock the client out.',
  'must-be-refused': '// To be refused.',
  'may-harm': '// It may change what is there.',
  // Of a safe method whose path says otherwise.
  'may-write': '// This may write.',
  // It reads what only a request that writes has made or deleted.
  'after-writes': '// This is sent after requests that write.',
  'asks-for-token': '// This asks for a token.',
  // Of those that no authorization of Postman shows: an API key, or the certificate of the client.
  'sends-credential': '// This sends a credential.',
} as const;

export type Marker = keyof typeof MARKERS;

/** Begins the name of a skipped test that is no assertion, but a remark for the reader of a report. */
export const NOTE = 'note: ';

/** Separates the name of an assertion from the reason why it is not judged. Details never contain it; names may. */
export const WHY = ' (not judged: ';

/** The name of an assertion that is not judged, for `pm.test.skip`. */
export function toSkippedName(name: string, reason: NotJudgedReason, detail?: string): string {
  const why = detail ? `${NOT_JUDGED[reason]}: ${detail.split(WHY).join(' (')}` : NOT_JUDGED[reason];
  return `${name}${WHY}${why})`;
}

/** A skipped assertion. `reason` is missing if its script gives none from `NOT_JUDGED`. */
export interface Skipped {
  readonly name: string;
  readonly reason?: NotJudgedReason;
  readonly detail?: string;
}

/** The inverse of `toSkippedName`. */
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

/** What a report says instead of `NOT_JUDGED`, where that is short because each collection carries it. */
const IN_REPORTS: Partial<Record<NotJudgedReason, string>> = {
  'other-status': 'the response has another status than this is about, or one that the request needs has',
  'other-media-type': 'the response has another media type than this is about',
  header: 'a header of the request allows this status',
  'nothing-shared': 'they share nothing to compare',
  state: 'the state of the resource may forbid it',
  'no-scope': 'the token lacks a scope, which `doctor` names',
  'no-credential': 'the request sends no credential, or only one that is too short to tell from other text',
  'let-in': 'the server let in another request that may write and must be refused, so this one was not sent',
};

/** The reason why an assertion was not judged, as text for a report. */
export function toReasonText({ reason, detail }: Omit<Skipped, 'name'>): string {
  const known = reason !== undefined && Object.keys(NOT_JUDGED).includes(reason);
  // A report of a later version may have another reason.
  const text = known ? (IN_REPORTS[reason] ?? NOT_JUDGED[reason]) : (reason ?? 'its script skips it');
  return detail === undefined ? text : `${text}: ${detail}`;
}

/** The markers of a test script. */
export function markersIn(script: string): readonly Marker[] {
  const lines = new Set(script.split('\n').map((line) => line.trim()));
  return (Object.keys(MARKERS) as Marker[]).filter((marker) => lines.has(MARKERS[marker]));
}
