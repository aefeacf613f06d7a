/**
 * Texts in quotation marks and collections in brackets that go on in a line which is indented too little. YAML wants such a line to be
 * indented further than the key, https://yaml.org/spec/1.2.2/#rule-flow-in-block, but most parsers read it, and so do publishers.
 */
import { yamlLibrary } from '../core/yaml-library.ts';

/** A text whose lines are indented far enough: the number of lines, and what the lines hold, are the same. */
export interface Indented {
  readonly text: string;
  /** The lines, from 1, where what was indented begins. */
  readonly begins: ReadonlySet<number>;
  /** The characters that were added in front of lines. */
  readonly added: ReadonlyMap<number, number>;
}

/** A part of a text, its ends included. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** What stands for no text among the tokens: the begin of a document, an end of brackets that is missing, the begin of a scalar. */
const MARKS: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);

/** More is no indentation. */
const MOST_INDENTATION = 1000;

/** The text again, with a further indentation of what needs one; `undefined` where nothing does, or what is meant is not certain. */
export function indented(text: string): Indented | undefined {
  const parts = brokenParts(text);
  if (parts.length === 0) return undefined;
  const begins = new Set<number>();
  const added = new Map<number, number>();
  const pieces: string[] = [];
  let line = 1;
  let done = 0;
  for (const { from, to } of parts) {
    const width = keyColumn(text, from) + 1;
    if (width > MOST_INDENTATION) return undefined;
    line += newlinesIn(text.slice(done, from));
    pieces.push(text.slice(done, from));
    begins.add(line);
    const [first = '', ...others] = text.slice(from, to + 1).split('\n');
    pieces.push(first, ...others.map((one) => `\n${one.trim() === '' ? one : ' '.repeat(width) + one}`));
    for (const one of others) {
      line += 1;
      if (one.trim() !== '') added.set(line, width);
    }
    done = to + 1;
  }
  return { text: pieces.join('') + text.slice(done), begins, added };
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** The column of the key in whose line something stands, after the hyphens of lists. */
function keyColumn(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^(?: |[-?] )*/.exec(text.slice(start, Math.min(offset, start + MOST_INDENTATION + 1)))?.[0].length ?? 0;
}

/** A text with more of what has no certain end is something else. Each is searched to the end of the text. */
const MOST_FAILURES = 20;

/** The parts that the parser breaks off, though they have an end. */
function brokenParts(text: string): readonly Part[] {
  const parts: Part[] = [];
  let open: number[] = [];
  let failures = 0;
  for (const { token, offset } of tokensOf(text)) {
    if (offset <= (parts.at(-1)?.to ?? -1) || (token === '\x18' && open.length === 0)) continue;
    if (isBroken(text, token, offset)) {
      const part = partAt(text, token, open[0] ?? offset);
      if (part) parts.push(part);
      else failures += 1;
      if (failures > MOST_FAILURES) return [];
      open = [];
    } else if (token === '[' || token === '{') open.push(offset);
    else if (token === ']' || token === '}') open.pop();
  }
  return parts;
}

/** The tokens with their offsets, but for plain texts and block texts, which may look like any other. */
function* tokensOf(text: string): Generator<{ token: string; offset: number }> {
  const { Lexer } = yamlLibrary();
  let offset = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    if (before !== '\x1f') yield { token, offset };
    if (!MARKS.has(token)) offset += token.length;
    before = token;
  }
}

/** Whether the parser ends brackets or a quoted text here that have not ended. */
function isBroken(text: string, token: string, offset: number): boolean {
  if (token === '\x18') return true;
  const mark = token[0];
  if (mark !== '"' && mark !== "'") return false;
  const isWhole = token.length > 1 && token.endsWith(mark) && !(mark === '"' && isEscaped(token, token.length - 1));
  return !isWhole || text[offset + token.length] === mark;
}

/** The whole of what begins at an offset, which is that of the brackets around it, if there are any; `undefined` if it is not certain. */
function partAt(text: string, token: string, from: number): Part | undefined {
  if (text[from] === '[' || text[from] === '{') return toPart(from, endOfBrackets(text, from));
  const to = token === '\x18' ? undefined : endOfQuoted(text, from);
  return to !== undefined && isOneText(text, from, to) ? { from, to } : undefined;
}

function toPart(from: number, to: number | undefined): Part | undefined {
  return to === undefined ? undefined : { from, to };
}

/** The offset of the mark that ends a quoted text. No regular expression, since one of a long text could overflow the stack. */
function endOfQuoted(text: string, start: number): number | undefined {
  const mark = text[start] ?? '';
  for (let end = text.indexOf(mark, start + 1); end >= 0; end = text.indexOf(mark, end + 1)) {
    if (mark === "'" && text[end + 1] === mark) end += 1;
    else if (mark === "'" || !isEscaped(text, end)) return end;
  }
  return undefined;
}

function isEscaped(text: string, offset: number): boolean {
  let first = offset;
  while (text[first - 1] === '\\') first -= 1;
  return (offset - first) % 2 === 1;
}

/** A line that begins like a member of a mapping or of a list, or like a comment. */
const NEW_MEMBER = /^\s*(?:-(?:\s|$)|#|["'][^"']*["']\s*:(?:\s|$)|[^\s"',[\]{}]+\s*:(?:\s|$))/;

/** Whether nothing else follows a quoted text that might belong to it. */
function isOneText(text: string, from: number, to: number): boolean {
  const rest = text.slice(to + 1, endOfLine(text, to));
  return /^\s*(?:$|[,\]}])|^\s+#/.test(rest) && !hasNewMember(text, from, to);
}

/** Whether a mark is missing: then the next one begins another text, and what is between them has a line like a new member. */
function hasNewMember(text: string, from: number, to: number): boolean {
  const [, ...lines] = text.slice(from, to).split('\n');
  if (lines.length === 0) return false;
  const column = keyColumn(text, from);
  return lines.some((line) => line.length - line.trimStart().length <= column && NEW_MEMBER.test(line));
}

/** The offset of the bracket that ends what begins with one; `undefined` where there is none, or it is of the other kind. */
function endOfBrackets(text: string, start: number): number | undefined {
  const open: string[] = [];
  // A mark begins a quoted text only where a value may begin.
  let isStart = true;
  for (let offset = start; offset < text.length; offset += 1) {
    const char = text[offset] ?? '';
    const end = ENDS[char];
    if (end !== undefined) open.push(end);
    else if (char === ']' || char === '}') {
      if (open.pop() !== char) return undefined;
      if (open.length === 0) return offset;
    }
    const last = lastOf(text, offset, isStart);
    if (last === undefined) return undefined;
    offset = last;
    if (!/[\s#]/.test(char)) isStart = '[{,:'.includes(char);
  }
  return undefined;
}

const ENDS: Readonly<Partial<Record<string, string>>> = { '[': ']', '{': '}' };

/** The end of the quoted text or the comment that begins at an offset, or that itself; `undefined` for a text without a certain end. */
function lastOf(text: string, offset: number, isStart: boolean): number | undefined {
  const char = text[offset];
  if (char === '#' && /\s/.test(text[offset - 1] ?? '')) return endOfLine(text, offset);
  if (!isStart || (char !== '"' && char !== "'")) return offset;
  const end = endOfQuoted(text, offset);
  return end === undefined || hasNewMember(text, offset, end) ? undefined : end;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
