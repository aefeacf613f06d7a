/** Methods that change nothing, by the registry of HTTP. https://www.iana.org/assignments/http-methods */
import type { Method } from '../model/methods.ts';

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
