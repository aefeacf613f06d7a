/** What `generate` reports of a description beside its errors: nothing is left out, shortened or replaced in silence. */

import type { Place } from './errors.ts';

/** The kinds of notices, each with the words that begin its line in a report. */
export const NOTICE_KINDS = {
  /** A part of the description has no request, or a request lacks it. */
  'left-out': 'left out',
  /** Only the first of many are made. */
  shortened: 'shortened',
  /** An example or a default that does not satisfy its schema; a valid value is sent instead. */
  'invalid-example': 'invalid example',
  /** Two readings of the description are possible, and both are accepted. */
  ambiguous: 'ambiguous',
  /** Something cannot be used as it is written, and it is said what happens instead. */
  note: 'note',
} as const;

export type NoticeKind = keyof typeof NOTICE_KINDS;

/** One remark on a description. `pointer` is a JSON pointer (RFC 6901) in the document; empty for the whole of it. */
export interface Notice {
  readonly kind: NoticeKind;
  /** One sentence without a full stop, such as `the operation has no response`. */
  readonly message: string;
  readonly pointer: string;
  /** Its place, where it is about another document than the description. */
  readonly place?: Place;
}
