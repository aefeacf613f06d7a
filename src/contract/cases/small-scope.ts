import { toSlug } from '../../core/words.ts';
import { mayHoldAll, onlyReads } from '../../infer/scope-words.ts';
import type { SecurityRequirement } from '../../model/types.ts';
import type { Attempt } from './attempt.ts';

/** Requests with a token that has a documented scope, but not the one that the operation needs. */
export function scopeAttempts({ needs }: SecurityRequirement): readonly Attempt[] {
  return needs.flatMap(({ scheme, scopes: needed }): Attempt[] => {
    const scope = scheme.kind === 'client-credentials' ? smallerScope(scheme.scopes, needed) : undefined;
    if (scope === undefined) return [];
    return [
      {
        name: `a token for ${scope} only`,
        description: `A token without the scope ${needed.join(', ')} is refused. The request is sent only if the token endpoint grants such a token.`,
        credentials: { kind: 'small-scope', variable: smallTokenName(scope, needed), scope, needed },
        causes: ['insufficient-scope'],
      },
    ];
  });
}

/** The variable with a token that has an insufficient scope. */
function smallTokenName(scope: string, needed: readonly string[]): string {
  return `access_token_of_${toSlug([scope, 'not', ...needed].join(' ')).replaceAll('-', '_')}`;
}

/** A documented scope that certainly does not include the needed ones, preferably a read-only one. */
export function smallerScope(described: readonly string[], needed: readonly string[]): string | undefined {
  if (!needed.some(isOneScope)) return undefined;
  const others = described.filter((scope) => isOneScope(scope) && !needed.includes(scope) && !isWider(scope, needed));
  return others.find((scope) => onlyReads(scope)) ?? others[0];
}

/** No scope is empty, and a space is between two. https://www.rfc-editor.org/rfc/rfc6749#section-3.3 */
function isOneScope(name: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name);
}

/** Whether a scope may include a needed one: `orders` may include `orders:read`, and `admin` all. OpenAPI cannot express this. */
function isWider(scope: string, needed: readonly string[]): boolean {
  return (
    mayHoldAll(scope) ||
    needed.some((other) => /^[^a-z0-9]/i.test(other.slice(scope.length)) && other.startsWith(scope))
  );
}
