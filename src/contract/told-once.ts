/** What is so of many operations is said once. */
import { groupBy } from '../core/group-by.ts';
import type { Notice } from '../core/notices.ts';
import { count } from '../core/words.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel, Operation } from '../model/types.ts';

/** One notice for each message, at the first operation that has it. */
export function toldOnce(
  { operations }: ApiModel,
  kind: Notice['kind'],
  toMessages: (operation: Operation) => readonly string[],
): readonly Notice[] {
  const found = operations.flatMap((operation) => toMessages(operation).map((message) => ({ operation, message })));
  return [...groupBy(found, ({ message }) => message)].flatMap(([message, [first, ...others]]): Notice[] => {
    if (!first) return [];
    const more = others.length === 0 ? '' : ` and ${count(others.length, 'more operation')}`;
    const { pointer } = first.operation;
    return [{ kind, message: `${operationName(first.operation)}${more}: ${message}`, pointer }];
  });
}
