/** Methods that change nothing, by the registry of HTTP. https://www.iana.org/assignments/http-methods */
import { writingIn } from '../infer/writing-words.ts';
import type { Method } from '../model/methods.ts';
import type { Operation } from '../model/types.ts';

const READING: ReadonlySet<Method> = new Set([
  'get',
  'head',
  'options',
  'trace',
  'query',
  'propfind',
  'report',
  'search',
]);

export function isReading(method: Method): boolean {
  return READING.has(method);
}

/** Whether an operation changes nothing: its method is safe, and no verb of its path says otherwise. */
export function changesNothing({ method, path }: Pick<Operation, 'method' | 'path'>): boolean {
  return isReading(method) && writingIn(path) === undefined;
}

/** What changes an item changes one that the collection created, if there is one. */
export function itemFor(operation: Pick<Operation, 'method' | 'path'>): 'listed' | 'created' {
  return changesNothing(operation) ? 'listed' : 'created';
}
