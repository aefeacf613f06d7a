import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml';
import type { Finding, Place } from '../core/errors.ts';
import { messageOf, throwIfAny, UserError } from '../core/errors.ts';
import { fromPointer } from '../core/pointer.ts';
import { MAX_DEPTH, tooDeepAt } from './nesting.ts';

/** A parsed file: its value, and a function that locates a part of the value in the text. */
export interface Parsed {
  readonly value: unknown;
  readonly locate: (pointer: string) => Place;
}

/**
 * Parse YAML 1.2 or JSON. JSON goes through `JSON.parse`, which is thirty times faster; line numbers are computed only for
 * error messages.
 *
 * @throws UserError `document/syntax` with line and column.
 */
export function parseText(text: string, file: string): Parsed {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (/^\s*[{[]/.test(plain)) {
    try {
      const value: unknown = JSON.parse(plain);
      let placed: Parsed | undefined;
      return {
        value,
        locate: (pointer) => {
          placed ??= parseYaml(plain, file);
          return placed.locate(pointer);
        },
      };
    } catch (error) {
      // YAML in flow style looks like JSON, so a syntax error alone does not tell them apart. A `.json` file must be JSON.
      if (/\.json$/i.test(file))
        throw new UserError({
          code: 'document/syntax',
          message: messageOf(error).replace(/\s+/g, ' '),
          place: placeOfJson(error, plain, file),
        });
    }
  }
  return parseYaml(plain, file);
}

/** Where `JSON.parse` stopped, if its message contains a position. */
function placeOfJson(error: unknown, text: string, file: string): Place {
  const position = /at position (\d+)/.exec(messageOf(error))?.[1];
  if (position === undefined) return { file };
  const before = text.slice(0, Number(position)).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function parseYaml(text: string, file: string): Parsed {
  const lines = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeepAt(tokens);
  if (deep !== undefined) {
    const message = `is nested more than ${MAX_DEPTH} levels deep`;
    throw new UserError({ code: 'document/syntax', message, place: placeOf(deep) });
  }
  const [document, second] = new Composer({ uniqueKeys: true }).compose(tokens, true, text.length);
  if (!document) throw new Error('a forced document is missing');
  const findings = document.errors.map(
    ({ message, pos }): Finding => ({ code: 'document/syntax', message, place: placeOf(pos[0]) }),
  );
  if (second) {
    const message = 'the file holds more than one document';
    findings.push({ code: 'document/syntax', message, place: placeOf(second.range[0]) });
  }
  throwIfAny(findings);
  try {
    return {
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

type Resolve = (alias: Extract<Node, { source: string }>) => Node | undefined;

/** The key or element node at a pointer; if that does not exist, its deepest existing ancestor. */
function nodeAt(root: Node | null, path: readonly string[], resolve: Resolve): Node | null {
  let current = root;
  for (const [depth, part] of path.entries()) {
    const here: Node | null | undefined = isAlias(current) ? resolve(current) : current;
    let next: unknown;
    if (isMap(here)) {
      const pair = here.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      next = depth === path.length - 1 ? pair?.key : pair?.value;
    } else if (isSeq(here)) next = here.items[Number(part)];
    if (next === undefined || next === null) return current;
    current = next as Node;
  }
  return current;
}
