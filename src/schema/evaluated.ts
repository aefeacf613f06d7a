/** Which members a schema evaluates. https://json-schema.org/draft/2020-12/json-schema-core#unevaluatedProperties */
import { isRecord } from '../core/json.ts';
import type { Schemas } from './node.ts';

/** Keywords that can evaluate members of any name. */
const OPEN = [
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  '$dynamicRef',
  '$recursiveRef',
] as const;

const LISTS = ['allOf', 'anyOf', 'oneOf'] as const;
const PARTS = ['if', 'then', 'else'] as const;

/** All members that a schema with `unevaluatedProperties` can evaluate otherwise; `undefined` if that is not decided here. */
export function evaluatedNames(schema: unknown, { definitions }: Schemas): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const met = new Set<unknown>();
  const isKnown = (part: unknown): boolean => {
    if (!isRecord(part) || met.has(part)) return true;
    const isFirst = met.size === 0;
    met.add(part);
    if (OPEN.some((keyword) => part[keyword] !== undefined && !(isFirst && keyword === 'unevaluatedProperties')))
      return false;
    for (const name of Object.keys(isRecord(part['properties']) ? part['properties'] : {})) names.add(name);
    const { $ref: reference, dependentSchemas } = part;
    const target = typeof reference === 'string' ? definitions.get(reference) : undefined;
    if (reference !== undefined && target === undefined) return false;
    const inLists = LISTS.flatMap((keyword) => (Array.isArray(part[keyword]) ? part[keyword] : []));
    const inParts = PARTS.map((keyword) => part[keyword]);
    const byName = isRecord(dependentSchemas) ? Object.values(dependentSchemas) : [];
    return [target, ...inLists, ...inParts, ...byName].every(isKnown);
  };
  return isKnown(schema) ? names : undefined;
}
