/**
 * Reads overlays: errors become findings, valid actions are ready to be applied.
 *
 * https://spec.openapis.org/overlay/v1.1.html#schema
 */
import { resolve } from 'node:path';
import { type ErrorCode, type Finding, type Place, UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { type JsonPath, JsonPathError, jsonPathCompiler } from './json-path.ts';
import { type Extent, extentOf, MAX_DEPTH, TOO_DEEP_OR_ENDLESS } from './nesting.ts';
import type { Parsed } from './parse.ts';
import { readParsed } from './read-file.ts';

type Source = Pick<Overlay, 'file' | 'name'>;

export interface Overlay {
  readonly file: string;
  /** Identifies the overlay: reading the same one twice gives the same name. */
  readonly name: string;
  readonly extends: string | undefined;
  readonly actions: readonly Action[];
  readonly locate: (pointer: string) => Place;
}

/** What to do with the nodes that `target` matches. `at` is the pointer to the action in its overlay. */
export type Action =
  | {
      readonly kind: 'update';
      readonly at: string;
      readonly target: JsonPath;
      readonly value: unknown;
      readonly extent: Extent;
    }
  | { readonly kind: 'copy'; readonly at: string; readonly target: JsonPath; readonly source: JsonPath }
  | { readonly kind: 'remove'; readonly at: string; readonly target: JsonPath };

/** Read an overlay from a YAML or JSON file. */
export async function loadOverlay(file: string): Promise<Overlay> {
  return readOverlay(await readParsed(file), { file, name: resolve(file) });
}

/** @throws UserError with all errors in the overlay. */
export async function readOverlay({ value, locate }: Parsed, source: Source): Promise<Overlay> {
  const reading: Reading = { locate, findings: [], compile: await jsonPathCompiler() };
  const overlay = toOverlay(reading, value, source);
  const [first, ...more] = reading.findings;
  if (first) throw new UserError(first, ...more);
  return overlay;
}

interface Reading {
  readonly findings: Finding[];
  readonly locate: (pointer: string) => Place;
  readonly compile: (text: string) => JsonPath;
}

/** Limits the number of findings: a broken file may have a million bad actions. */
export const MAX_FINDINGS = 100;

function report({ findings, locate }: Reading, code: ErrorCode, pointer: string, message: string, hint?: string): void {
  if (findings.length >= MAX_FINDINGS) return;
  findings.push({ code, message, place: locate(pointer), ...(hint !== undefined && { hint }) });
}

function toOverlay(reading: Reading, value: unknown, source: Source): Overlay {
  const { locate } = reading;
  const nothing = { ...source, extends: undefined, actions: [], locate };
  if (!isRecord(value) || !has(value, 'overlay')) {
    const hint = 'An overlay begins with `overlay: 1.1.0`, and has `info` and `actions`.';
    report(reading, 'overlay/not-an-overlay', '', 'this is not an overlay', hint);
    return nothing;
  }
  const version = textOf(reading, value, '', 'overlay', 'required');
  if (version === undefined) return nothing;
  if (!/^1\.[01](\.\d+)?$/.test(version)) {
    const message = `Overlay "${version}" is not supported`;
    report(
      reading,
      'overlay/unsupported-version',
      '/overlay',
      message,
      'Versions 1.0 and 1.1 are, as in `overlay: 1.1.0`.',
    );
    return nothing;
  }
  onlyMembers(reading, value, '', ['overlay', 'info', 'extends', 'actions']);
  readInfo(reading, value);
  const actions = value['actions'];
  if (!Array.isArray(actions)) wrongType(reading, '/actions', 'an array of actions', actions);
  else if (actions.length === 0) report(reading, 'overlay/bad-action', '/actions', '`actions` is empty');
  return {
    ...source,
    extends: textOf(reading, value, '', 'extends'),
    actions: Array.isArray(actions) ? readActions(reading, actions, version) : [],
    locate,
  };
}

function readInfo(reading: Reading, overlay: Record<string, unknown>): void {
  const { info } = overlay;
  if (!isRecord(info)) {
    wrongType(reading, '/info', 'an object', info);
    return;
  }
  onlyMembers(reading, info, '/info', ['title', 'version', 'description']);
  for (const name of ['title', 'version']) textOf(reading, info, '/info', name, 'required');
  textOf(reading, info, '/info', 'description');
}

function readActions(reading: Reading, actions: readonly unknown[], version: string): Action[] {
  const read: Action[] = [];
  for (const [index, action] of actions.entries()) {
    if (reading.findings.length >= MAX_FINDINGS) break;
    const at = `/actions/${index}`;
    if (isRecord(action)) read.push(...readAction(reading, action, at, version));
    else wrongType(reading, at, 'an object', action);
  }
  return read;
}

function readAction(reading: Reading, action: Record<string, unknown>, at: string, version: string): Action[] {
  onlyMembers(reading, action, at, ['target', 'description', 'update', 'copy', 'remove']);
  textOf(reading, action, at, 'description');
  const target = queryOf(reading, action, at, 'target', 'required');
  const source = queryOf(reading, action, at, 'copy');
  const { remove, update } = action;
  if (has(action, 'remove') && typeof remove !== 'boolean') wrongType(reading, `${at}/remove`, 'true or false', remove);
  if (has(action, 'copy') && version.startsWith('1.0.')) {
    const message = `\`copy\` needs Overlay 1.1; this is ${version}`;
    report(reading, 'overlay/bad-action', `${at}/copy`, message, 'Write `overlay: 1.1.0`.');
  }
  const kinds = ['update', 'copy', 'remove'].filter((name) => has(action, name));
  if (kinds.length === 0) {
    report(reading, 'overlay/bad-action', at, 'does nothing', 'An action has `update`, `copy` or `remove`.');
  }
  // By the specification, `remove: true` takes precedence over `update` and `copy`.
  if (target && remove === true) return [{ kind: 'remove', at, target }];
  if (has(action, 'update') && has(action, 'copy')) {
    report(reading, 'overlay/bad-action', at, 'has both `update` and `copy`', 'Make two actions of it.');
  }
  if (target && source) return [{ kind: 'copy', at, target, source }];
  if (!has(action, 'update')) return [];
  const extent = extentOf(update);
  if (extent.height > MAX_DEPTH) {
    report(reading, 'overlay/too-large', `${at}/update`, TOO_DEEP_OR_ENDLESS);
  }
  return target ? [{ kind: 'update', at, target, value: update, extent }] : [];
}

/** A module may contain members that are `undefined`; they count as missing. */
function has(record: Record<string, unknown>, name: string): boolean {
  return Object.hasOwn(record, name) && record[name] !== undefined;
}

function textOf(
  reading: Reading,
  record: Record<string, unknown>,
  at: string,
  name: string,
  need?: 'required',
): string | undefined {
  const value = has(record, name) ? record[name] : undefined;
  if (typeof value === 'string') return value;
  if (value !== undefined || need) wrongType(reading, `${at}/${name}`, 'text', value);
  return undefined;
}

function queryOf(
  reading: Reading,
  action: Record<string, unknown>,
  at: string,
  name: string,
  need?: 'required',
): JsonPath | undefined {
  const text = textOf(reading, action, at, name, need);
  if (text === undefined) return undefined;
  try {
    return reading.compile(text);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    const hint = "A JSONPath by RFC 9535, as in `$.paths['/orders'].get`.";
    report(reading, 'overlay/bad-query', `${at}/${name}`, `"${text}" is not a JSONPath query: ${error.message}`, hint);
    return undefined;
  }
}

function onlyMembers(reading: Reading, record: Record<string, unknown>, at: string, names: readonly string[]): void {
  for (const name of Object.keys(record)) {
    if (names.includes(name) || name.startsWith('x-') || record[name] === undefined) continue;
    const hint = `Members are ${names.join(', ')}, and any whose name begins with \`x-\`.`;
    report(reading, 'overlay/unknown-member', at + toPointer([name]), `unknown member "${name}"`, hint);
  }
}

function wrongType(reading: Reading, pointer: string, wanted: string, value: unknown): void {
  const got =
    value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
  report(reading, 'document/wrong-type', pointer, `expected ${wanted}, got ${got}`);
}
