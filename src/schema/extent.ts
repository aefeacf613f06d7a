/** How large a schema is with all that it references, and how much of that is judged. */
import { isRecord } from '../core/json.ts';
import { once } from '../core/once.ts';
import { ANNOTATIONS } from './keywords.ts';
import type { AllSchemas, Schema, SchemaNode } from './node.ts';

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

const UNEVALUATED = ['unevaluatedProperties', 'unevaluatedItems'];

const NAMES = ['$id', '$anchor', '$dynamicAnchor', '$dynamicRef'];

/** Read each schema once. */
export const ownFacts = once((root: object): OwnFacts => {
  const references = new Set<string>();
  const facts = { size: 0, hasNames: false, usesUnevaluated: false };
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const schema = isRecord(next) ? next : undefined;
    if (schema) {
      if (typeof schema['$ref'] === 'string') references.add(schema['$ref']);
      facts.hasNames ||= has(schema, NAMES, (value) => typeof value === 'string');
      facts.usesUnevaluated ||= has(schema, UNEVALUATED, (value) => (value ?? true) !== true);
    }
    const members = next as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(members)) {
      const value = members[name];
      if (schema && ANNOTATIONS.has(name) && !isRecord(value)) continue;
      facts.size += (schema ? name.length + 2 : 0) + 2;
      if (typeof value === 'object' && value !== null) waiting.push(value);
      else facts.size += typeof value === 'string' ? value.length : 4;
    }
  }
  return { references, ...facts };
});

function has(schema: Schema, keywords: readonly string[], test: (value: unknown) => boolean): boolean {
  return keywords.some((keyword) => test(schema[keyword]));
}

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
