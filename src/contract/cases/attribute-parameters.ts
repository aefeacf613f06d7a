import { toPointer } from '../../core/pointer.ts';
import type { Filter, ListMeaning } from '../../model/list-meaning.ts';
import type { ApiModel, Operation, Parameter } from '../../model/types.ts';
import { membersOf } from '../../schema/members.ts';
import { statedTypes } from '../../schema/types-of.ts';
import { keywordOf } from '../../schema/walk.ts';

/** A filter of a list, and the parameter that asks for it. */
export interface FilterParameter {
  readonly filter: Filter;
  readonly parameter: Parameter;
}

/** The number of attributes to try. */
export const MOST_ATTRIBUTES = 2;

/**
 * Filters of a list in which any attribute can be a filter: some members of an item without a documented parameter. Only required
 * texts without a format, because the spelling of other values in a query is not certain.
 */
export function attributeParameters(
  operation: Operation,
  list: ListMeaning,
  model: ApiModel,
): readonly FilterParameter[] {
  return allAttributes(operation, list, model).slice(0, MOST_ATTRIBUTES);
}

/** The same, without a limit. */
export function allAttributes(operation: Operation, list: ListMeaning, model: ApiModel): readonly FilterParameter[] {
  const free = operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === list.anyFilter);
  if (!free) return [];
  const own = new Set(operation.parameters.map(({ name }) => name));
  return membersOf(model, list.itemNode)
    .filter(({ name, required, schema }) => {
      const isFree = required && !own.has(name) && toPointer([name]) !== list.id;
      const isText = [...statedTypes(model, schema)].join() === 'string';
      return isFree && isText && keywordOf(model, schema, 'format') === undefined;
    })
    .map(({ name, schema }) => ({
      filter: { parameter: name, member: toPointer([name]), exact: true },
      parameter: {
        name,
        in: 'query',
        required: false,
        description: free.description,
        node: schema,
        spelling: 'single',
        style: 'form',
        explode: true,
      },
    }));
}
