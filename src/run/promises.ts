/** What an item's test script promises to judge, read from its text before the run. */

/** A promise that a script announces: its name, as a report shows it. */
export interface PlannedPromise {
  readonly name: string;
  /** `comparison`: judged in a callback, against what the script reads after the answer. */
  readonly form: 'answer' | 'comparison';
  /** Its function is `async`: the Postman CLI ticks it before it is judged, so such a tick says nothing. */
  readonly asynchronous: boolean;
}

/** `pm.test("…", `, `pm.test.skip('…'` and `compare("…", ` at the beginning of a line; a formatter may wrap after the bracket. */
const ANNOUNCED =
  /^[ \t]*(pm\.test(?:\.skip)?|compare|keep|asked)\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*(?:,\s*(async\b)?|\))/gm;

/**
 * The promises of a test script, in the order of its text.
 *
 * Two of one name count as two: when only one of them is judged, the other is missing.
 */
export function plannedPromises(script: string): PlannedPromise[] {
  return [...script.matchAll(ANNOUNCED)].map(([, call, literal = '', asynchronous]) => ({
    name: toNameAndReason(textOfLiteral(literal)).name,
    form: call === 'compare' ? 'comparison' : 'answer',
    asynchronous: asynchronous !== undefined,
  }));
}

/** What a promise that cannot be judged is skipped as: `The items are in order (not judged: the list is empty)`. */
export function toNameAndReason(shown: string): { name: string; reason?: string } {
  const [, name, reason] = /^(.*) \(not judged: (.*)\)$/s.exec(shown) ?? [];
  return name === undefined || reason === undefined ? { name: shown } : { name, reason };
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
