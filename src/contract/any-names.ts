/** Optional parameters of any names: an object in a query whose members are parameters, of which the description names none. */
import type { Notice } from '../core/notices.ts';
import { count } from '../core/words.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel } from '../model/types.ts';
import { isOfAnyNames } from './arguments.ts';

/** One notice, at the first of them. What filters a list by any member is requested. */
export function withoutAnyNames(model: ApiModel): readonly Notice[] {
  const [first, ...others] = model.operations.flatMap((operation) =>
    operation.parameters
      .filter(({ name, required }) => !required && operation.list?.anyFilter !== name)
      .filter((parameter) => isOfAnyNames(parameter, model))
      .map(({ name, node }) => ({ name, pointer: node.pointer, operation: operationName(operation) })),
  );
  if (!first) return [];
  const more = others.length === 0 ? '' : ` and ${count(others.length, 'more operation')}`;
  const message = `${first.operation}${more}: "${first.name}" stands for query parameters of any names, of which none is shown`;
  return [{ kind: 'left-out', message, pointer: first.pointer }];
}
