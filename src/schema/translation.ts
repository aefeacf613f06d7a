import type { Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { ApiModel } from '../model/types.ts';

/** A keyword that no Postman runtime can judge: it is left out of the script, and said so. */
export interface NotAsserted {
  readonly pointer: string;
  readonly keyword: string;
  readonly why: string;
}

export type Schema = Record<string, Json>;

/** One translation: the definitions it has met, and what it had to leave out. */
export interface Translation {
  readonly model: ApiModel;
  readonly definitions: Map<string, { readonly name: string; schema: Json; weaker: boolean }>;
  readonly notAsserted: NotAsserted[];
  /** How often something was left out, definitions that are mentioned again counted again. */
  weakenings: number;
}

/** A keyword of a schema, where it stands. */
export interface Keyword {
  readonly schema: Record<string, unknown>;
  readonly keyword: string;
  readonly value: unknown;
  readonly path: readonly string[];
}

export type SetKeyword = (keyword: string, value: Json) => void;

/** Note that something is not judged. Gives the schema that accepts everything. */
export function leaveOut(translation: Translation, path: readonly string[], why: string): true {
  translation.weakenings += 1;
  translation.notAsserted.push({ pointer: toPointer(path), keyword: path.at(-1) ?? '', why });
  return true;
}
