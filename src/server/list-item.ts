import { isRecord } from '../core/json.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { memberNames } from './schema-members.ts';
import type { Accepts } from './validators.ts';

/** An item for its list, or for its details: without the members that only the other has, where this schema does not allow them. */
export function toListItem<Item>(item: Item, node: SchemaNode, accepts: Accepts, model: ApiModel): Item {
  if (!isRecord(item) || accepts(node, item)) return item;
  const names = memberNames(node.schema, model);
  const known = Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name))) as Item;
  return accepts(node, known) ? known : item;
}
