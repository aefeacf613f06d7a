import type { Document, Node, YAMLMap } from 'yaml';
import { isBound, mayBeExact, toNumber, toStandIns } from '../core/digits.ts';
import type { Finding, Place } from '../core/errors.ts';
import { messageOf, throwIfAny, UserError } from '../core/errors.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer } from '../core/pointer.ts';
import { count } from '../core/words.ts';
import { yamlLibrary } from '../core/yaml-library.ts';
import { type JsonPositions, scanJson } from './json-positions.ts';
import { MAX_DEPTH, tooDeepAt } from './nesting.ts';

/** A parsed file: its value, and a function that locates a part of the value in the text. */
export interface Parsed {
  readonly value: unknown;
  readonly locate: (pointer: string) => Place;
  /** Why references were not followed, by the text that now stands in the document, or begins it before a further `/`. */
  readonly unread?: ReadonlyMap<string, Unread>;
  /** The URL of the description. */
  readonly address?: string;
  /** Remarks on how it was read. */
  readonly notices?: readonly Notice[];
}

/** An error, whose places are those of the references. */
export type Unread = Omit<Finding, 'place'>;

const TOO_DEEP = `is nested more than ${MAX_DEPTH} levels deep`;

/**
 * Parse YAML 1.2 or JSON. JSON goes through `JSON.parse` and a scan for positions, which is a hundred times faster.
 *
 * @throws UserError `document/syntax` with line and column.
 */
export function parseText(text: string, file: string): Parsed {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const other = otherFormat(plain);
  if (other) {
    const hint = 'A description is YAML or JSON.';
    throw new UserError({
      code: 'document/syntax',
      message: `this is ${other}`,
      place: { file, line: 1, column: 1 },
      hint,
    });
  }
  return (/^\s*[{[]/.test(plain) && parseJson(plain, file)) || parseYaml(plain, file);
}

/** Markup, which YAML would read as text. */
function otherFormat(text: string): string | undefined {
  if (/^\s*<(!doctype\s+html|html|head|body)\b/i.test(text)) return 'an HTML page';
  return /^\s*<(\?xml\s|!--[\s\S]*?-->|!doctype\s|[a-z][\w:-]*(\s[^>]*)?>\s*[^\s:])/i.test(text) ? 'XML' : undefined;
}

/** `undefined` for a text that is not JSON: YAML in flow style looks like it. */
function parseJson(text: string, file: string): Parsed | undefined {
  const lines = toLines(text, file);
  let value: unknown;
  try {
    value = JSON.parse(mayBeExact(text) ? toStandIns(text) : text);
  } catch (error) {
    // A `.json` file must be JSON.
    if (!/\.json$/i.test(file)) return undefined;
    const isCut = messageOf(error).includes('end of JSON');
    const position = isCut ? text.trimEnd().length : /at position (\d+)/.exec(messageOf(error))?.[1];
    const place = position === undefined ? { file } : lines(Number(position));
    throw new UserError({ code: 'document/syntax', message: messageOf(error).replace(/\s+/g, ' '), place });
  }
  const positions = scanJson(text);
  throwIfAny(faultsOf(positions, text, lines));
  return {
    value,
    locate: (pointer) => ({ ...lines(positions.offsetOf(fromPointer(pointer))), pointer: `#${pointer}` }),
  };
}

type Lines = (offset: number) => Place;

/** Lines and columns of offsets. The beginnings of all lines are found once, when first needed. */
function toLines(text: string, file: string): Lines {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    // The first line that begins after the offset.
    let [line, last] = [1, starts.length];
    while (line < last) {
      const middle = (line + last) >> 1;
      if ((starts[middle] as number) > offset) last = middle;
      else line = middle + 1;
    }
    return { file, line, column: offset - (starts[line - 1] as number) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function faultsOf({ duplicates, tooDeep }: JsonPositions, text: string, lines: Lines): readonly Finding[] {
  if (tooDeep !== undefined) return [{ code: 'document/syntax', message: TOO_DEEP, place: lines(tooDeep) }];
  return duplicates.map((offset) => {
    const key = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
    return { code: 'document/syntax', message: `the key ${key} occurs twice in its object`, place: lines(offset) };
  });
}

function parseYaml(text: string, file: string): Parsed {
  const { Composer, LineCounter, Parser } = yamlLibrary();
  const lines = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeepAt(tokens);
  if (deep !== undefined) throw new UserError({ code: 'document/syntax', message: TOO_DEEP, place: placeOf(deep) });
  const [document, second] = new Composer({ uniqueKeys: true, merge: true, resolveKnownTags: false }).compose(
    tokens,
    true,
    text.length,
  );
  if (!document) throw new Error('a forced document is missing');
  const findings = [...syntaxFindings(document, placeOf, text)];
  if (second && findings.length === 0) {
    const message = 'the file holds more than one document';
    findings.push({ code: 'document/syntax', message, place: placeOf(second.range[0]) });
  }
  throwIfAny(findings);
  if (mayBeExact(text)) keepDigits(document);
  const notices = keepTexts(document);
  if (ODD_KEY.test(text)) keepKeys(document);
  try {
    return {
      ...(notices.length > 0 && { notices }),
      value: document.toJS({ maxAliasCount: 100 }),
      locate: (pointer) => {
        const resolve: Resolve = (alias) => alias.resolve(document) as Node | undefined;
        const node = nodeAt(document.contents, fromPointer(pointer), resolve);
        return { ...(node?.range ? placeOf(node.range[0]) : { file }), pointer: `#${pointer}` };
      },
    };
  } catch (error) {
    // An alias without an anchor, or more aliases than the parser's limit against exponential expansion.
    throw new UserError({ code: 'document/syntax', message: messageOf(error), place: { file } });
  }
}

/** A title or version without quotation marks is taken as it is written: as a number, `1.10` would be `1.1`. */
function keepTexts(document: Document.Parsed): readonly Notice[] {
  const { isMap, isScalar } = yamlLibrary();
  const { contents: root } = document;
  if (!isMap(root) || !(root.has('openapi') || root.has('swagger'))) return [];
  const info = root.get('info', true);
  return ['title', 'version'].flatMap((name): Notice[] => {
    const scalar = isMap(info) ? info.get(name, true) : undefined;
    if (!isScalar(scalar) || !['number', 'boolean'].includes(typeof scalar.value) || !scalar.source) return [];
    const message = `the ${name} is the ${typeof scalar.value} ${scalar.source}, and is taken as a text: write it in quotation marks`;
    scalar.value = scalar.source;
    return [{ kind: 'note', message, pointer: `/info/${name}` }];
  });
}

/** A key that a schema of YAML reads as another value than the text that is written: `1.0`, `0x1F`, `~`, `True`. */
const ODD_KEY = /(?:^|[{,?])[ -]*(?:[+.-]\d|0[\dxo.]|\d+[.eE]|\.inf|\.nan|~|null|true|false)[^:"'#]*:/im;

/** "Keys used in YAML maps MUST be limited to a scalar string, as defined by the YAML Failsafe schema": as they are written. */
function keepKeys(document: Document.Parsed): void {
  const { isScalar, visit } = yamlLibrary();
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && key.source && (key.value === null || /^[nb]/.test(typeof key.value))) key.value = key.source;
    },
  });
}

/** Numbers that a double cannot hold become those that stand for them. */
function keepDigits(document: Document.Parsed): void {
  const { isPair, isScalar, visit } = yamlLibrary();
  visit(document, {
    Scalar(_, scalar, path) {
      const { source, value } = scalar;
      if (typeof value !== 'number' || source === undefined || !/^[+-]?\d[\d.eE+-]*$/.test(source)) return;
      const parent = path.at(-1);
      const key = isPair(parent) && isScalar(parent.key) ? String(parent.key.value) : '';
      scalar.value = toNumber(source.replace(/^\+/, ''), isBound(key));
    },
  });
}

/** `"name"`, as the parser gives only the place where a key begins. */
function keyAt(text: string, offset: number): string {
  const [written = ''] = /^(?:"[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(text.slice(offset, offset + 200)) ?? [];
  return `"${written.replace(/^["']|["']$/g, '')}"`;
}

/**
 * Keys that occur twice and unknown tags, all of them; of other errors only the first, since those after it mostly follow from it:
 * a Markdown file has dozens.
 */
function syntaxFindings(
  { errors, warnings }: Document.Parsed,
  placeOf: (offset: number) => Place,
  text: string,
): readonly Finding[] {
  const toFinding = ({ code, message, pos }: (typeof errors)[number]): Finding => ({
    code: 'document/syntax',
    message: code === 'DUPLICATE_KEY' ? `the key ${keyAt(text, pos[0])} occurs twice in its mapping` : message,
    place: placeOf(pos[0]),
  });
  const [first, ...others] = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  if (!first) return [...errors, ...warnings].map(toFinding);
  const hint = `${count(others.length, 'more error')} may follow from it.`;
  return [{ ...toFinding(first), ...(others.length > 0 && { hint }) }];
}

type Resolve = (alias: Extract<Node, { source: string }>) => Node | undefined;

/** The key or element node at a pointer; if that does not exist, its deepest existing ancestor. */
function nodeAt(root: Node | null, path: readonly string[], resolve: Resolve): Node | null {
  const { isAlias, isMap, isSeq } = yamlLibrary();
  let current = root;
  for (const [depth, part] of path.entries()) {
    const here: Node | null | undefined = isAlias(current) ? resolve(current) : current;
    let next: unknown;
    if (isMap(here)) {
      const pair = pairOf(here, part, resolve);
      next = depth === path.length - 1 ? pair?.key : pair?.value;
    } else if (isSeq(here)) next = here.items[Number(part)];
    if (next === undefined || next === null) return current;
    current = next as Node;
  }
  return current;
}

/** The pair of a key, also if a merge key (`<<`) brings it. https://yaml.org/type/merge.html */
function pairOf(map: YAMLMap, name: string, resolve: Resolve): YAMLMap['items'][number] | undefined {
  const { isAlias, isMap, isScalar, isSeq } = yamlLibrary();
  const own = map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
  if (own) return own;
  const merged = map.items.filter(({ key }) => isScalar(key) && key.type === 'PLAIN' && String(key.source) === '<<');
  for (const { value } of merged) {
    for (const source of isSeq(value) ? value.items : [value]) {
      const from = isAlias(source) ? resolve(source) : source;
      const found = isMap(from) ? pairOf(from, name, resolve) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}
