import { isRecord, type Json } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import { type ItemShapes, isRightItem, itemShapes, overlaid, wholeShape } from './item-shapes.ts';
import { withMember } from './members.ts';
import type { DataSet } from './options.ts';
import { createSamples, type SampleOf } from './samples.ts';
import { usableId, withUsableIds } from './usable-ids.ts';
import { type Accepts, createValidators } from './validators.ts';

/** How many items a list gets: enough for several pages, the last of which is not full. */
const ITEMS = 45;

/** After how many items the values of a member repeat. So there are ties, and members vary independently. */
const ROUNDS = [7, 5, 3];

/**
 * Data for a description without data: for each list, items that differ in their id and in the members for sorting and filtering,
 * as far as the schemas of the list and of the details allow it. The same description gives the same data.
 */
export function sampleData(model: ApiModel): DataSet {
  const accepts = createValidators(model);
  const making = { model, accepts, sampleOf: createSamples(model, accepts) };
  return Object.fromEntries(
    model.operations.flatMap((operation) => {
      const { list, method, path } = operation;
      return list && method === 'get' ? [[path, sampleItems(operation, list, making)]] : [];
    }),
  );
}

interface Making {
  readonly model: ApiModel;
  readonly accepts: Accepts;
  readonly sampleOf: SampleOf;
}

function sampleItems(operation: Operation, list: ListMeaning, making: Making): readonly Json[] {
  const { accepts, model, sampleOf } = making;
  const shapes = itemShapes(operation, list, sampleOf(list.itemNode), model);
  const base = baseItem(shapes, making);
  // If not even the base item is valid, no item would be. Then each member is validated by itself.
  const isWhole = isRightItem(base, shapes, accepts, model);
  const isRight = (item: Json) => !isWhole || isRightItem(item, shapes, accepts, model);
  const vary = (item: Json, pointer: string, number: number): Json => {
    const node = wholeShape(isWhole ? shapes : { list: list.itemNode }, pointer, model);
    const usual = node
      ? [...requestedValues(operation, list, pointer, number), sampleValue(node, model, { number })]
      : [];
    const own = node && pointer === list.id ? usableId(operation, node, number, model) : undefined;
    const made = (own === undefined ? usual : [own, ...usual])
      .filter((value) => node && accepts(node, value))
      .map((value) => withMember(item, fromPointer(pointer), value) as Json);
    return made.find(isRight) ?? item;
  };
  const sorts = (list.sort?.keys ?? []).map(({ member }) => member);
  const members = new Set([...sorts, ...list.filters.map(({ member }) => member)]);
  members.delete(list.id);
  const items = Array.from({ length: ITEMS }, (_, index) => {
    const roundOf = (position: number) => ROUNDS[position % ROUNDS.length] ?? 1;
    const varied = [...members].reduce((item, member, position) => vary(item, member, index % roundOf(position)), base);
    return list.id === '' ? withUsableIds(operation, varied, list.itemNode, making) : vary(varied, list.id, index);
  });
  return distinctItems(items, list);
}

/** An item that is valid in the list and in the details. If none is found, one that is valid in the list. */
function baseItem(shapes: ItemShapes, { accepts, model, sampleOf }: Making): Json {
  const { list, details } = shapes;
  const alone = sampleOf(list);
  if (!details) return alone;
  const both = sampleOf(wholeShape(shapes, '', model) ?? list);
  const candidates = [overlaid(sampleOf(details), alone), both, sampleOf(details)];
  return candidates.find((item) => isRightItem(item, shapes, accepts, model)) ?? alone;
}

/** The examples of filters of a member. They come first, so that a request with the example finds items. */
function requestedValues({ parameters }: Operation, { filters }: ListMeaning, pointer: string, number: number): Json[] {
  if (number !== 0) return [];
  const names = filters.filter(({ member }) => member === pointer).map(({ parameter }) => parameter);
  const examples = parameters
    .filter(({ in: place, name }) => place === 'query' && names.includes(name))
    .flatMap(({ example }): Json[] => (Array.isArray(example) ? [...(example as Json[])] : [example ?? null]));
  return examples.filter((example) => example !== null && !isRecord(example));
}

/** The items without duplicates: the first of each id, or of equal items where the id is not known. */
export function distinctItems(items: readonly Json[], list: ListMeaning): readonly Json[] {
  const path = fromPointer(list.id);
  const visited = new Set<string>();
  return items.filter((item) => {
    const id = JSON.stringify(valueAt(item, path));
    const isNew = !visited.has(id);
    visited.add(id);
    return isNew;
  });
}
