import type { Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { Dialect, SchemaNode } from './node.ts';
import type { OneWayMembers } from './one-way-members.ts';
import type { Resource, Resources } from './resources.ts';

/** A keyword that the scripts do not judge. It is left out and reported. */
export interface NotAsserted {
  readonly pointer: string;
  readonly keyword: string;
  readonly why: string;
}

/** The state of one translation: its definitions so far, and the keywords left out. */
export interface Translation {
  readonly dialect: Dialect;
  readonly node: SchemaNode;
  readonly oneWay: OneWayMembers;
  readonly resources: Resources;
  /** Translates a subschema or the target of a reference. */
  readonly translate: (schema: unknown, at: At) => Json;
  readonly definitions: Map<string, { readonly name: string; schema: Json; left: readonly NotAsserted[] }>;
  readonly names: Set<string>;
  readonly keys: Map<unknown, number>;
  readonly notAsserted: NotAsserted[];
  /** Pointers of left-out keywords that would assert nothing anyway. */
  readonly harmless: Set<string>;
}

/** The location of a translation. */
export interface At {
  readonly path: readonly string[];
  readonly resource: Resource;
  /** Members that are `writeOnly` (or `readOnly`) in this schema or an enclosing one, so they are not required. */
  readonly hidden: ReadonlySet<string>;
  /** Enclosing definitions that apply to the same value. A reference back to one of them would never terminate. */
  readonly around: readonly string[];
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
export function leaveOut(translation: Translation, { path }: At, why: string): true {
  translation.notAsserted.push({ pointer: toPointer(path), keyword: path.at(-1) ?? '', why });
  return true;
}

/** The number of assertions that were left out: with any, the schema rejects less than it should. */
export function countGaps({ notAsserted, harmless }: Translation): number {
  return notAsserted.filter(({ pointer }) => !harmless.has(pointer)).length;
}

/** Remove duplicates by location. */
export function unique(found: readonly NotAsserted[]): readonly NotAsserted[] {
  return [...new Map(found.map((left) => [left.pointer, left])).values()];
}
