/**
 * What several scripts of a collection need: definitions of schemas, and what lists mean. Each stands once, in the script of the
 * lowest folder that holds all requests that need it.
 */
import type { Entry, Group } from '../contract/types.ts';
import type { Json } from '../core/json.ts';
import { joined, js, type Script } from '../rules/script.ts';
import type { ListData } from '../sandbox/request-data.ts';

/** Where a script finds a piece: `contract.schemas.Order`. */
export interface Piece {
  readonly table: 'schemas' | 'lists';
  readonly name: string;
  readonly value: Json | ListData;
}

/** What stands where. */
export interface Placement {
  readonly ofCollection: readonly Piece[];
  readonly ofGroup: ReadonlyMap<Group, readonly Piece[]>;
  readonly ofEntry: ReadonlyMap<Entry, readonly Piece[]>;
}

/**
 * A script of a collection or a folder runs before every request in it, so its length costs. Beyond this many characters, what
 * the fewest need goes to the folders below.
 */
const MOST_OF_SCRIPT = 40_000;

/** Put each piece as low as all that need it allow. */
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

/** A folder or a request, with all that is needed in it. */
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

/** What two or more children need, as far as it fits: what most of them need before what few do, and small before large. */
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

/** The statements that put pieces where scripts find them. */
export function sharing(pieces: readonly Piece[]): Script {
  const tables = (['schemas', 'lists'] as const).flatMap((table) => {
    const own = pieces.filter((piece) => piece.table === table);
    const value = Object.fromEntries(own.map(({ name, value }) => [name, value]));
    const target = table === 'schemas' ? js`contract.schemas` : js`contract.lists`;
    return own.length > 0 ? [js`Object.assign(${target}, ${value});`] : [];
  });
  return joined(tables);
}
