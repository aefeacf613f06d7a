import { exampleText } from '../contract/arguments.ts';
import { listAbove } from '../contract/relations.ts';
import { isRecord, type Json } from '../core/json.ts';
import { preferredJson } from '../core/media-types.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { isRightItem, itemShapes, overlaid } from '../server/item-shapes.ts';
import type { DataSet } from '../server/options.ts';
import { distinctItems, sampleData } from '../server/sample-data.ts';
import { type Accepts, createValidators } from '../server/validators.ts';

/**
 * Items for lists without data, so that the reference server behaves as described: those of the example, then samples, with the
 * further members of their details. Every item satisfies its schemas and has an id of its own, and one has the id in the
 * description's example of a details request.
 */
export function listData(model: ApiModel): DataSet {
  const samples = sampleData(model);
  const accepts = createValidators(model);
  return Object.fromEntries(
    model.operations.flatMap((operation) => {
      const { list, path } = operation;
      if (!list) return [];
      const sampled = (samples[path] ?? []) as readonly Json[];
      const [first = null] = sampled;
      const details = detailsOf(operation, model, accepts);
      const shapes = itemShapes(operation, list, first, model);
      const examples = exampleItems(operation, list).map((item) => overlaid(details?.example ?? first, item));
      const all = withRequestedId([...examples, ...sampled], list, details?.requested);
      const right = all.filter((item) => isRightItem(item, shapes, accepts, model));
      const usable = right.filter((item) => details?.isUsable(valueAt(item, fromPointer(list.id))) !== false);
      const items = [usable, right, all.slice(0, 1)].find(({ length }) => length > 0) ?? [];
      return [[path, distinctItems(items, list)]];
    }),
  );
}

interface Details {
  /** The example of a details response. */
  readonly example: Json | undefined;
  /** The id in the example of a details request. */
  readonly requested: string | undefined;
  /** Whether a request for an id is valid. */
  readonly isUsable: (id: unknown) => boolean;
}

/** The details operation of a list, declared or by convention: its example of a response and of an id. */
function detailsOf({ list, impliedLink }: Operation, model: ApiModel, accepts: Accepts): Details | undefined {
  for (const operation of model.operations) {
    const item = listAbove(operation, model);
    const isByConvention = operation.method === 'get' && operation.path === impliedLink?.path;
    const isItem = item !== undefined && item.list === list && (item.shows === 'item' || item.shows === 'elsewhere');
    if (!isItem && !isByConvention) continue;
    const requested = item?.parameter ?? impliedLink?.parameter;
    const parameter = operation.parameters.find(({ in: place, name }) => place === 'path' && name === requested);
    return {
      example: jsonOf(operation)?.examples[0]?.value,
      requested: parameter && exampleText(parameter, model),
      isUsable: (id) => !parameter || accepts(parameter.node, id),
    };
  }
  return undefined;
}

function jsonOf({ responses }: Operation) {
  return preferredJson(responses.find(({ status }) => /^2\d\d$/.test(status))?.media ?? []);
}

function exampleItems(operation: Operation, list: ListMeaning): readonly Json[] {
  const items = valueAt(jsonOf(operation)?.examples[0]?.value, fromPointer(list.items));
  return Array.isArray(items) ? items : [];
}

/** The items, and a copy of the first with the requested id where none has it. */
function withRequestedId(items: readonly Json[], list: ListMeaning, requested: string | undefined): readonly Json[] {
  const path = fromPointer(list.id);
  const [first] = items;
  const [name] = path;
  if (requested === undefined || name === undefined || !isRecord(first)) return items;
  if (items.some((item) => String(valueAt(item, path)) === requested)) return items;
  const id = typeof first[name] === 'number' ? Number(requested) : requested;
  return [...items, { ...(first as Record<string, Json>), [name]: id }];
}
