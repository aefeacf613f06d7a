/**
 * Replaces references by `$id` and `$anchor` with JSON pointers, so that everything after loading only handles pointers.
 * https://json-schema.org/draft/2020-12/json-schema-core#name-the-id-keyword
 */

import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { decoded } from '../core/url-text.ts';
import { kindOfMember, type PartKind } from './data-parts.ts';
import { MAX_DEPTH } from './nesting.ts';

/** A schema with an `$id`: its path, and the paths of its anchors. */
interface Resource {
  readonly path: readonly string[];
  readonly anchors: Map<string, readonly string[]>;
}

interface Index {
  readonly resources: Map<string, Resource>;
  /** Each `$ref`, with its schema and the base URI it is relative to. */
  readonly references: { readonly reference: string; readonly schema: object; readonly base: string }[];
  /** Visited nodes: YAML aliases can form cycles. */
  readonly visited: Set<object>;
}

/**
 * Rewrite each `$ref` that points into a schema with an `$id` to a pointer from the root. Other references are kept.
 * `$dynamicRef` and `$id` are kept, too: `schema/` needs the resources to resolve them.
 */
export function withPointers(document: unknown): unknown {
  const index: Index = { resources: new Map(), references: [], visited: new Set() };
  collect(document, { path: [], base: HERE, kind: 'object' }, index);
  if (index.resources.size === 0) return document;
  const pointers = new Map<object, string>();
  for (const { reference, schema, base } of index.references) {
    const target = targetOf(reference, base, document, index);
    if (target) pointers.set(schema, `#${toPointer(target)}`);
  }
  return pointers.size === 0 ? document : rewritten(document, pointers, new Map(), 0);
}

/** The base URI of the document. Its value does not matter: `$id` and `$ref` are both resolved against it. */
const HERE = 'description:/document/';

interface At {
  readonly path: readonly string[];
  readonly base: string;
  readonly kind: PartKind;
}

function collect(value: unknown, { path, base, kind }: At, index: Index): void {
  if (typeof value !== 'object' || value === null || index.visited.has(value) || path.length > MAX_DEPTH) return;
  if (kind === 'data') return;
  index.visited.add(value);
  const isSchema = kind === 'object' && !Array.isArray(value);
  const inner = isSchema ? collectNames(value, path, base, index) : base;
  for (const [name, member] of Object.entries(value)) {
    if (isSchema && name.startsWith('x-')) continue;
    const innerKind = Array.isArray(value) ? kind : kindOfMember(kind, name, member);
    collect(member, { path: [...path, name], base: inner, kind: innerKind }, index);
  }
}

/** Record the `$id`, the anchors and the `$ref` of a schema. Returns the base URI that applies inside it. */
function collectNames(schema: object, path: readonly string[], base: string, index: Index): string {
  const { $id: id, $ref: reference, $anchor: anchor, $dynamicAnchor: dynamic } = schema as Record<string, unknown>;
  const own = typeof id === 'string' && !id.startsWith('#') ? withoutFragment(id, base) : undefined;
  if (own !== undefined && !index.resources.has(own)) index.resources.set(own, { path, anchors: new Map() });
  const inner = own ?? base;
  const anchors = index.resources.get(inner)?.anchors;
  for (const name of [anchor, dynamic]) if (typeof name === 'string' && !anchors?.has(name)) anchors?.set(name, path);
  if (typeof reference === 'string') index.references.push({ reference, schema, base: inner });
  return inner;
}

/** The path to which a reference points, or `undefined` if it does not point into a schema with an `$id`. */
function targetOf(reference: string, base: string, document: unknown, index: Index): readonly string[] | undefined {
  const resource = index.resources.get(withoutFragment(reference, base) ?? '');
  if (!resource) return undefined;
  const fragment = decoded(reference.split('#')[1] ?? '');
  if (fragment !== '' && !fragment.startsWith('/')) return resource.anchors.get(fragment);
  const path = [...resource.path, ...fromPointer(fragment)];
  return valueAt(document, path) === undefined ? undefined : path;
}

/**
 * A copy of the value with the references replaced. Shared parts are copied once. A part that contains itself is kept; a
 * later check rejects it.
 */
function rewritten(
  value: unknown,
  pointers: ReadonlyMap<object, string>,
  done: Map<object, unknown>,
  depth: number,
): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (done.has(value)) return done.get(value);
  done.set(value, value);
  const inside = (member: unknown) => rewritten(member, pointers, done, depth + 1);
  const pointer = pointers.get(value);
  const entries = Object.entries(value).map(([name, member]) => [name, inside(member)] as const);
  const written = Array.isArray(value)
    ? value.map(inside)
    : { ...Object.fromEntries(entries), ...(pointer !== undefined && { $ref: pointer }) };
  done.set(value, written);
  return written;
}

function withoutFragment(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href.split('#')[0] : undefined;
}
