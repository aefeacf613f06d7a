/**
 * Cursors for paging. A cursor holds a position and a digest of the request, so the server stores none, and recognizes a cursor
 * that is made up or belongs to another request. The same request gives the same cursors.
 */
import { createHash } from 'node:crypto';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { allowedTypes } from './schema-members.ts';
import { toValue } from './text-value.ts';
import type { Accepts } from './validators.ts';

/** A format of cursors. The first is used that fits the schemas of the parameter and of the member with the next cursor. */
interface Spelling {
  readonly write: (start: number, queryText: string) => string;
  /** The position that a text claims. It is verified by writing the cursor again. */
  readonly read: (text: string) => number;
}

const SPELLINGS: readonly Spelling[] = [
  {
    write: (start, queryText) =>
      Buffer.from(JSON.stringify([start, digest(start, queryText).slice(0, 16)])).toString('base64url'),
    read: (text) => Number(/^\[(\d+),/.exec(Buffer.from(text, 'base64url').toString('utf8'))?.[1] ?? Number.NaN),
  },
  {
    write: (start, queryText) => `${start.toString(16).padStart(8, '0')}${digest(start, queryText).slice(0, 24)}`,
    read: (text) => Number.parseInt(text.slice(0, 8), 16),
  },
  {
    write: (start, queryText) => {
      const hex = digest(start, queryText);
      return `${start.toString(16).padStart(8, '0')}-${hex.slice(0, 4)}-4${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
    },
    read: (text) => Number.parseInt(text.slice(0, 8), 16),
  },
  {
    // Digits only, for members that are numbers; small ones, which an int32 holds.
    write: (start, queryText) => String(start * 2 ** 16 + Number.parseInt(digest(start, queryText).slice(0, 4), 16)),
    read: (text) => (/^\d{1,15}$/.test(text) ? Math.floor(Number(text) / 2 ** 16) : Number.NaN),
  },
];

function digest(start: number, queryText: string): string {
  return createHash('sha256')
    .update(JSON.stringify([start, queryText]))
    .digest('hex');
}

export interface Cursors {
  /** The cursor of the page that begins at `start`, as text for the parameter. */
  readonly write: (start: number) => string;
  /** The position of a cursor of this request; `undefined` for anything else. */
  readonly read: (text: string) => number | undefined;
}

/** The cursors of a request, in the first format that fits the schemas of both the parameter and the member. */
export function createCursors(
  queryText: string,
  nodes: readonly SchemaNode[],
  { model, accepts }: { readonly model: ApiModel; readonly accepts: Accepts },
): Cursors {
  const fits = ({ write }: Spelling) =>
    nodes.every((node) => accepts(node, toValue(write(1, queryText), allowedTypes(node.schema, model))));
  const { write, read } = SPELLINGS.find(fits) ?? (SPELLINGS[0] as Spelling);
  return {
    write: (start) => write(start, queryText),
    read: (text) => {
      const start = read(text);
      return Number.isSafeInteger(start) && start >= 0 && write(start, queryText) === text ? start : undefined;
    },
  };
}
