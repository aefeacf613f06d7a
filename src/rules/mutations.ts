/** Changes to a response that the mutations of several rules share. */
import type { Json } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { PlainAnswer } from './rule.ts';

export function withoutHeader(answer: PlainAnswer, name: string): PlainAnswer {
  const { [name.toLowerCase()]: _, ...headers } = answer.headers;
  return { ...answer, headers };
}

/** The response with a greater number in a header; `undefined` if the header has no number. */
export function withHeaderPlus(answer: PlainAnswer, name: string, plus: number): PlainAnswer | undefined {
  const value = Number(answer.headers[name.toLowerCase()]);
  if (!Number.isInteger(value)) return undefined;
  return { ...answer, headers: { ...answer.headers, [name.toLowerCase()]: String(value + plus) } };
}

/** The items of the list in a response; none if there is no list. */
export function itemsIn(answer: PlainAnswer, pointer: string): readonly Json[] {
  const items = valueAt(answer.body, fromPointer(pointer));
  return Array.isArray(items) ? (items as Json[]) : [];
}

/** The response with other items in its list; `undefined` without items. */
export function withItems(
  answer: PlainAnswer,
  pointer: string,
  items: readonly Json[] | undefined,
): PlainAnswer | undefined {
  if (items === undefined) return undefined;
  return { ...answer, body: replaced(answer.body, fromPointer(pointer), items) };
}

/** The value with another value at a path. Missing members on the path are added. */
export function replaced(value: Json, path: readonly string[], by: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value))
    return value.map((element: Json, index) => (String(index) === first ? replaced(element, rest, by) : element));
  const record = typeof value === 'object' && value !== null ? (value as Record<string, Json>) : {};
  return { ...record, [first]: replaced(record[first] ?? null, rest, by) };
}
