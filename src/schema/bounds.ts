import { isRecord } from '../core/json.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';

/** A schema, its `$ref`s followed; `undefined` where it is a boolean or leads back to itself. */
export function followed(schema: unknown, model: ApiModel): Record<string, unknown> | undefined {
  let current = schema;
  for (let hops = 0; hops < 20 && isRecord(current) && typeof current['$ref'] === 'string'; hops += 1) {
    current = model.definitions.get(current['$ref']);
  }
  return isRecord(current) ? current : undefined;
}

/** A number that a schema sets, such as its `maximum` or `default`. */
export function boundOf(
  node: SchemaNode,
  keyword: 'maximum' | 'minimum' | 'default',
  model: ApiModel,
): number | undefined {
  const value = followed(node.schema, model)?.[keyword];
  return typeof value === 'number' ? value : undefined;
}
