import type { Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { type Trail, toPath } from '../core/trail.ts';
import type { Dialect, SchemaNode } from './node.ts';
import type { OneWayMembers } from './one-way-members.ts';
import type { Resource, Resources } from './resources.ts';

/** A keyword that the scripts do not judge. It is left out and reported. */
export interface NotAsserted {
  readonly pointer: string;
  readonly keyword: string;
  readonly why: string;
  /** Where it only matters to a keyword around it, that its schema refuses less than written: it is not reported. */
  readonly isInner?: true;
}

/** The target of a reference, translated. */
export interface Definition {
  readonly name: string;
  schema: Json;
  /** What is left out in it and in all that it references. Complete once it is closed. */
  left: readonly NotAsserted[];
  /** The definitions that it references, in order. */
  readonly uses: Set<Definition>;
  /** While it is open: the first open definition that it leads back to, by Tarjan's algorithm for strongly connected components. */
  lowest: number;
  isOpen: boolean;
}

/** The state of one translation: its definitions so far, and the keywords left out. */
export interface Translation {
  readonly dialect: Dialect;
  readonly node: SchemaNode;
  readonly oneWay: OneWayMembers;
  readonly resources: Resources;
  /** See `Schemas`. */
  readonly derived: ReadonlyMap<string, readonly string[]>;
  /** Translates a subschema or the target of a reference. */
  readonly translate: (schema: unknown, at: At) => Json;
  readonly definitions: Map<string, Definition>;
  /** The definitions that the root references. */
  readonly uses: Set<Definition>;
  /** The definitions that are being translated, or that lead back to one that is. */
  readonly open: Definition[];
  /** The definitions around the place of the translation. */
  readonly inside: Definition[];
  readonly names: Set<string>;
  readonly keys: Map<unknown, number>;
  readonly notAsserted: NotAsserted[];
  /** Pointers of left-out keywords that would assert nothing anyway. */
  readonly harmless: Set<string>;
  /** How many references were translated. */
  readonly references: { count: number };
  /** Translations that hold at every place: without references, and with nothing left out. `undefined` where the place matters. */
  readonly alone: WeakMap<object, Json> | undefined;
}

/** The location of a translation. */
export interface At {
  readonly trail: Trail | undefined;
  readonly resource: Resource;
  /** Members that are `writeOnly` (or `readOnly`) in this schema or an enclosing one, so they are not required. */
  readonly hidden: ReadonlySet<string>;
  /** Enclosing definitions that apply to the same value. A reference back to one of them would never terminate. */
  readonly around: readonly string[];
  /** How many references may follow each other from here. Those that are deeper are left out. */
  readonly levels: number;
}

/** The location of a member. */
export function below(at: At, name: string): At {
  return { ...at, trail: { name, outer: at.trail } };
}

export interface Keyword {
  readonly schema: Record<string, unknown>;
  readonly keyword: string;
  readonly value: unknown;
  readonly at: At;
}

export type SetKeyword = (keyword: string, value: Json) => void;

export const WRONG_FORM = 'its value is invalid in JSON Schema';

/** Report a keyword as left out. */
export function leaveOut(translation: Translation, { trail }: At, why: string): true {
  translation.notAsserted.push({ pointer: toPointer(toPath(trail)), keyword: trail?.name ?? '', why });
  return true;
}

/** Note that a keyword refuses less than it says, which is right by itself, and is a gap for a keyword that needs its refusal. */
export function loosen(translation: Translation, { trail }: At): void {
  const inner = { pointer: toPointer(toPath(trail)), keyword: trail?.name ?? '', why: '', isInner: true } as const;
  translation.notAsserted.push(inner);
}

/** Whether assertions were left out since `notAsserted` had this length: the schema rejects less than it should. */
export function hasGaps({ notAsserted, harmless }: Translation, since: number): boolean {
  for (let index = since; index < notAsserted.length; index += 1) {
    const left = notAsserted[index];
    if (left && !harmless.has(left.pointer)) return true;
  }
  return false;
}

/** Remove duplicates by location. */
export function unique(found: readonly NotAsserted[]): readonly NotAsserted[] {
  return [...new Map(found.map((left) => [left.pointer, left])).values()];
}
