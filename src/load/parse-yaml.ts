/** YAML with the places of its values, and with numbers, keys and titles as they are written. */
import type { Document, Node } from 'yaml';
import { isBound, mayBeExact, toNumber } from '../core/digits.ts';
import { type Finding, messageOf, type Place, throwIfAny, UserError } from '../core/errors.ts';
import type { Notice } from '../core/notices.ts';
import { fromPointer, toPointer } from '../core/pointer.ts';
import { count } from '../core/words.ts';
import { yamlLibrary } from '../core/yaml-library.ts';
import { TOO_DEEP, tooDeepAt } from './nesting.ts';
import type { Parsed } from './parse.ts';
import { indented } from './yaml-indentation.ts';
import { nodeAt, quotedNodes, type Resolve } from './yaml-nodes.ts';

export function parseYaml(written: string, file: string): Parsed {
  const { text, document, second, placeOf, begins } = readIndented(written, file);
  const findings = [...syntaxFindings(document, placeOf, text)];
  if (second && findings.length === 0) {
    const message = 'the file holds more than one document';
    findings.push({ code: 'document/syntax', message, place: placeOf(second.range[0]) });
  }
  throwIfAny(findings);
  if (mayBeExact(text)) keepDigits(document);
  const notices = [...keepTexts(document), ...noteIndented(document, begins, placeOf)];
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

type PlaceOf = (offset: number) => Place;

interface Composed {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly second: Document.Parsed | undefined;
  readonly placeOf: PlaceOf;
}

function composed(text: string, file: string, added: ReadonlyMap<number, number>): Composed {
  const { Composer, LineCounter, Parser } = yamlLibrary();
  const lines = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: Math.max(1, col - (added.get(line) ?? 0)) };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeepAt(tokens);
  if (deep !== undefined) throw new UserError({ code: 'document/syntax', message: TOO_DEEP, place: placeOf(deep) });
  const composer = new Composer({ uniqueKeys: true, merge: true, resolveKnownTags: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (!document) throw new Error('a forced document is missing');
  return { text, document, second, placeOf };
}

/** What an indentation has is found only once what stands before it has one. */
const MOST_TRIES = 5;

/** A text as it is written; if that is no YAML, with a further indentation of what needs one, where nothing else is wrong. */
function readIndented(written: string, file: string): Composed & { readonly begins: ReadonlySet<number> } {
  const first = composed(written, file, new Map());
  const begins = new Set<number>();
  const added = new Map<number, number>();
  let latest = first;
  for (let tries = 0; tries < MOST_TRIES && isBroken(latest); tries += 1) {
    const more = indented(latest.text);
    if (!more) break;
    for (const line of more.begins) begins.add(line);
    for (const [line, width] of more.added) added.set(line, width + (added.get(line) ?? 0));
    latest = composed(more.text, file, added);
  }
  return isBroken(latest) ? { ...first, begins: new Set() } : { ...latest, begins };
}

function isBroken({ document }: Composed): boolean {
  return document.errors.some(({ code }) => code !== 'DUPLICATE_KEY');
}

/** A notice for each text in quotation marks, and each collection in brackets, that was indented. */
function noteIndented(document: Document.Parsed, begins: ReadonlySet<number>, placeOf: PlaceOf): readonly Notice[] {
  const waiting = new Set(begins);
  const lineOf = (offset: number) => placeOf(offset).line ?? 0;
  return begins.size === 0
    ? []
    : quotedNodes(document.contents).flatMap(({ range: [from, to], path, what }): Notice[] => {
        if (lineOf(from) === lineOf(to) || !waiting.delete(lineOf(from))) return [];
        const message = `what begins here in ${what} goes on in a line that is indented too little for YAML: it is read all the same`;
        return [{ kind: 'note', message, pointer: toPointer(path) }];
      });
}

/**
 * A title or version without quotation marks is taken as it is written: as a number, `1.10` would be `1.1`. So is the version of the format:
 * `3.0` would be `3`, which is none.
 */
function keepTexts(document: Document.Parsed): readonly Notice[] {
  const { isMap, isScalar } = yamlLibrary();
  const { contents: root } = document;
  if (!isMap(root)) return [];
  const keep = (map: unknown, name: string, at: string): Notice[] => {
    const scalar = isMap(map) ? map.get(name, true) : undefined;
    if (!isScalar(scalar) || !['number', 'boolean'].includes(typeof scalar.value) || !scalar.source) return [];
    const what = at === '' ? `version of ${name}` : name;
    const message = `the ${what} is the ${typeof scalar.value} ${scalar.source}, and is taken as a text: write it in quotation marks`;
    scalar.value = scalar.source;
    return [{ kind: 'note', message, pointer: `${at}/${name}` }];
  };
  if (!['openapi', 'swagger', 'arazzo', 'overlay'].some((name) => root.has(name))) return [];
  const ofFormat = ['openapi', 'arazzo', 'overlay'].flatMap((name) => keep(root, name, ''));
  const info = root.get('info', true);
  return [...ofFormat, ...['title', 'version'].flatMap((name) => keep(info, name, '/info'))];
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
  const isOpen = /^Missing closing ["']quote/.test(first.message);
  const hints = [
    ...(isOpen
      ? ['A text in quotation marks that goes on in the next line is indented further than its key there.']
      : []),
    ...(others.length > 0 ? [`${count(others.length, 'more error')} may follow from it.`] : []),
  ];
  return [{ ...toFinding(first), ...(hints.length > 0 && { hint: hints.join(' ') }) }];
}
