import type { Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { Dialect, SchemaNode } from './node.ts';
import type { OneWayMembers } from './one-way-members.ts';
import type { Resource, Resources } from './resources.ts';

/** A keyword that the scripts do not judge: it is left out, and said so. */
export interface NotAsserted {
  readonly pointer: string;
  readonly keyword: string;
  readonly why: string;
}

/** One translation: the definitions it has met, and what it had to leave out. */
export interface Translation {
  readonly dialect: Dialect;
  readonly node: SchemaNode;
  readonly oneWay: OneWayMembers;
  readonly resources: Resources;
  /** A schema that stands inside another one, or that a reference leads to. */
  readonly translate: (schema: unknown, at: At) => Json;
  readonly definitions: Map<string, { readonly name: string; schema: Json; left: readonly NotAsserted[] }>;
  readonly names: Set<string>;
  readonly keys: Map<unknown, number>;
  readonly notAsserted: NotAsserted[];
  /** Pointers of those that judge nothing by the standard either. */
  readonly harmless: Set<string>;
}

/** Where a translation stands. */
export interface At {
  readonly path: readonly string[];
  readonly resource: Resource;
  /** Members that the schema or those around it call `writeOnly`, or `readOnly`: they are not needed. */
  readonly hidden: ReadonlySet<string>;
  /** The definitions that judge the same value from outside; a reference back to one of them would never end. */
  readonly around: readonly string[];
}

export interface Keyword {
  readonly schema: Record<string, unknown>;
  readonly keyword: string;
  readonly value: unknown;
  readonly at: At;
}

export type SetKeyword = (keyword: string, value: Json) => void;

export const WRONG_FORM = 'its value is not of the form that JSON Schema asks for';

/** List what is left out. */
export function leaveOut(translation: Translation, { path }: At, why: string): true {
  translation.notAsserted.push({ pointer: toPointer(path), keyword: path.at(-1) ?? '', why });
  return true;
}

/** How much could not be translated, so that the schema refuses less than it should. */
export function countGaps({ notAsserted, harmless }: Translation): number {
  return notAsserted.filter(({ pointer }) => !harmless.has(pointer)).length;
}

/** Each place once. */
export function unique(found: readonly NotAsserted[]): readonly NotAsserted[] {
  return [...new Map(found.map((left) => [left.pointer, left])).values()];
}
