/**
 * Resolves the references of schemas. A schema with an `$id` is a separate resource: references in it are relative to it,
 * and `#/…` and `#name` point into it.
 * https://json-schema.org/draft/2020-12/json-schema-core#name-base-uri-anchors-and-deref
 */

import { isRecord, toPlainText } from '../core/json.ts';
import { fromPointer, toPointer, valueAt } from '../core/pointer.ts';
import { decoded } from '../core/url-text.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './keywords.ts';
import type { AllSchemas, SchemaNode } from './node.ts';

export interface Resource {
  readonly uri: string;
  /** The schema with the `$id`; `undefined` for the description itself, which is not a schema. */
  readonly root: unknown;
  readonly anchors: Map<string, unknown>;
  readonly dynamicAnchors: Map<string, unknown>;
}

/** The target of a reference. */
export interface SchemaTarget {
  readonly schema: unknown;
  readonly path: readonly string[];
  /** The pointer, anchor or URI in the reference. Its last part serves as a readable name. */
  readonly named: string;
  readonly resource: Resource;
}

export interface Resources {
  readonly description: Resource;
  /** The resource that contains a schema; its parent's, if the schema is not indexed. */
  readonly of: (schema: unknown, parent: Resource) => Resource;
  readonly find: (reference: string, from: Resource) => SchemaTarget | undefined;
  /** The anchor names in all `$dynamicRef`s. */
  readonly dynamicNames: ReadonlySet<string>;
  /** Whether `unevaluatedItems` or `unevaluatedProperties` is used, so that it matters which members other keywords evaluate. */
  readonly usesUnevaluated: boolean;
}

/** Index the resources and anchors in a schema and in everything it can reference. */
export function indexResources(
  node: SchemaNode,
  schemas: AllSchemas,
  from: readonly Root[] = rootsOf(node, schemas),
): Resources {
  const description = resource('description:/', undefined);
  const byUri = new Map([[description.uri, description]]);
  const homes = new Map<object, Resource>();
  const paths = new Map<object, readonly string[]>();
  const dynamicNames = new Set<string>();
  let usesUnevaluated = false;
  const ids = schemas.dialect !== 'openapi-3.0';

  const visit = (schema: unknown, parent: Resource, path: readonly string[]): void => {
    if (!isRecord(schema) || homes.has(schema)) return;
    const home = ids && isId(schema['$id']) ? openResource(byUri, schema, parent) : parent;
    homes.set(schema, home);
    paths.set(schema, path);
    if (ids) addAnchors(home, schema);
    usesUnevaluated ||= ['unevaluatedProperties', 'unevaluatedItems'].some(
      (keyword) => (schema[keyword] ?? true) !== true,
    );
    if (typeof schema['$dynamicRef'] === 'string') dynamicNames.add(schema['$dynamicRef'].split('#')[1] ?? '');
    for (const [keyword, value] of Object.entries(schema)) {
      for (const [inner, name] of subschemas(keyword, value)) visit(inner, home, [...path, keyword, ...name]);
    }
  };
  // Shorter paths first: the target of a longer path may be inside a shorter one, in a separate resource.
  const roots = from.toSorted((a, b) => a.path.length - b.path.length);
  for (const { path, schema } of roots) visit(schema, description, path);

  const of = (schema: unknown, parent: Resource) => (isRecord(schema) ? (homes.get(schema) ?? parent) : parent);
  const find = (reference: string, from: Resource): SchemaTarget | undefined => {
    // A shortcut for nearly all references, because parsing URIs is slow.
    const plain = from === description && reference.startsWith('#/') ? schemas.definitions.get(reference) : undefined;
    if (plain !== undefined) return targetAt(plain, reference, description);
    const url = parseUri(reference, from.uri);
    if (url === undefined) return undefined;
    const [uri = '', fragment = ''] = url.split('#', 2);
    const home = byUri.get(uri);
    const inHome = home && findIn(home, fragment, node, schemas);
    const schema = inHome ?? (reference.startsWith('#') ? schemas.definitions.get(reference) : undefined);
    if (schema === undefined) return undefined;
    const named = fragment === '' ? (uri.split('/').at(-1) ?? '') : `#${fragment}`;
    return targetAt(schema, named, inHome === undefined || !home ? description : home);
  };
  const targetAt = (schema: unknown, named: string, home: Resource): SchemaTarget => {
    const path = (isRecord(schema) && paths.get(schema)) || fromPointer(named);
    return { schema, path, named, resource: of(schema, home) };
  };
  return { description, of, find, dynamicNames, usesUnevaluated };
}

/** Index the anchors of a schema in its resource. The first schema with a name keeps it. */
function addAnchors({ anchors, dynamicAnchors }: Resource, schema: Record<string, unknown>): void {
  for (const keyword of ['$anchor', '$dynamicAnchor'] as const) {
    const name = schema[keyword];
    if (typeof name !== 'string') continue;
    if (!anchors.has(name)) anchors.set(name, schema);
    if (keyword === '$dynamicAnchor' && !dynamicAnchors.has(name)) dynamicAnchors.set(name, schema);
  }
}

interface Root {
  readonly schema: unknown;
  readonly path: readonly string[];
}

/**
 * The schema and the definitions its references reach, so the cost depends on one response and not on the description. If
 * `$id` or anchors are used, a target can be anywhere: then all definitions.
 */
function rootsOf(node: SchemaNode, schemas: AllSchemas): Root[] {
  const reached = new Map<string, Root>([['', { schema: node.schema, path: fromPointer(node.pointer) }]]);
  const whole = () => [
    ...reached.values(),
    ...[...schemas.definitions].flatMap(([target, value]) => (isAnchor(target) ? [] : toRoot(target, value))),
  ];
  for (const { schema } of reached.values()) {
    const waiting: unknown[] = [schema];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (Array.isArray(next)) for (const element of next) waiting.push(element);
      if (!isRecord(next)) continue;
      if (['$id', '$anchor', '$dynamicAnchor', '$dynamicRef'].some((keyword) => typeof next[keyword] === 'string')) {
        return whole();
      }
      const target = next['$ref'];
      if (typeof target === 'string' && isAnchor(target)) return whole();
      if (typeof target === 'string' && schemas.definitions.has(target) && !reached.has(target)) {
        reached.set(target, toRoot(target, schemas.definitions.get(target)));
      }
      for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) waiting.push(value);
    }
  }
  return [...reached.values()];
}

/** Whether a reference is `#name`. */
function isAnchor(target: string): boolean {
  return /^#[^/]/.test(target);
}

function toRoot(target: string, schema: unknown): Root {
  return { schema, path: fromPointer(target) };
}

function resource(uri: string, root: unknown): Resource {
  return { uri, root, anchors: new Map(), dynamicAnchors: new Map() };
}

function openResource(byUri: Map<string, Resource>, schema: Record<string, unknown>, parent: Resource): Resource {
  const uri = parseUri(toPlainText(schema['$id']), parent.uri)?.split('#')[0] ?? parent.uri;
  const opened = resource(uri, schema);
  if (!byUri.has(uri)) byUri.set(uri, opened);
  return opened;
}

/** An `$id` that is only a fragment was an anchor in older drafts. 2020-12 does not allow it. */
function isId(id: unknown): id is string {
  return typeof id === 'string' && !id.startsWith('#');
}

function findIn(home: Resource, fragment: string, node: SchemaNode, schemas: AllSchemas): unknown {
  const name = decoded(fragment);
  if (name !== '' && !name.startsWith('/')) return home.anchors.get(name);
  if (home.root !== undefined) return valueAt(home.root, fromPointer(name));
  // The whole description is not available here, only the schema and the definitions.
  const known = schemas.definitions.get(`#${fragment}`) ?? schemas.definitions.get(`#${name}`);
  if (known !== undefined) return known;
  const base = node.pointer === '' ? '' : toPointer(fromPointer(node.pointer));
  return name === base || name.startsWith(`${base}/`)
    ? valueAt(node.schema, fromPointer(name.slice(base.length)))
    : undefined;
}

function subschemas(keyword: string, value: unknown): [unknown, string[]][] {
  if (SCHEMA_KEYWORDS.has(keyword)) return [[value, []]];
  if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) {
    return value.map((part, index): [unknown, string[]] => [part, [String(index)]]);
  }
  if ((SCHEMA_MAP_KEYWORDS.has(keyword) || keyword === '$defs') && isRecord(value)) {
    return Object.entries(value).map(([name, part]): [unknown, string[]] => [part, [name]]);
  }
  return [];
}

function parseUri(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href : undefined;
}
