/**
 * Replaces references by `$self`, `$id` and `$anchor` with JSON pointers, so that everything after loading only handles pointers.
 * https://json-schema.org/draft/2020-12/json-schema-core#name-the-id-keyword
 */
import { isRecord } from '../core/json.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { decoded } from '../core/url-text.ts';
import { kindOfMember, type PartKind } from './data-parts.ts';
import { MAX_DEPTH } from './nesting.ts';
import { HERE, ownReference, selfOf, withoutFragment } from './self.ts';

/** A schema with an `$id`: its path, and the paths of its anchors. */
interface Resource {
  readonly path: readonly string[];
  readonly anchors: Map<string, readonly string[]>;
}

/** A member that is a reference, and the base URI it is relative to. */
interface Reference {
  readonly text: string;
  readonly holder: object;
  readonly name: string;
  readonly base: string;
  readonly scopes: readonly Scope[];
}

/** The path of a schema with `$defs` or `definitions` of its own. Of those around a reference, the innermost is the first. */
type Scope = readonly string[];

interface Index {
  readonly self: string | undefined;
  readonly resources: Map<string, Resource>;
  readonly references: Reference[];
  /** Visited nodes: YAML aliases can form cycles. */
  readonly visited: Set<object>;
}

/** The members of objects that are replaced. */
type Replaced = Map<object, Map<string, string>>;

/**
 * Rewrite each reference that points into a schema with an `$id`, or to the document by its `$self`, to a pointer from the root. So is one to
 * `#/$defs/A` that leads nowhere, in a schema with such a definition: it was written for that schema alone. Other references are kept. `$dynamicRef` and `$id` are kept, too: `schema/` needs the resources to resolve them.
 *
 * @param retrieved the URL of the document, to which its `$self` may be relative.
 */
export function withPointers(document: unknown, retrieved = HERE): unknown {
  const self = selfOf(document, retrieved);
  const index: Index = { self, resources: new Map(), references: [], visited: new Set() };
  if (self !== undefined) index.resources.set(self, { path: [], anchors: new Map() });
  collect(document, { path: [], base: self ?? HERE, kind: 'object', scopes: [] }, index);
  const replaced: Replaced = new Map();
  for (const reference of index.references) {
    const pointer = pointerOf(reference, document, index) ?? pointerInScope(reference, document);
    if (pointer === undefined) continue;
    const members = replaced.get(reference.holder) ?? new Map<string, string>();
    replaced.set(reference.holder, members.set(reference.name, pointer));
  }
  return replaced.size === 0 ? document : rewritten(document, replaced, new Map(), 0);
}

const REFERRING: ReadonlySet<PartKind> = new Set(['object', 'example', 'link']);

interface At {
  readonly path: readonly string[];
  readonly base: string;
  readonly kind: PartKind;
  readonly scopes: readonly Scope[];
}

function collect(value: unknown, at: At, index: Index): void {
  const { path, base, kind } = at;
  if (typeof value !== 'object' || value === null || index.visited.has(value) || path.length > MAX_DEPTH) return;
  if (kind === 'data') return;
  index.visited.add(value);
  const isSchema = kind === 'object' && !Array.isArray(value);
  const inner = isSchema ? collectNames(value, path, base, index) : base;
  const scopes = isSchema ? scopesIn(value, at) : at.scopes;
  if (isRecord(value) && REFERRING.has(kind)) collectReferences(value, { base: inner, scopes }, index);
  for (const [name, member] of Object.entries(value)) {
    if (isSchema && name.startsWith('x-')) continue;
    const innerKind = Array.isArray(value) ? kind : kindOfMember(kind, name, member);
    collect(member, { path: [...path, name], base: inner, kind: innerKind, scopes }, index);
  }
}

/** Record the `$id` and the anchors of a schema. Returns the base URI that applies inside it. */
function collectNames(schema: object, path: readonly string[], base: string, index: Index): string {
  const { $id: id, $anchor: anchor, $dynamicAnchor: dynamic } = schema as Record<string, unknown>;
  const own = typeof id === 'string' && !id.startsWith('#') ? withoutFragment(id, base) : undefined;
  if (own !== undefined && !index.resources.has(own)) index.resources.set(own, { path, anchors: new Map() });
  const inner = own ?? base;
  const anchors = index.resources.get(inner)?.anchors;
  for (const name of [anchor, dynamic]) if (typeof name === 'string' && !anchors?.has(name)) anchors?.set(name, path);
  return inner;
}

/** With the schema itself, where it has definitions. Those of the document are found anyway. */
function scopesIn(schema: object, { path, scopes }: At): readonly Scope[] {
  const hasOwn = DEFINITIONS.some((name) => isRecord((schema as Readonly<Record<string, unknown>>)[name]));
  return hasOwn && path.length > 0 ? [path, ...scopes] : scopes;
}

const DEFINITIONS = ['$defs', 'definitions'];

function collectReferences(
  holder: Readonly<Record<string, unknown>>,
  around: Pick<Reference, 'base' | 'scopes'>,
  { references }: Index,
): void {
  const add = (inside: Readonly<Record<string, unknown>>, name: string) => {
    const text = inside[name];
    if (typeof text === 'string') references.push({ text, holder: inside, name, ...around });
  };
  add(holder, '$ref');
  add(holder, 'operationRef');
  const { propertyName, mapping, defaultMapping } = holder;
  if (typeof propertyName !== 'string') return;
  if (!isSchemaName(defaultMapping)) add(holder, 'defaultMapping');
  if (isRecord(mapping)) for (const name in mapping) if (!isSchemaName(mapping[name])) add(mapping, name);
}

/** Whether a target of a discriminator is the name of a schema, which comes before a reference that looks the same. */
function isSchemaName(text: unknown): boolean {
  return typeof text === 'string' && /^[A-Za-z0-9._-]+$/.test(text) && !/\.(ya?ml|json)$/i.test(text);
}

/** `#` and the pointer to which a reference leads, or `undefined` if that is not known here, or is what is written. */
function pointerOf({ text, base }: Reference, document: unknown, index: Index): string | undefined {
  if (base === index.self && text.startsWith('#')) return undefined;
  const resource = index.resources.get(withoutFragment(text, base) ?? '');
  if (!resource) return undefined;
  const fragment = decoded(text.split('#')[1] ?? '');
  const isAnchor = fragment !== '' && !fragment.startsWith('/');
  const path = isAnchor ? resource.anchors.get(fragment) : [...resource.path, ...fromPointer(fragment)];
  if (path && valueAt(document, path) !== undefined) return `#${toPointer(path)}`;
  // It may lead into another file. Where it leads nowhere, it is reported as a reference inside the document.
  return resource.path.length === 0 ? ownReference(text, index.self) : undefined;
}

/** The pointer to a definition of a schema around the reference, where the document has none of that name. */
function pointerInScope({ text, scopes }: Reference, document: unknown): string | undefined {
  if (scopes.length === 0) return undefined;
  const path = text.startsWith('#/') ? fromPointer(decoded(text.slice(1))) : [];
  if (!DEFINITIONS.includes(path[0] ?? '') || valueAt(document, path) !== undefined) return undefined;
  const scope = scopes.find((one) => valueAt(document, [...one, ...path]) !== undefined);
  return scope && `#${toPointer([...scope, ...path])}`;
}

/**
 * A copy of the value with the references replaced. Shared parts are copied once. A part that contains itself is kept; a
 * later check rejects it.
 */
function rewritten(value: unknown, replaced: Replaced, done: Map<object, unknown>, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (done.has(value)) return done.get(value);
  done.set(value, value);
  const inside = (member: unknown) => rewritten(member, replaced, done, depth + 1);
  const entries = Object.entries(value).map(([name, member]) => [name, inside(member)] as const);
  const written = Array.isArray(value)
    ? value.map(inside)
    : { ...Object.fromEntries(entries), ...Object.fromEntries(replaced.get(value) ?? []) };
  done.set(value, written);
  return written;
}
