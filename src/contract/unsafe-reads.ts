/** Operations of a safe method whose path says that something is changed. */
import type { Notice } from '../core/notices.ts';
import { count } from '../core/words.ts';
import { operationName } from '../model/methods.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { changesNothing, isReading } from './reading-methods.ts';

/** One notice, at the first of them. https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1 */
export function unsafeReads({ operations }: ApiModel): readonly Notice[] {
  const [first, ...others] = operations.filter(mayWriteUnsafely);
  if (!first) return [];
  const more = others.length === 0 ? '' : ` and ${count(others.length, 'more operation')}`;
  const message = `${operationName(first)}${more}: by its path, it changes something, so it is sent only where requests that write are`;
  return [{ kind: 'note', message, pointer: first.pointer }];
}

export function mayWriteUnsafely(operation: Operation): boolean {
  return isReading(operation.method) && !changesNothing(operation);
}
