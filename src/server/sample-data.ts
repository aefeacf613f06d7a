import { isRecord, type Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import type { DataSet } from './options.ts';
import { memberSchema } from './schema-members.ts';

/** How many items a list gets: enough for two pages of ten and a rest. */
const ITEMS = 25;

/**
 * Data for a description that brings none: for each list, items that differ in their id and in the members by which the list
 * sorts and filters, as far as the schema lets them. Always the same for the same description.
 */
export function sampleData(model: ApiModel): DataSet {
  return Object.fromEntries(
    model.operations.flatMap((operation) =>
      operation.list && operation.method === 'get' ? [[operation.path, sampleItems(operation.list, model)]] : [],
    ),
  );
}

function sampleItems(list: ListMeaning, model: ApiModel): Json[] {
  const base = sampleValue(list.itemNode, model);
  const members = [
    ...new Set([...(list.sort?.keys ?? []).map((key) => key.member), ...list.filters.map((filter) => filter.member)]),
  ];
  return Array.from({ length: ITEMS }, (_, index) => {
    const varied = members.reduce((item, member) => vary(item, member, list, model, index % 7), base);
    return vary(varied, list.id, list, model, index);
  });
}

/** The item with the `number`th value of a member that its schema allows. */
function vary(item: Json, pointer: string, list: ListMeaning, model: ApiModel, number: number): Json {
  const path = fromPointer(pointer);
  const schema = memberSchema(list.itemNode.schema, path, model);
  return isRecord(schema) ? withValue(item, path, variant(schema, number)) : item;
}

function variant(schema: Record<string, unknown>, number: number): Json | undefined {
  const { type, enum: values, format, minimum } = schema;
  if (Array.isArray(values) && values.length > 0) return values[number % values.length] as Json;
  const types = Array.isArray(type) ? type : [type];
  if (types.includes('integer') || types.includes('number'))
    return (typeof minimum === 'number' ? minimum : 0) + number + 1;
  if (types.includes('boolean')) return number % 2 === 0;
  if (!types.includes('string') || schema['pattern'] !== undefined || schema['maxLength'] !== undefined)
    return undefined;
  const two = String(number + 1).padStart(2, '0');
  if (format === 'date-time') return `2024-01-${two}T12:00:00Z`;
  if (format === 'date') return `2024-01-${two}`;
  if (format === 'uuid') return `00000000-0000-4000-8000-0000000000${two}`;
  return format === undefined ? `value-${two}` : undefined;
}

function withValue(item: Json, [first, ...rest]: readonly string[], value: Json | undefined): Json {
  if (first === undefined) return value === undefined ? item : value;
  const record = isRecord(item) ? item : {};
  return { ...record, [first]: withValue((record[first] ?? null) as Json, rest, value) } as Json;
}
