import { isRecord } from '../../core/json.ts';
import { toPointer } from '../../core/pointer.ts';
import type { Filter, ListMeaning } from '../../model/list-meaning.ts';
import type { ApiModel, Operation, Parameter } from '../../model/types.ts';
import { followed } from '../../schema/bounds.ts';

interface Attribute {
  readonly filter: Filter;
  readonly parameter: Parameter;
}

/** How many attributes are tried where any will do. */
const MOST = 2;

/**
 * Filters of a list that lets any attribute filter: some members of an item that have no parameter of their own. Only required
 * texts without a format, since of others one may doubt how they are spelled.
 */
export function attributeParameters(operation: Operation, list: ListMeaning, model: ApiModel): readonly Attribute[] {
  const free = operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === list.anyFilter);
  const item = followed(list.itemNode.schema, model);
  if (!free || !item || !isRecord(item['properties'])) return [];
  const required = Array.isArray(item['required']) ? item['required'] : [];
  const own = new Set(operation.parameters.map(({ name }) => name));
  return Object.entries(item['properties'])
    .filter(([name, schema]) => {
      const { type, format } = followed(schema, model) ?? {};
      const isFree = required.includes(name) && !own.has(name) && toPointer([name]) !== list.id;
      return isFree && type === 'string' && format === undefined;
    })
    .slice(0, MOST)
    .map(([name, schema]) => {
      const pointer = `${list.itemNode.pointer}/properties${toPointer([name])}`;
      return {
        filter: { parameter: name, member: toPointer([name]), exact: true },
        parameter: {
          name,
          in: 'query',
          required: false,
          description: free.description,
          node: { schema, pointer },
          spelling: 'single',
        },
      };
    });
}
