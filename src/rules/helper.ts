import type { Json } from '../core/json.ts';
import type { ListMeaning } from '../model/types.ts';
import type { Script } from './script.ts';

/** What helpers need to know of a request: the list in its answer, or the one that its item belongs to. */
export interface HelperContext {
  readonly list?: ListMeaning;
  /** The parameters that the request asks with, and those of them that are credentials. */
  readonly question?: readonly (readonly [string, string])[];
  readonly ignored?: readonly string[];
  /** Whether the answer itself is that list. */
  readonly answerIsList?: boolean;
  /** How the whole list is asked for: a script that gives its URL. */
  readonly wholeUrl?: Script;
  /** The schemas that the script judges by: it carries what they use. Any schema, where they are not said. */
  readonly schemas?: readonly Json[];
}

/** A function for scripts, and the others that it calls. */
export interface Helper {
  readonly needs: readonly HelperName[];
  readonly code: (context: HelperContext) => Script;
}

export type HelperName =
  | 'body'
  | 'mediaType'
  | 'numberIn'
  | 'items'
  | 'at'
  | 'brief'
  | 'expectValid'
  | 'expectHeader'
  | 'expectSameItems'
  | 'idOf'
  | 'inOrder'
  | 'matches'
  | 'compare'
  | 'keep'
  | 'asked'
  | 'readWhole'
  | 'read'
  | 'unjudged'
  | 'same';
