/** What comparisons hold in their hands: what was read, and how reading ends. */

type NotJudgedReason = import('../core/protocol.ts').NotJudgedReason;

/** A list as far as it was read. */
interface Read {
  items: unknown[];
  /** The whole responses, headers too. */
  readonly parts: PostmanResponse[];
  /** Whether more follows that was not read. */
  isCut: boolean;
  largestPart: number;
  /** Whether the server has picked the items that match the filters of the request. */
  readonly isFiltered?: boolean;
}

/** What each reader gives. */
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

/** An item of a list beside the body that shows it alone; null, where there is none. */
interface Details {
  readonly listed: unknown;
  readonly body: unknown;
}

/** What a comparison sees: the response, and what its readers have read. */
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
  /** The lists that were read since the response was; those of the whole run, where it is missing. */
  lists?: Map<string, Read>;
  /** Ends all comparisons: the server did not answer as it should. */
  fail(why: string): void;
  /** Ends all comparisons: there is not enough to judge by. */
  giveUp(reason: NotJudgedReason, detail?: string): void;
}

/** How far a list is read. */
interface Limits {
  readonly parts: number;
  readonly enough?: number | undefined;
  /** A response that is there already, for the part at the URL of this request. */
  readonly first?: PostmanResponse;
}

interface Comparison {
  readonly name: string;
  readonly reads: readonly import('./readers.ts').ReaderName[];
  readonly judge: (seen: Seen) => void;
}

/** What a comparison says of one look. */
interface Result {
  readonly problem?: string;
  readonly notJudged?: NotJudgedReason;
}

interface Look extends Seen {
  results: Result[];
}

/** What is kept from one request of a run to the next. */
interface Memory {
  readonly run: unknown;
  readonly lists: Map<string, Read>;
  /** What was read, by the name of the list. */
  readonly spent: Map<string, { requests: number; bytes: number }>;
}
