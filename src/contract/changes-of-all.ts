/** Requests that change or delete items of a list, and name none of them. */
import type { Notice } from '../core/notices.ts';
import { operationName } from '../model/methods.ts';
import { itemsBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { showsArray } from './item-states.ts';

/** A notice for each operation that may change all that there is, if it is sent as it is described. */
export function changesOfAll(model: ApiModel): readonly Notice[] {
  return model.operations
    .filter((operation) => ['delete', 'patch'].includes(operation.method) && isOfAll(operation, model))
    .map((operation) => {
      const change = operation.method === 'delete' ? 'delete' : 'change';
      const message = `${operationName(operation)}: nothing in the request names an item, so \`--writes all\` may ${change} all of them`;
      return { kind: 'note', message, pointer: operation.pointer };
    });
}

/** Whether an operation has the path of a list, and nothing that it needs. What ends in a parameter names what it is about, also if that has parts. */
function isOfAll({ path, method, parameters, body }: Operation, model: ApiModel): boolean {
  if (path.endsWith('}') || (method === 'delete' && body?.required)) return false;
  if (parameters.some(({ in: place, required }) => required && place === 'query')) return false;
  const isList = (other: Operation) => other.path === path && other.method === 'get' && showsArray(other, model);
  return itemsBelow(path, model.operations).length > 0 || model.operations.some(isList);
}
