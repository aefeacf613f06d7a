import { exampleText } from '../contract/arguments.ts';
import { itemOf } from '../contract/relations.ts';
import { isRecord, type Json } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import type { DataSet } from '../server/options.ts';
import { sampleData } from '../server/sample-data.ts';
import { createValidators } from '../server/validators.ts';

/**
 * Items for the lists that were inferred, so that the reference server is right about them too: those of the example, else
 * samples, each with what the details tell besides. Who only wrote a description did not choose any, so every item must satisfy
 * its schemas and have an id of its own, and one has the id by which the description asks for details.
 */
export function inferredData(model: ApiModel): DataSet {
  const samples = sampleData(model);
  const accepts = createValidators(model);
  return Object.fromEntries(
    model.operations.flatMap((operation) => {
      const { list, path } = operation;
      if (list?.origin !== 'inferred') return [];
      const details = detailsOf(list, model);
      const nodes = [list.itemNode, ...(details?.node ? [details.node] : [])];
      const isRight = (item: Json, among: readonly SchemaNode[]) => among.every((node) => accepts(node, item));
      const shown = exampleItems(operation, list) ?? ((samples[path] ?? []) as readonly Json[]);
      const whole = shown.map((item) => merged(details?.value ?? null, item));
      const right = withAskedFor(whole, list, details?.asked).filter((item) => isRight(item, nodes));
      return [[path, distinct(right.length > 0 ? right : shown.slice(0, 1), list)]];
    }),
  );
}

interface Details {
  readonly node: SchemaNode | undefined;
  readonly value: Json;
  /** The id by which they are asked for, until another is known. */
  readonly asked: string | undefined;
}

/** The operation that shows an item of the list, and what it tells. */
function detailsOf(list: ListMeaning, model: ApiModel): Details | undefined {
  for (const operation of model.operations) {
    const item = itemOf(operation, model);
    if (item?.list !== list) continue;
    const media = jsonOf(operation);
    const parameter = operation.parameters.find(({ in: place, name }) => place === 'path' && name === item.parameter);
    return {
      node: media?.node,
      value: media?.examples[0]?.value ?? (media?.node ? sampleValue(media.node, model) : null),
      asked: parameter && exampleText(parameter, model),
    };
  }
  return undefined;
}

function jsonOf({ responses }: Operation) {
  return responses.find(({ status }) => /^2\d\d$/.test(status))?.media.find(({ type }) => /[/+]json\b/.test(type));
}

function exampleItems(operation: Operation, list: ListMeaning): readonly Json[] | undefined {
  const items = valueAt(jsonOf(operation)?.examples[0]?.value, fromPointer(list.items));
  return Array.isArray(items) && items.length > 0 ? items : undefined;
}

/** What the details tell, and over it what the list does. */
function merged(details: Json, item: Json): Json {
  if (!isRecord(details) || !isRecord(item)) return item;
  const there = details as Record<string, Json>;
  const names = [...new Set([...Object.keys(there), ...Object.keys(item)])];
  return Object.fromEntries(
    names.map((name) => [
      name,
      item[name] === undefined ? (there[name] ?? null) : merged(there[name] ?? null, item[name] as Json),
    ]),
  );
}

/** The items, the first of them once more with the id that is asked for, where none has it. */
function withAskedFor(items: readonly Json[], list: ListMeaning, asked: string | undefined): readonly Json[] {
  const path = fromPointer(list.id);
  const [first] = items;
  const [name] = path;
  if (asked === undefined || name === undefined || !isRecord(first)) return items;
  if (items.some((item) => String(valueAt(item, path)) === asked)) return items;
  const id = typeof first[name] === 'number' ? Number(asked) : asked;
  return [...items, { ...(first as Record<string, Json>), [name]: id }];
}

function distinct(items: readonly Json[], list: ListMeaning): readonly Json[] {
  const idOf = (item: Json) => String(valueAt(item, fromPointer(list.id)));
  return items.filter((item, index) => items.findIndex((other) => idOf(other) === idOf(item)) === index);
}
