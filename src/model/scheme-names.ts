/** What the readers of security schemes have in common. */
import { toCredentialName } from '../core/variable-names.ts';
import { type Node, notice, type Reading } from './reading.ts';
import type { ClientCredentialsScheme } from './types.ts';

/** What schemes need to know of their API. */
export interface Api {
  readonly title: string;
  readonly baseUrl: string;
}

/** The schemes read so far, and the names that their variables have in an environment. */
export interface Names {
  readonly taken: Set<string>;
  readonly used: ReadonlySet<string>;
  readonly usedScopes: ReadonlySet<string>;
  /** The scheme whose token the collection fetches. */
  token?: ClientCredentialsScheme;
  /** Whether a scheme has the variables `username` and `password`. */
  hasPassword?: true;
}

export interface SchemeNode {
  readonly name: string;
  readonly node: Node;
  readonly description: string;
}

/** The variable of a credential. A name that is changed is reported. */
export function toVariable(reading: Reading, { name, node }: SchemeNode, { taken, used }: Names): string {
  const variable = toCredentialName(name, taken);
  if (variable !== name && used.has(name)) {
    notice(reading, 'note', node.path, `the variable for this security scheme has the name "${variable}"`);
  }
  return variable;
}
