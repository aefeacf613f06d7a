import type { Json } from '../core/json.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { Script } from './script.ts';

/** What helpers need to know of a request: the list in its answer, or the one that its item belongs to. */
export interface HelperContext {
  readonly list?: ListMeaning;
  /** The parameters that the request asks with, and those of them that are credentials. */
  readonly question?: readonly AskedParameter[];
  readonly ignored?: readonly string[];
  /** Whether the answer itself is that list. */
  readonly answerIsList?: boolean;
  /** Whether the question is answered in an order: one that was asked for, or one that the list has of its own. */
  readonly isOrdered?: boolean;
  /** Whether the details of items are read as well. */
  readonly comparesDetails?: boolean;
  /** Members of an item by which later requests filter. */
  readonly exemplary?: readonly string[];
  /** Those of them of which only the very value matches. */
  readonly exact?: readonly string[];
  /** What the answer is held against: a script that gives a name, a URL and whether to read to the end, for each list. */
  readonly comparedWith?: Script;
  /** The schemas that the script judges by: it carries what they use. Any schema, where they are not said. */
  readonly schemas?: readonly Json[];
}

/** A query parameter of a request: its text, or the variable that holds it. */
export interface AskedParameter {
  readonly name: string;
  readonly text?: string;
  readonly variable?: string;
}

/** A function for scripts, and the others that it calls. */
export interface Helper {
  readonly needs: readonly HelperName[] | ((context: HelperContext) => readonly HelperName[]);
  readonly code: (context: HelperContext) => Script;
}

export type HelperName =
  | 'body'
  | 'expectNoData'
  | 'sentSecrets'
  | 'mediaType'
  | 'numberIn'
  | 'numberAt'
  | 'totalInRange'
  | 'items'
  | 'at'
  | 'brief'
  | 'expectValid'
  | 'expectHeader'
  | 'expectSameItems'
  | 'idOf'
  | 'inOrder'
  | 'matches'
  | 'isWithin'
  | 'compare'
  | 'keep'
  | 'keepValue'
  | 'keepLastId'
  | 'keepMiddle'
  | 'asked'
  | 'readWhole'
  | 'readLists'
  | 'readDetails'
  | 'expectAgreement'
  | 'nextUrl'
  | 'read'
  | 'unjudged'
  | 'same';
