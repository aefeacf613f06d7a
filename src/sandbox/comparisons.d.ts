/** The types of comparisons and readers. */

type NotJudgedReason = import('../core/protocol.ts').NotJudgedReason;

/** A status, a class of statuses, or several. */
type Statuses = number | string | readonly (number | string)[];

/** A list, or the part of it that was read. */
interface Read {
  items: unknown[];
  /** The responses, with their headers. */
  readonly parts: PostmanResponse[];
  /** Whether the list has more items, which were not read. */
  isCut: boolean;
  largestPart: number;
}

/** The results of the readers. */
interface Found {
  whole: Read;
  ordered: Read;
  matching: Read;
  pages: Read;
  other: null;
  again: { readonly items: unknown[] };
  next: { readonly items: unknown[] } | null;
  details: Details[];
}

/** An item of the list, and the body of its details: null if there are none, undefined if they may not be read. */
interface Details {
  readonly listed: unknown;
  readonly body: unknown;
}

/** The argument of a comparison: the response, and the results of its readers. */
interface Seen extends Found {
  readonly response: PostmanResponse;
}

/** Exactly the readers that the generator knows. */
type Readers = {
  readonly [Name in import('./readers.ts').ReaderName]: (
    seen: Seen,
    reading: Reading,
    done: (found: Found[Name]) => void,
  ) => void;
};

interface Reading {
  /** The lists that were read after the response, when reading again. If it is missing, the lists of the whole run are used. */
  lists?: Map<string, Read>;
  /** Headers that the requests have instead of others. */
  readonly headers?: import('./request-data.ts').About['headers'];
  /** Fails all comparisons, because the server did not respond as expected. */
  fail(why: string): void;
  /** Skips all comparisons, with the reason. */
  giveUp(reason: NotJudgedReason, detail?: string): void;
}

/** The limits for reading a list. */
interface Limits {
  readonly parts: number;
  readonly enough?: number | undefined;
  /** The response of this request, which is used as the page at its URL. */
  readonly first?: PostmanResponse;
}

interface Comparison {
  readonly name: string;
  readonly reads: readonly import('./readers.ts').ReaderName[];
  readonly judge: (seen: Seen) => void;
  readonly anyOrder: boolean | undefined;
}

/** The result of a comparison for one look. */
interface Result {
  readonly problem?: string;
  readonly notJudged?: NotJudgedReason;
  readonly detail?: string;
}

interface Look extends Seen {
  results: Result[];
}

/** The cache that the requests of a run share. */
interface Memory {
  readonly run: unknown;
  readonly lists: Map<string, Read>;
  /** The spent budget, by the name of the list. */
  readonly spent: Map<string, { requests: number; bytes: number }>;
}
