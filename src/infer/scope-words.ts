/**
 * Guesses from the names of OAuth scopes, since OpenAPI cannot express which scope includes another. Nothing is asserted
 * from them; they only decide which requests are safe to send.
 */

const READS = /(^|[^a-z])(read|view|list|get)([^a-z]|$)|readonly/i;
const ALL = /\*|(^|[^a-z])(all|admin|administrator|full|root|super\w*|manage|owner|sudo|default)([^a-z]|$)/i;

/** Whether the name of a scope suggests read access only. */
export function onlyReads(scope: string): boolean {
  return READS.test(scope);
}

/** Whether the name of a scope suggests that it includes all others. */
export function mayHoldAll(scope: string): boolean {
  return ALL.test(scope);
}
