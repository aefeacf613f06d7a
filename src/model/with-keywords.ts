/** Changes keywords of schemas in a document, which nothing has read yet. */
import type { Schema } from '../schema/node.ts';

/** By object, what its keywords become; `undefined`: nothing. */
export type Changed = Map<object, Map<string, unknown>>;

/** A copy with other keywords in some of its objects. What holds none of these is the same object as before. */
export function withKeywords(document: unknown, changed: Changed): unknown {
  const known = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (known.has(value)) return known.get(value);
    known.set(value, value);
    const made = Array.isArray(value) ? copyList(value) : copyRecord(value as Schema);
    known.set(value, made);
    return made;
  };
  const copyList = (list: readonly unknown[]) => {
    const copies = list.map(copy);
    return copies.every((one, index) => one === list[index]) ? list : copies;
  };
  const copyRecord = (record: Schema) => {
    const own = changed.get(record);
    let isSame = true;
    const entries: [string, unknown][] = [];
    for (const name of new Set([...Object.keys(record), ...(own?.keys() ?? [])])) {
      const value = record[name];
      const left = copy(own?.has(name) ? own.get(name) : value);
      isSame &&= left === value;
      if (left !== undefined) entries.push([name, left]);
    }
    return isSame ? record : Object.fromEntries(entries);
  };
  return changed.size > 0 ? copy(document) : document;
}
