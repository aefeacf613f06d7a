/** Changes keywords of schemas in a document, which nothing has read yet. */
import type { Schema } from '../schema/node.ts';

/** By object, what its keywords become; `undefined`: nothing. */
export type Changed = Map<object, Map<string, unknown>>;

/** A copy with other keywords in some of its objects. What holds none of these is the same object as before. */
export function withKeywords(document: unknown, changed: Changed): unknown {
  const known = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const found = known.get(value);
    if (found !== undefined) return found;
    known.set(value, value);
    const made = Array.isArray(value) ? copyList(value) : copyRecord(value as Schema);
    if (made !== value) known.set(value, made);
    return made;
  };
  const copyList = (list: readonly unknown[]) => {
    let copies: unknown[] | undefined;
    for (const [index, value] of list.entries()) {
      const made = copy(value);
      if (made !== value) copies ??= list.slice(0, index);
      copies?.push(made);
    }
    return copies ?? list;
  };
  // Most objects stay as they are: nothing is made for them.
  const copyRecord = (record: Schema) => {
    const own = changed.get(record);
    let others = own;
    for (const name of Object.keys(record)) {
      const value = own?.has(name) ? own.get(name) : record[name];
      const made = copy(value);
      if (made === value) continue;
      if (others === own) others = new Map(own);
      others?.set(name, made);
    }
    if (!others || [...others].every(([name, value]) => value === record[name])) return record;
    const names = [...new Set([...Object.keys(record), ...others.keys()])];
    const entries = names.map((name) => [name, others.has(name) ? others.get(name) : record[name]] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
  return changed.size > 0 ? copy(document) : document;
}
