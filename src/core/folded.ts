/** JSON files for people, and JavaScript literals: what fits in a line stays on one. */
import { numberText } from './digits.ts';
import { isRecord } from './json.ts';

/**
 * A JSON value as a JavaScript literal that is safe to place in any script. A value that fits in `width` stays on one line.
 *
 * Some texts need escaping: older engines treat U+2028 and U+2029 as line ends; `</` and `<!--` end or open a script element
 * in HTML; `{{` starts a Postman variable; and the key `"__proto__"` would set the prototype, while `["__proto__"]` creates
 * a member.
 */
export function toScriptLiteral(value: unknown, width = 100): string {
  return value === undefined ? 'undefined' : fold(value, LITERAL, { indent: '', width });
}

function toQuoted(text: string): string {
  if (isPlain(text)) return `'${text}'`;
  const inner = JSON.stringify(text).slice(1, -1);
  const single = inner.replace(/\\(.)|'/g, (found, escaped: string | undefined) =>
    escaped === undefined ? "\\'" : escaped === '"' ? '"' : found,
  );
  return `'${escapeText(single)}'`;
}

/** Whether a text certainly needs no escaping in a literal, as most do. */
function isPlain(text: string): boolean {
  return /^[ !#-&(-;=-[\]-z|-~\u00a0-\u2027\u202a-\ud7ff]*$/.test(text);
}

function toKey(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : toQuoted(name);
}

function escapeText(text: string): string {
  // Most texts have none of these characters.
  if (!/[\u2028\u2029<{]/.test(text)) return text;
  return text
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('</', '<\\/')
    .replaceAll('<!--', '\\u003c!--')
    .replaceAll('{{', '\\u007b\\u007b');
}

/** How keys, texts and indentation are written. */
interface Style {
  readonly key: (name: string) => string;
  readonly text: (text: string) => string;
  readonly step: string;
  /** Written after the last member of a value that spans several lines. */
  readonly last: string;
}

const LITERAL: Style = { key: toKey, text: toQuoted, step: '  ', last: ',' };
const JSON_FILE: Style = { key: JSON.stringify, text: JSON.stringify, step: ' ', last: '' };

/** JSON for a file that people review. A value that fits in `width` characters stays on one line, so diffs are small. */
export function toFoldedJsonText(value: unknown, width = 140): string {
  return `${fold(value, JSON_FILE, { indent: '', width })}\n`;
}

/** A list whose elements are made one at a time, and anew each time that it is read. */
export function madeWhenRead<Element>(make: () => Iterable<Element>): Iterable<Element> {
  return { [Symbol.iterator]: () => make()[Symbol.iterator]() };
}

/**
 * The text of {@link toFoldedJsonText} in pieces. An iterable that is no array is a list whose elements are made while it is written, so
 * neither all of them nor the whole text need be in memory. Such a list, and what holds it, is never on one line.
 */
export function* toFoldedJsonPieces(value: unknown, width = 140): Generator<string> {
  yield* piecesOf(value, { indent: '', width });
  yield '\n';
}

function* piecesOf(value: unknown, room: Room): Generator<string> {
  const isList = isMadeWhenRead(value);
  if (!isList && !(isRecord(value) && Object.values(value).some(isMadeWhenRead))) {
    yield fold(value, JSON_FILE, room);
    return;
  }
  const inner = { ...room, indent: room.indent + JSON_FILE.step };
  const [open, close] = isList ? '[]' : '{}';
  let between = `${open}\n${inner.indent}`;
  let isEmpty = true;
  for (const [name, member] of isList ? unnamed(value) : Object.entries(value)) {
    if (member === undefined) continue;
    yield name === undefined ? between : `${between}${JSON_FILE.key(name)}: `;
    yield* piecesOf(member, inner);
    between = `,\n${inner.indent}`;
    isEmpty = false;
  }
  yield isEmpty ? '[]' : `\n${room.indent}${close}`;
}

function* unnamed(elements: Iterable<unknown>): Generator<readonly [undefined, unknown]> {
  for (const element of elements) yield [undefined, element];
}

function isMadeWhenRead(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value;
}

interface Room {
  readonly indent: string;
  readonly width: number;
}

function fold(value: unknown, style: Style, room: Room): string {
  if (typeof value !== 'object' || value === null) return toScalar(value, style);
  const writing: Writing = { recent: [], chunks: [], style, width: room.width };
  const line = write(value, undefined, room.indent, writing);
  return line ?? writing.chunks.join('') + writing.recent.join('');
}

/** A text in the making. Millions of pieces would need more memory than the text, so they are joined now and then. */
interface Pieces {
  recent: string[];
  readonly chunks: string[];
}

const MOST_PIECES = 4096;

function add(pieces: Pieces, piece: string): void {
  if (pieces.recent.push(piece) < MOST_PIECES) return;
  pieces.chunks.push(pieces.recent.join(''));
  pieces.recent = [];
}

/** A container that is being written: in one line as long as that may fit, and then over several. */
interface Open {
  readonly outer: Open | undefined;
  /** The indentation of the container. */
  readonly indent: string;
  /** What fits in one line so far; `undefined` once the container is over several lines. */
  parts: string[] | undefined;
  /** The length of that line. */
  length: number;
  /** What is written before the next member that stands on a line of its own. */
  between: string;
  /** The key of the member that is being written. */
  key: string;
}

interface Writing extends Pieces {
  readonly style: Style;
  readonly width: number;
}

/** A container that fits in one line is returned; others are appended in pieces, so that a part of a large one is not copied at each level. */
function write(value: object, outer: Open | undefined, indent: string, writing: Writing): string | undefined {
  const { style, width } = writing;
  const isList = Array.isArray(value);
  const inner = indent + style.step;
  const between = `${isList ? '[' : '{'}\n${inner}`;
  const open: Open = { outer, indent, parts: [], length: indent.length + (isList ? 0 : 2), between, key: '' };
  const append = (member: unknown) => {
    const isContainer = typeof member === 'object' && member !== null;
    const line = isContainer ? write(member, open, inner, writing) : toScalar(member, style);
    if (line === undefined) return;
    const part = open.key + line;
    open.length += part.length + 2;
    const isLong = open.length > width || (typeof member === 'string' && member.length > width);
    if (isLong) breakLine(open, writing);
    if (open.parts) open.parts.push(part);
    else addMember(open, part, writing);
  };
  if (isList) for (const member of value as readonly unknown[]) append(member);
  else {
    const record = value as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(record)) {
      const member = record[name];
      if (member === undefined) continue;
      open.key = `${style.key(name)}: `;
      append(member);
    }
  }
  if (open.parts) return enclosed(open.parts, isList);
  add(writing, `${style.last}\n${indent}${isList ? ']' : '}'}`);
  return undefined;
}

/** What holds a container of several lines is over several lines, too. */
function breakLine(open: Open, writing: Writing): void {
  const { outer, parts } = open;
  if (!parts) return;
  if (outer) {
    breakLine(outer, writing);
    addMember(outer, outer.key, writing);
  }
  open.parts = undefined;
  for (const part of parts) addMember(open, part, writing);
}

function addMember(open: Open, text: string, writing: Writing): void {
  add(writing, open.between + text);
  open.between = `,\n${open.indent}${writing.style.step}`;
}

function toScalar(value: unknown, style: Style): string {
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' ? style.text(value) : (JSON.stringify(value) ?? 'null');
}

function enclosed(parts: readonly string[], isList: boolean): string {
  const [open, close, gap] = isList ? ['[', ']', ''] : ['{', '}', ' '];
  return parts.length === 0 ? `${open}${close}` : `${open}${gap}${parts.join(', ')}${gap}${close}`;
}
