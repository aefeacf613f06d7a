/**
 * `discriminator`: a member's value selects the alternative that applies.
 * https://spec.openapis.org/oas/v3.0.4.html#discriminator-object
 */
import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { Keyword, SetKeyword, Translation } from './translation.ts';

/** A constant, because linters mistake an object with a member `then` for a thenable. */
// oxlint-disable-next-line unicorn/no-thenable -- it is a keyword here
const THEN = 'then';

/** An alternative of `oneOf` or `anyOf`, and the discriminator values that select it. */
interface Named {
  readonly alternative: unknown;
  readonly reference: string | undefined;
  readonly path: readonly string[];
  readonly names: readonly string[];
}

/**
 * Translates a discriminator to JSON Schema: a value that selects an alternative must satisfy that one. Other values are not
 * restricted, because the specification only says "validation SHOULD fail". A discriminator without `oneOf` and `anyOf` is
 * ignored: "validation with the parent schema does not perform a search for child schemas".
 */
export function translateDiscriminator(
  { resources, translate }: Translation,
  { schema, value, at }: Keyword,
  set: SetKeyword,
): void {
  const member = isRecord(value) ? value['propertyName'] : undefined;
  if (!isRecord(value) || typeof member !== 'string') return;
  const named = alternativesOf(schema, isRecord(value['mapping']) ? value['mapping'] : {});
  // If each alternative already restricts the member to its own values, the discriminator adds nothing.
  const follow = ({ alternative, reference }: Named) =>
    reference === undefined ? alternative : resources.find(reference, at.resource)?.schema;
  if (named.every((alternative) => isPinned(follow(alternative), member, alternative.names))) return;
  const requested = named
    .filter(({ names }) => names.length > 0)
    .map(({ alternative, path, names }) => {
      const then = translate(alternative, { ...at, path: [...at.path.slice(0, -1), ...path] });
      const isNamed = { type: 'object', required: [member], properties: { [member]: { enum: names } } };
      return { if: isNamed, [THEN]: then };
    });
  if (requested.length > 0) set('allOf', requested);
}

function alternativesOf(
  schema: Readonly<Record<string, unknown>>,
  mapping: Readonly<Record<string, unknown>>,
): readonly Named[] {
  const explicit = Object.entries(mapping);
  return (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
    const alternatives: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
    return alternatives.map((alternative, index): Named => {
      const path = [keyword, String(index)];
      const reference = isRecord(alternative) ? alternative['$ref'] : undefined;
      if (typeof reference !== 'string') return { alternative, reference: undefined, path, names: [] };
      const implicit = reference.startsWith('#/components/schemas/')
        ? fromPointer(reference).slice(2).join('/')
        : undefined;
      const mapped = explicit.filter(([, target]) => target === reference || (implicit && target === implicit));
      const own = implicit !== undefined && !Object.hasOwn(mapping, implicit) ? [implicit] : [];
      return { alternative, reference, path, names: [...mapped.map(([name]) => name), ...own] };
    });
  });
}

function isPinned(schema: unknown, member: string, names: readonly string[]): boolean {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  const property = isRecord(properties) && Object.hasOwn(properties, member) ? properties[member] : undefined;
  if (!isRecord(property)) return false;
  const allowed: unknown = property['const'] === undefined ? property['enum'] : [property['const']];
  return Array.isArray(allowed) && allowed.every((value) => names.includes(value));
}
