/** Reads the members of a config by a table of keys, and collects what is wrong with them. */
import { resolve } from 'node:path';
import { assertNever, type Finding, type Place } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { didYouMean } from '../../core/nearest.ts';
import { toPointer } from '../../core/pointer.ts';
import { toChoices } from '../../core/words.ts';
import type { Key, Keys, KeyType } from './keys.ts';

/** An option and its values, as a command line has them. A flag has none. */
export interface Given {
  readonly option: string;
  readonly values: readonly string[];
  /** The only commands for which it is. */
  readonly commands?: readonly string[];
}

/** What is read, and where its errors go. */
export interface Reading {
  /** The folder of the file, to which its paths are relative. */
  readonly folder: string;
  readonly locate: (pointer: string) => Place;
  readonly findings: Finding[];
}

/** Names of members, from the whole file down. */
type Path = readonly string[];

function wrong({ findings, locate }: Reading, at: Path, message: string, hint?: string): void {
  findings.push({
    code: 'config/invalid',
    message,
    place: locate(toPointer(at)),
    ...(hint !== undefined && { hint }),
  });
}

function notA(what: string, value: unknown, at: Path, reading: Reading): void {
  wrong(reading, at, `${at.at(-1) ?? 'the file'} must be ${what}, got ${JSON.stringify(value)}`);
}

export function readRecord(value: unknown, at: Path, reading: Reading): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  notA('a mapping', value, at, reading);
  return {};
}

export function readText(value: unknown, at: Path, reading: Reading): string {
  if (typeof value === 'string' && value !== '') return value;
  notA('a text', value, at, reading);
  return '';
}

/** An absolute path. A URL, and `-`, stay as they are. */
export function readPath(value: unknown, at: Path, reading: Reading): string {
  const given = readText(value, at, reading);
  return /^https?:\/\//i.test(given) || given === '-' ? given : resolve(reading.folder, given);
}

/** The options that a mapping gives. `beside`: keys that are read elsewhere, for the hint. */
export function readOptions(value: unknown, at: Path, keys: Keys, reading: Reading, beside: readonly string[] = []) {
  return Object.entries(readRecord(value, at, reading)).flatMap(([name, one]): Given[] => {
    const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (!key) {
      const known = [...beside, ...Object.keys(keys)];
      const hint = `${didYouMean(name, known)}Keys are ${known.join(', ')}.`;
      wrong(reading, [...at, name], `there is no key "${name}"`, hint);
      return [];
    }
    const values = readValues(key, one, [...at, name], reading);
    return values === undefined
      ? []
      : [{ option: key.option, values, ...(key.commands && { commands: key.commands }) }];
  });
}

/** `undefined` where the option is not given. */
function readValues({ type }: Key, value: unknown, at: Path, reading: Reading): readonly string[] | undefined {
  switch (type.kind) {
    case 'text':
      return [readText(value, at, reading)];
    case 'path':
      return [readPath(value, at, reading)];
    case 'flag':
      if (typeof value !== 'boolean') notA('true or false', value, at, reading);
      return value === true ? [] : undefined;
    case 'percent':
      if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > 100)
        notA('a whole number from 0 to 100', value, at, reading);
      return [JSON.stringify(value)];
    case 'choice':
      if (typeof value !== 'string' || !type.of.includes(value)) notA(toChoices(type.of), value, at, reading);
      return [String(value)];
    case 'list':
      return readList(type, value, at, reading);
    default:
      return assertNever(type);
  }
}

function readList(
  { of, joined }: Extract<KeyType, { kind: 'list' }>,
  value: unknown,
  at: Path,
  reading: Reading,
): readonly string[] | undefined {
  if (!Array.isArray(value)) {
    notA('a list', value, at, reading);
    return undefined;
  }
  const read = of === 'path' ? readPath : readText;
  const values = value.map((one, index) => read(one, [...at, String(index)], reading));
  return joined ? [values.join(',')] : values;
}
