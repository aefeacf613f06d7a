import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { type Reading, report } from './reading.ts';
import type { Operation, SchemaNode } from './types.ts';

/**
 * What the `$ref`s in the schemas of all operations lead to, by their text. Each target is visited once, so recursive
 * schemas end, and the work is linear in the size of the document.
 */
export function collectDefinitions(reading: Reading, operations: readonly Operation[]): ReadonlyMap<string, unknown> {
  const definitions = new Map<string, unknown>();
  const anchors = new Set<string>();
  const byName: { readonly target: string; readonly path: readonly string[] }[] = [];
  const waiting: Waiting[] = operations
    .flatMap(schemaNodes)
    .map(({ schema, pointer }) => ({ value: schema, path: fromPointer(pointer), named: false }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, named } = next;
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) {
        waiting.push({ value: element, path: [...path, String(index)], named: false });
      }
    } else if (isRecord(value)) {
      const target = named ? undefined : value['$ref'];
      if (!named && typeof value['$anchor'] === 'string') anchors.add(`#${value['$anchor']}`);
      if (!named && typeof value['$dynamicAnchor'] === 'string') anchors.add(`#${value['$dynamicAnchor']}`);
      if (typeof target === 'string' && /^#[^/]/.test(target)) byName.push({ target, path });
      else if (typeof target === 'string' && !definitions.has(target)) {
        const found = target.startsWith('#') ? valueAt(reading.root, fromPointer(target)) : undefined;
        definitions.set(target, found ?? true);
        if (found === undefined) {
          report(reading, 'reference/not-found', [...path, '$ref'], `"${target}" leads nowhere`);
        } else waiting.push({ value: found, path: fromPointer(target), named: false });
      }
      for (const [name, member] of Object.entries(value)) {
        if (!named && DATA_KEYWORDS.has(name)) continue;
        waiting.push({ value: member, path: [...path, name], named: !named && NAMING_KEYWORDS.has(name) });
      }
    }
  }
  // Which schema has an anchor is for `schema/` to say, for it depends on the resource; that there is one is told here.
  for (const { target, path } of byName) {
    if (!anchors.has(target)) report(reading, 'reference/not-found', [...path, '$ref'], `"${target}" leads nowhere`);
  }
  return definitions;
}

/** A value to look into; `named` where its members are schemas by name, so that `example` there is a name, no keyword. */
interface Waiting {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly named: boolean;
}

/** Keywords whose values are data: a `$ref` in them is no reference. */
const DATA_KEYWORDS = new Set(['enum', 'const', 'default', 'example', 'examples']);

/** Keywords whose values are schemas by name. */
const NAMING_KEYWORDS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

function schemaNodes(operation: Operation): SchemaNode[] {
  const bodies = [operation.body?.media ?? [], ...operation.responses.map((response) => response.media)].flat();
  return [
    ...operation.parameters.map((parameter) => parameter.node),
    ...operation.responses.flatMap((response) => response.headers.map((header) => header.node)),
    ...bodies.flatMap((media) => media.node ?? []),
  ];
}
