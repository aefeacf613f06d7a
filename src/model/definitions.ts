import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { type Reading, report } from './reading.ts';
import type { Operation, SchemaNode } from './types.ts';

/**
 * Collect the targets of all `$ref`s in the schemas of all operations, keyed by the text of the `$ref`. Each target is
 * visited once, so recursive schemas terminate and the work is linear in the size of the document.
 */
export function collectDefinitions(reading: Reading, operations: readonly Schematic[]): ReadonlyMap<string, unknown> {
  const search: Search = { definitions: new Map(), anchors: new Set(), anchorReferences: [], waiting: [] };
  for (const { schema, pointer } of operations.flatMap(schemaNodes)) {
    search.waiting.push({ value: schema, path: fromPointer(pointer), named: false });
  }
  for (let next = search.waiting.pop(); next; next = search.waiting.pop()) {
    const { value, path, named } = next;
    if (isRecord(value) && !named) visitSchema(reading, value, path, search);
    search.waiting.push(...membersOf(next));
  }
  // Resolving an anchor depends on the schema resource, so `schema/` does that. Here we only check that the anchor exists.
  for (const { target, path } of search.anchorReferences) {
    if (!search.anchors.has(target)) reportMissing(reading, target, path);
  }
  return search.definitions;
}

interface Search {
  readonly definitions: Map<string, unknown>;
  /** All `$anchor`s and `$dynamicAnchor`s, as `#name`. */
  readonly anchors: Set<string>;
  readonly anchorReferences: { readonly target: string; readonly path: readonly string[] }[];
  readonly waiting: Waiting[];
}

/** Record the anchors of a schema and the target of its `$ref`. */
function visitSchema(
  reading: Reading,
  schema: Record<string, unknown>,
  path: readonly string[],
  { definitions, anchors, anchorReferences, waiting }: Search,
): void {
  for (const anchor of [schema['$anchor'], schema['$dynamicAnchor']]) {
    if (typeof anchor === 'string') anchors.add(`#${anchor}`);
  }
  const target = schema['$ref'];
  if (typeof target !== 'string') return;
  if (/^#[^/]/.test(target)) {
    anchorReferences.push({ target, path });
    return;
  }
  if (definitions.has(target)) return;
  const found = target.startsWith('#') ? valueAt(reading.root, fromPointer(target)) : undefined;
  definitions.set(target, found ?? true);
  if (found === undefined) reportMissing(reading, target, path);
  else waiting.push({ value: found, path: fromPointer(target), named: false });
}

function membersOf({ value, path, named }: Waiting): Waiting[] {
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) => ({ value: element, path: [...path, String(index)], named: false }));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .filter(([name]) => named || !DATA_KEYWORDS.has(name))
    .map(([name, member]) => ({
      value: member,
      path: [...path, name],
      named: !named && NAMING_KEYWORDS.has(name),
    }));
}

function reportMissing(reading: Reading, target: string, path: readonly string[]): void {
  report(reading, 'reference/not-found', [...path, '$ref'], `"${target}" does not exist`);
}

/** A value to search. `named`: its members are schemas by name, so a member called `example` is a schema and not the keyword. */
interface Waiting {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly named: boolean;
}

/** Keywords whose values are data: a `$ref` in them is not a reference. */
const DATA_KEYWORDS = new Set(['enum', 'const', 'default', 'example', 'examples']);

/** Keywords whose values map names to schemas. */
const NAMING_KEYWORDS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** The parts of an operation that have schemas. */
type Schematic = Pick<Operation, 'parameters' | 'body' | 'responses'>;

function schemaNodes(operation: Schematic): SchemaNode[] {
  const bodies = [operation.body?.media ?? [], ...operation.responses.map((response) => response.media)].flat();
  return [
    ...operation.parameters.map((parameter) => parameter.node),
    ...operation.responses.flatMap((response) => response.headers.map((header) => header.node)),
    ...bodies.flatMap((media) => media.node ?? []),
  ];
}
