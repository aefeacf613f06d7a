import type { Cause } from '../../model/types.ts';
import type { Credentials } from '../../rules/request.ts';

/** Credentials that an operation must refuse. */
export interface Attempt {
  readonly name: string;
  readonly description: string;
  readonly credentials: Credentials;
  /** The cause, then causes that a server need not distinguish from it. */
  readonly causes: readonly Cause[];
  /** A wrong password: too many lock a user out. */
  readonly mayLockOut?: true;
  /** Whether the server may report any of the causes. */
  readonly isAny?: boolean;
  /** A status that is right by a standard as well, documented or not. */
  readonly also?: number;
}
