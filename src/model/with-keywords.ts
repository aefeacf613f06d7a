/** Changes keywords of schemas in a document, which nothing has read yet. */
import { kindOfMember, type PartKind } from '../load/data-parts.ts';
import type { Schema } from '../schema/node.ts';

/** By object, what its keywords become; `undefined`: nothing. */
export type Changed = Map<object, Map<string, unknown>>;

/** A copy with other keywords in some of its schemas. What holds none of these, and data, is the same object as before. */
export function withKeywords(document: unknown, changed: Changed): unknown {
  const known = new Map<object, unknown>();
  const copy = (value: unknown, kind: PartKind): unknown => {
    if (typeof value !== 'object' || value === null || kind === 'data') return value;
    const found = known.get(value);
    if (found !== undefined) return found;
    known.set(value, value);
    const made = Array.isArray(value) ? copyList(value, kind) : copyRecord(value as Schema, kind);
    if (made !== value) known.set(value, made);
    return made;
  };
  const copyList = (list: readonly unknown[], kind: PartKind) => {
    let copies: unknown[] | undefined;
    for (let index = 0; index < list.length; index += 1) {
      const value = list[index];
      const made = copy(value, kind);
      if (made !== value) copies ??= list.slice(0, index);
      copies?.push(made);
    }
    return copies ?? list;
  };
  const copyRecord = (record: Schema, kind: PartKind) => {
    const own = changed.get(record);
    // Most objects stay as they are: nothing is made for them.
    let made: Record<string, unknown> | undefined = own && { ...record, ...Object.fromEntries(own) };
    let isSame = true;
    for (const name of Object.keys(made ?? record)) {
      const value = (made ?? record)[name];
      const left = copy(value, kindOfMember(kind, name, value));
      isSame &&= left === record[name];
      if (left === value) continue;
      made ??= { ...record };
      made[name] = left;
    }
    if (isSame || !made) return record;
    return own ? withoutMissing(made) : made;
  };
  return changed.size > 0 ? copy(document, 'object') : document;
}

function withoutMissing(record: Schema): Schema {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
