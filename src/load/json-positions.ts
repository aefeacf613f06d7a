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

/** What a scan has found so far: a table with a row for each node, in columns, since a large text has a million of them. */
interface Scan {
  readonly text: string;
  /** The offset of a node's key, or of its value in an array. */
  readonly starts: number[];
  /** The offset of its value. */
  readonly values: number[];
  /** The row after its last descendant. */
  readonly ends: number[];
  /** The objects and arrays around the current offset; an array has no `keys`. */
  readonly open: { readonly node: number; readonly keys: Set<string> | undefined }[];
  readonly duplicates: number[];
  /** The members and elements of the nodes whose children were asked for, by name: many places are in the same large objects. */
  readonly children: Map<number, ReadonlyMap<string, number>>;
  /** The offset of the key whose value comes next; -1 if none does. */
  key: number;
}

export function scanJson(text: string): JsonPositions {
  const scan: Scan = { text, starts: [], values: [], ends: [], open: [], duplicates: [], children: new Map(), key: -1 };
  let offset = 0;
  while (offset < text.length && scan.open.length <= MAX_DEPTH) offset = scanToken(scan, offset);
  const tooDeep = scan.open.length > MAX_DEPTH ? offset - 1 : undefined;
  return { duplicates: scan.duplicates, tooDeep, offsetOf: (path) => offsetOf(scan, path) };
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
  scan.starts.push(scan.key < 0 ? offset : scan.key);
  scan.values.push(offset);
  scan.key = -1;
  return scan.ends.push(scan.starts.length) - 1;
}

function closeNode({ starts, ends, open }: Scan): void {
  const closed = open.pop();
  if (closed) ends[closed.node] = starts.length;
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

function offsetOf(scan: Scan, path: readonly string[]): number {
  let node = 0;
  for (const name of path) {
    const next = childOf(scan, node, name);
    if (next === undefined) break;
    node = next;
  }
  return scan.starts[node] ?? 0;
}

/** The member or element of a node. */
function childOf(scan: Scan, node: number, name: string): number | undefined {
  const children = scan.children.get(node) ?? childrenOf(scan, node);
  scan.children.set(node, children);
  return children.get(name);
}

/** The members or elements of a node. Of members with the same key the last is taken, as by `JSON.parse`. */
function childrenOf({ text, starts, values, ends }: Scan, node: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const isArray = text.charCodeAt(values[node] as number) === OPENING_BRACKET;
  for (let child = node + 1; child < (ends[node] as number); child = ends[child] as number) {
    const start = starts[child] as number;
    found.set(isArray ? String(found.size) : textBetween(text, start, endOfText(text, start)), child);
  }
  return found;
}
