/** JSON with the places of its values. */
import { mayBeExact, toStandIns } from '../core/digits.ts';
import { type Finding, messageOf, type Place, throwIfAny, UserError } from '../core/errors.ts';
import { fromPointer } from '../core/pointer.ts';
import { type JsonPositions, scanJson } from './json-positions.ts';
import { TOO_DEEP } from './nesting.ts';
import type { Parsed } from './parse.ts';

/** `undefined` for a text that is not JSON: YAML in flow style looks like it. */
export function parseJson(text: string, file: string): Parsed | undefined {
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
