import type { Cause } from '../../model/types.ts';
import type { Credentials } from '../../rules/request.ts';

/** Something that an operation must refuse for the credentials that come with it. */
export interface Attempt {
  readonly name: string;
  readonly description: string;
  readonly credentials: Credentials;
  /** The one that it is, then those that a server need not tell from it. */
  readonly causes: readonly Cause[];
  /** Whether any of them may be the one. */
  readonly isAny?: boolean;
}
