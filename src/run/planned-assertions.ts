/** The assertions of a test script, read from its text before the run. */
import { COPIED_OUT, fromSkippedName, STATEMENTS, type Statement } from '../core/protocol.ts';

/** An assertion in the text of a script. */
export interface PlannedAssertion {
  readonly name: string;
  /** The function that the script calls. `compare`: judged in a callback, against what the script requests after the response. */
  readonly form: Statement;
  /** Whether its function is `async`: the Postman CLI reports such a test as passed before it ends. */
  readonly asynchronous: boolean;
}

/** The form of an assertion, by the function that is called. */
const FORMS = new Map(Object.entries(STATEMENTS).map(([form, call]) => [call as string, form as Statement]));

const CALLS = [...FORMS.keys()].map((call) => call.replaceAll('.', '\\.')).join('|');

/** `pm.test("…", ` and `compare("…", ` at the beginning of a line; a formatter may wrap after the bracket. */
const ANNOUNCED = new RegExp(
  `^[ \\t]*(${CALLS})\\(\\s*("(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')\\s*(?:,\\s*(async\\b)?|\\))`,
  'gm',
);

/**
 * The assertions of a test script, in the order of its text.
 *
 * Two assertions of one name count as two: if only one is reported, the other is missing.
 */
export function plannedAssertions(script: string): PlannedAssertion[] {
  const found = [...script.matchAll(ANNOUNCED)].map(([, call = '', literal = '', asynchronous]) => {
    const form = FORMS.get(call) ?? 'test';
    const text = textOfLiteral(literal);
    const name = form === 'skip' ? fromSkippedName(text).name : text;
    return { name, form, asynchronous: asynchronous !== undefined };
  });
  return found.filter(({ name }) => name !== COPIED_OUT);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** The text of a JavaScript string literal. https://tc39.es/ecma262/#sec-literals-string-literals */
function textOfLiteral(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|(.))/gis, (_, point, unit, byte, char: string) => {
      const hex: string | undefined = point ?? unit ?? byte;
      return hex === undefined ? (ESCAPES[char] ?? char) : String.fromCodePoint(Number.parseInt(hex, 16));
    });
}
