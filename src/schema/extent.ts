/** How large a schema is with all that it references, and how much of that is judged. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { ANNOTATIONS } from './keywords.ts';
import type { AllSchemas, SchemaNode } from './node.ts';

/** What is known of a schema without what it references. */
export interface OwnFacts {
  /** The targets of its references. */
  readonly references: ReadonlySet<string>;
  /** About the number of characters that its translation has in a script. */
  readonly size: number;
  /** Whether what its references mean depends on where it stands: `$id` and anchors. */
  readonly hasNames: boolean;
  readonly usesUnevaluated: boolean;
}

/** How much of a schema is judged. */
export interface Extent {
  /** The number of references that may follow each other. */
  readonly levels: number;
  /** Whether one of these references leads into the schema itself, or nowhere. */
  readonly isCircular: boolean;
}

/**
 * The most characters of one schema, with what it references, in scripts. GitHub's largest has 50,000. In a description whose
 * schemas all reference each other, each response would take the whole description into its script.
 */
const MOST = 60_000;

/** The most definitions that one schema references: each is inside of the one before, for those who translate and judge it. */
const MOST_DEFINITIONS = 400;

/** The most references after each other in a schema that is cut. */
const MOST_LEVELS = 50;

const NAMES = ['$id', '$anchor', '$dynamicAnchor', '$dynamicRef'];

/** Read each schema once. */
export const ownFacts = once((root: object): OwnFacts => {
  const references = new Set<string>();
  let size = 0;
  let hasNames = false;
  let usesUnevaluated = false;
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) for (const element of next) waiting.push(element);
    else if (isRecord(next)) {
      hasNames ||= NAMES.some((keyword) => typeof next[keyword] === 'string');
      usesUnevaluated ||= (next['unevaluatedProperties'] ?? next['unevaluatedItems'] ?? true) !== true;
      for (const [keyword, value] of Object.entries(next)) {
        if (ANNOTATIONS.has(keyword) && !isRecord(value)) continue;
        if (keyword === '$ref' && typeof value === 'string') references.add(value);
        size += keyword.length + 4;
        if (typeof value === 'object' && value !== null) waiting.push(value);
        else size += String(value).length;
      }
    } else size += String(next).length + 2;
  }
  return { references, size, hasNames, usesUnevaluated };
});

/** Whether no schema of a description uses what depends on its place, or on what another schema has evaluated. */
export const isPlainThroughout = once(({ definitions }: AllSchemas): boolean =>
  [...definitions.values()].every((schema) => !isRecord(schema) || isPlain(ownFacts(schema))),
);

export function isPlain({ hasNames, usesUnevaluated }: OwnFacts): boolean {
  return !hasNames && !usesUnevaluated;
}

/** As many levels of references as fit; at least one. */
export function extentOf({ schema }: SchemaNode, { definitions }: AllSchemas): Extent {
  if (!isRecord(schema)) return { levels: Number.POSITIVE_INFINITY, isCircular: false };
  const own = ownFacts(schema);
  const met = new Set(own.references);
  let size = own.size;
  let isCircular = false;
  let level = [...met];
  for (let levels = 0; level.length > 0; levels += 1) {
    const next: string[] = [];
    for (const reference of level) {
      const target = definitions.get(reference);
      isCircular ||= target === undefined || target === schema;
      if (!isRecord(target)) continue;
      const facts = ownFacts(target);
      size += facts.size;
      if (size > MOST || met.size > MOST_DEFINITIONS)
        return { levels: Math.min(Math.max(levels, 1), MOST_LEVELS), isCircular };
      for (const one of facts.references) {
        if (met.has(one)) continue;
        met.add(one);
        next.push(one);
      }
    }
    level = next;
  }
  return { levels: Number.POSITIVE_INFINITY, isCircular };
}
