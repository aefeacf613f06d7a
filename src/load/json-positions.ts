/**
 * Positions in a JSON text: one linear scan finds where each member and element begins, and what `JSON.parse` does not tell: keys
 * that occur twice, and nesting that is too deep.
 */
import { MAX_DEPTH } from './nesting.ts';

/** The scan of a text that `JSON.parse` accepts. Nodes are members and elements, in the order of the text; the first is the root. */
export interface JsonPositions {
  /** The offsets of the keys that their object has already, at most {@link MOST}. */
  readonly duplicates: readonly number[];
  /** The offset at which the text is nested too deep. Nothing after it was scanned. */
  readonly tooDeep: number | undefined;
  /** The offset of the key or element at a path; of its deepest existing ancestor, if it does not exist. */
  readonly offsetOf: (path: readonly string[]) => number;
}

// Codes of characters: a text of one character for each would cost more than all else here.
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTATION_MARK = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** The most duplicate keys that are reported. */
const MOST = 100;

/** A column of a table, of numbers below 2^32: an array of V8 takes twice as much. */
class Column {
  length = 0;
  #rows = new Uint32Array(1024);

  /** Returns the row. */
  add(value: number): number {
    if (this.length === this.#rows.length) {
      const rows = new Uint32Array(2 * this.length);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    this.#rows[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }

  set(row: number, value: number): void {
    this.#rows[row] = value;
  }

  at(row: number): number {
    return this.#rows[row] ?? 0;
  }
}

/** What a scan has found so far: a table with a row for each node, in columns, since a large text has millions of them. */
interface Scan {
  readonly text: string;
  /** The offset of a node's key, or of its value in an array. */
  readonly starts: Column;
  /** The row after its last descendant. */
  readonly ends: Column;
  /** The objects and arrays around the current offset; an array has no `keys`. */
  readonly open: { readonly node: number; readonly keys: Set<string> | undefined }[];
  readonly duplicates: number[];
  /** The offset of the key whose value comes next; -1 if none does. */
  key: number;
}

export function scanJson(text: string): JsonPositions {
  const scan: Scan = { text, starts: new Column(), ends: new Column(), open: [], duplicates: [], key: -1 };
  let offset = 0;
  while (offset < text.length && scan.open.length <= MAX_DEPTH) offset = scanToken(scan, offset);
  const tooDeep = scan.open.length > MAX_DEPTH ? offset - 1 : undefined;
  const known = new Map<number, Members>();
  return { duplicates: scan.duplicates, tooDeep, offsetOf: (path) => offsetOf(scan, path, known) };
}

/** Scan the token at an offset, and return the offset after it. */
function scanToken(scan: Scan, offset: number): number {
  switch (scan.text.charCodeAt(offset)) {
    case SPACE:
    case LINE_FEED:
    case CARRIAGE_RETURN:
    case TAB:
    case COMMA:
    case COLON:
      return offset + 1;
    case OPENING_BRACE:
      scan.open.push({ node: addNode(scan, offset), keys: new Set() });
      return offset + 1;
    case OPENING_BRACKET:
      scan.open.push({ node: addNode(scan, offset), keys: undefined });
      return offset + 1;
    case CLOSING_BRACE:
    case CLOSING_BRACKET:
      closeNode(scan);
      return offset + 1;
    case QUOTATION_MARK:
      return scanText(scan, offset);
    default:
      addNode(scan, offset);
      return endOfWord(scan.text, offset);
  }
}

/** A key, or a value that is a string. */
function scanText(scan: Scan, offset: number): number {
  const end = endOfText(scan.text, offset);
  const keys = scan.key < 0 ? scan.open.at(-1)?.keys : undefined;
  if (keys) {
    const name = textBetween(scan.text, offset, end);
    if (keys.has(name) && scan.duplicates.length < MOST) scan.duplicates.push(offset);
    keys.add(name);
    scan.key = offset;
  } else addNode(scan, offset);
  return end + 1;
}

/** The end of a number, `true`, `false` or `null`: a comma, a closing bracket, white space, or the end of the text. */
function endOfWord(text: string, offset: number): number {
  let end = offset + 1;
  while (end < text.length && !ENDING.has(text.charCodeAt(end))) end += 1;
  return end;
}

const ENDING: ReadonlySet<number> = new Set([
  COMMA,
  CLOSING_BRACKET,
  CLOSING_BRACE,
  SPACE,
  LINE_FEED,
  CARRIAGE_RETURN,
  TAB,
]);

/** Add a node, and return its row. */
function addNode(scan: Scan, offset: number): number {
  scan.starts.add(scan.key < 0 ? offset : scan.key);
  scan.key = -1;
  return scan.ends.add(scan.starts.length);
}

function closeNode({ starts, ends, open }: Scan): void {
  const closed = open.pop();
  if (closed) ends.set(closed.node, starts.length);
}

/** The offset of the quotation mark that ends a text: one after an even number of backslashes. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function textBetween(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}

/** The rows of the members or elements of a node, by their keys or indices. */
interface Members {
  readonly isArray: boolean;
  readonly rows: ReadonlyMap<string, number>;
}

/** `known`: the members of nodes in which something was sought before. */
function offsetOf(scan: Scan, path: readonly string[], known: Map<number, Members>): number {
  let node = 0;
  let hasKey = false;
  for (const name of path) {
    const members: Members = known.get(node) ?? membersOf(scan, node, hasKey);
    known.set(node, members);
    const next = members.rows.get(name);
    if (next === undefined) break;
    node = next;
    hasKey = !members.isArray;
  }
  return scan.starts.at(node);
}

/** The members or elements of a node. Of members with the same key the last is taken, as by `JSON.parse`. */
function membersOf({ text, starts, ends }: Scan, node: number, hasKey: boolean): Members {
  const rows = new Map<string, number>();
  const isArray = text[valueAt(text, starts.at(node), hasKey)] === '[';
  for (let child = node + 1; child < ends.at(node); child = ends.at(child)) {
    const start = starts.at(child);
    rows.set(isArray ? String(rows.size) : textBetween(text, start, endOfText(text, start)), child);
  }
  return { isArray, rows };
}

/** The offset of the value of a node that begins at an offset, with its key if it has one. */
function valueAt(text: string, start: number, hasKey: boolean): number {
  let offset = hasKey ? endOfText(text, start) + 1 : start;
  while (/[\s:]/.test(text[offset] ?? '')) offset += 1;
  return offset;
}
