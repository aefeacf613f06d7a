import { exactParse } from '../core/digits.ts';

/** The value of a JSON text; `undefined` for another text. */
export function readJson(text: string): unknown {
  try {
    return exactParse(text);
  } catch {
    return undefined;
  }
}
