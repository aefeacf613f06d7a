/** What the names of scopes suggest: OpenAPI has no word for what a scope holds. Nothing is asserted by it; it chooses what is safe to try. */

const READS = /(^|[^a-z])(read|view|list|get)([^a-z]|$)|readonly/i;
const ALL = /\*|(^|[^a-z])(all|admin|administrator|full|root|super\w*|manage|owner|sudo|default)([^a-z]|$)/i;

/** Whether a scope is named as one that merely reads. */
export function onlyReads(scope: string): boolean {
  return READS.test(scope);
}

/** Whether a scope is named as one that holds all others. */
export function mayHoldAll(scope: string): boolean {
  return ALL.test(scope);
}
