import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml';
import type { Finding, Place } from '../core/errors.ts';
import { messageOf, Refusal, refuseIfAny } from '../core/errors.ts';
import { fromPointer } from '../core/pointer.ts';
import { DEEPEST, tooDeepAt } from './nesting.ts';

/** A file as a value, and where in its text the parts of that value stand. */
export interface Parsed {
  readonly value: unknown;
  readonly locate: (pointer: string) => Place;
}

/**
 * Read YAML 1.2 or JSON. JSON is parsed as such, since that is thirty times faster; its lines are looked for only when an
 * error is told.
 *
 * @throws Refusal `document/syntax` with line and column.
 */
export function parseText(text: string, file: string): Parsed {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (/^\s*[{[]/.test(plain)) {
    try {
      const value: unknown = JSON.parse(plain);
      return { value, locate: (pointer) => parseYaml(plain, file).locate(pointer) };
    } catch {
      // Perhaps flow style YAML; if not, the YAML parser tells the place of the mistake.
    }
  }
  return parseYaml(plain, file);
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
    const message = `is nested more than ${DEEPEST} levels deep`;
    throw new Refusal({ code: 'document/syntax', message, place: placeOf(deep) });
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
  refuseIfAny(findings);
  try {
    return {
      value: document.toJS({ maxAliasCount: 100 }),
      locate: (pointer) => {
        const node = nodeAt(
          document.contents,
          fromPointer(pointer),
          (alias) => alias.resolve(document) as Node | undefined,
        );
        return { ...(node?.range ? placeOf(node.range[0]) : { file }), pointer: `#${pointer}` };
      },
    };
  } catch (error) {
    // An alias that leads nowhere, or more of them than any honest document has.
    throw new Refusal({ code: 'document/syntax', message: messageOf(error), place: { file } });
  }
}

type Resolve = (alias: Extract<Node, { source: string }>) => Node | undefined;

/** The deepest node on the way to a pointer: a missing member is shown where it is missing. */
function nodeAt(root: Node | null, path: readonly string[], resolve: Resolve): Node | null {
  let current = root;
  for (const part of path) {
    const here: Node | null | undefined = isAlias(current) ? resolve(current) : current;
    let next: unknown;
    if (isMap(here)) next = here.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === part)?.value;
    else if (isSeq(here)) next = here.items[Number(part)];
    if (next === undefined || next === null) return current;
    current = next as Node;
  }
  return current;
}
