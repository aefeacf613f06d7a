/**
 * Data that several scripts of a collection share: schema definitions and list meanings. Each piece appears once, in the script of the
 * lowest folder that contains all requests that need it.
 */
import type { Entry, Group } from '../contract/types.ts';
import type { Json } from '../core/json.ts';
import { joined, js, type Script } from '../rules/script.ts';
import type { ListData } from '../sandbox/request-data.ts';

/** An entry of a table, such as `contract.schemas.Order`. */
export interface Piece {
  readonly table: 'schemas' | 'lists';
  readonly name: string;
  readonly value: Json | ListData;
}

/** The pieces of each script. */
export interface Placement {
  readonly ofCollection: readonly Piece[];
  readonly ofGroup: ReadonlyMap<Group, readonly Piece[]>;
  readonly ofEntry: ReadonlyMap<Entry, readonly Piece[]>;
}

/**
 * The script of a collection or a folder runs before every request in it, so its length costs time. Beyond this many characters, the
 * pieces with the fewest users go to the folders below.
 */
const MOST_OF_SCRIPT = 40_000;

/** Put each piece into the lowest folder that contains all its users. */
export function toPlacement(groups: readonly Group[], needsOf: (entry: Entry) => readonly Piece[]): Placement {
  const ofGroup = new Map<Group, readonly Piece[]>();
  const ofEntry = new Map<Entry, readonly Piece[]>();
  const place = (children: readonly Child[], above: ReadonlySet<string>): readonly Piece[] => {
    const own = chosen(children, above);
    const known = new Set([...above, ...own.map(keyOf)]);
    for (const { node, pieces } of children) {
      if (isGroup(node)) ofGroup.set(node, place(childrenOf(node, needsOf), known));
      else
        ofEntry.set(
          node,
          [...pieces.values()].filter((piece) => !known.has(keyOf(piece))),
        );
    }
    return own;
  };
  const ofCollection = place(
    groups.map((node) => ({ node, pieces: needsOfGroup(node, needsOf) })),
    new Set(),
  );
  return { ofCollection, ofGroup, ofEntry };
}

/** A folder or a request, with all pieces that it needs. */
interface Child {
  readonly node: Group | Entry;
  readonly pieces: ReadonlyMap<string, Piece>;
}

function isGroup(node: Group | Entry): node is Group {
  return 'entries' in node;
}

function childrenOf(group: Group, needsOf: (entry: Entry) => readonly Piece[]): readonly Child[] {
  return [
    ...group.entries.map((node) => ({ node, pieces: byKey(needsOf(node)) })),
    ...group.groups.map((node) => ({ node, pieces: needsOfGroup(node, needsOf) })),
  ];
}

function needsOfGroup(group: Group, needsOf: (entry: Entry) => readonly Piece[]): ReadonlyMap<string, Piece> {
  return new Map(childrenOf(group, needsOf).flatMap(({ pieces }) => [...pieces]));
}

function byKey(pieces: readonly Piece[]): ReadonlyMap<string, Piece> {
  return new Map(pieces.map((piece) => [keyOf(piece), piece]));
}

function keyOf({ table, name }: Piece): string {
  return `${table}/${name}`;
}

/** The pieces that at least two children need, up to the limit: those with the most users first, then the smallest. */
function chosen(children: readonly Child[], above: ReadonlySet<string>): readonly Piece[] {
  const found = new Map<string, { readonly piece: Piece; readonly size: number; users: number }>();
  for (const { pieces } of children) {
    for (const [key, piece] of pieces) {
      if (above.has(key)) continue;
      const known = found.get(key) ?? { piece, size: JSON.stringify(piece.value).length, users: 0 };
      known.users += 1;
      found.set(key, known);
    }
  }
  const shared = [...found].filter(([, { users }]) => users > 1);
  const ranked = shared.toSorted(([a, x], [b, y]) => y.users - x.users || x.size - y.size || (a < b ? -1 : 1));
  const taken: Piece[] = [];
  let size = 0;
  for (const [, one] of ranked) {
    size += one.size;
    if (size > MOST_OF_SCRIPT) break;
    taken.push(one.piece);
  }
  return taken.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The statements that add pieces to the tables. */
export function sharing(pieces: readonly Piece[]): Script {
  const tables = (['schemas', 'lists'] as const).flatMap((table) => {
    const own = pieces.filter((piece) => piece.table === table);
    const value = Object.fromEntries(own.map(({ name, value }) => [name, value]));
    const target = table === 'schemas' ? js`contract.schemas` : js`contract.lists`;
    return own.length > 0 ? [js`Object.assign(${target}, ${value});`] : [];
  });
  return joined(tables);
}
