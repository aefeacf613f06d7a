/**
 * Reads parameters as they arrive, by their style: https://spec.openapis.org/oas/v3.1.1.html#style-examples
 *
 * It reads the raw text, because what separates elements is not percent-encoded, or not as the same character in a value is.
 */

import { knownNumber } from '../core/digits.ts';
import { isRecord } from '../core/json.ts';
import { tryDecode } from '../core/url-text.ts';
import { matrixName } from '../model/path-template.ts';
import type { ApiModel, Parameter } from '../model/types.ts';
import { readJson } from './read-json.ts';
import { allowedTypes, describesMember, elementSchemaAt, isOpen, memberSchema } from './schema-members.ts';

/** Names and raw values, in the order in which they were sent. */
export type RawPairs = readonly (readonly [name: string, raw: string])[];

/** What of a parameter says how it is written: of a member of a form, too. */
export type Styled = Pick<Parameter, 'name' | 'in' | 'style' | 'explode' | 'spelling' | 'node'> &
  Partial<Pick<Parameter, 'example'>>;

type PlainParameter = Pick<Parameter, 'in'> & Partial<Pick<Parameter, 'style'>>;

/** What was sent: nothing, a text that is no value of this parameter, or a value. */
export type Parsed =
  | { readonly kind: 'missing' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'value'; readonly value: unknown };

const MISSING: Parsed = { kind: 'missing' };
const BROKEN: Parsed = { kind: 'wrong', why: 'its percent-encoding is broken' };

const wrong = (why: string): Parsed => ({ kind: 'wrong', why });

/** The pairs of a query: `a=1&b=%20`. */
export function pairsOf(query: string, between: string | RegExp = '&'): RawPairs {
  return query
    .split(between)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [tryDecode(pair) ?? pair, ''] : [tryDecode(pair.slice(0, at)) ?? pair, pair.slice(at + 1)];
    });
}

/** A parameter that one raw text holds: of a header, a path segment, or a pair of a query or of cookies. */
export function parseText(parameter: Styled, raw: string, model: ApiModel): Parsed {
  const { schema } = parameter.node;
  const types = allowedTypes(schema, model);
  const body = withoutOpening(parameter, raw);
  if (body === undefined) return wrong(`it does not begin as the style "${parameter.style}" does`);
  if (types.has('array')) return parseArray(parameter, body, model);
  if (types.has('object')) return parseObject(parameter, body, model);
  const text = toPlain(parameter, body);
  return text === undefined ? BROKEN : { kind: 'value', value: toValue(text, types) };
}

export function parseArray(parameter: Styled, body: string, model: ApiModel): Parsed {
  const texts = split(parameter, body)?.map((part) => toPlain(parameter, part));
  if (texts === undefined) return wrong(`its elements are not separated as the style "${parameter.style}" does`);
  if (!texts.every((text) => text !== undefined)) return BROKEN;
  return { kind: 'value', value: texts.map((text, at) => toValue(text, typesAt(parameter.node.schema, at, model))) };
}

/** The types of the element at a place of an array. */
function typesAt(schema: unknown, index: number, model: ApiModel): ReadonlySet<string> {
  return allowedTypes(elementSchemaAt(schema, index, model), model);
}

export function parseObject(parameter: Styled, body: string, model: ApiModel): Parsed {
  const parts = split(parameter, body)?.map((part) => toPlain(parameter, part));
  if (parts === undefined || !parts.every((part) => part !== undefined)) return BROKEN;
  const pairs: (readonly [string, string])[] = [];
  if (parameter.explode) {
    for (const part of parts) {
      const at = part.indexOf('=');
      if (at < 0) return wrong(`"${part}" is no member with its value`);
      pairs.push([part.slice(0, at), part.slice(at + 1)]);
    }
  } else {
    if (parts.length % 2 === 1) return wrong('a member has no value');
    for (let at = 0; at < parts.length; at += 2) pairs.push([parts[at] ?? '', parts[at + 1] ?? '']);
  }
  return { kind: 'value', value: objectOf(pairs, parameter.node.schema, model) };
}

function objectOf(pairs: readonly (readonly [string, string])[], schema: unknown, model: ApiModel): object {
  return Object.fromEntries(
    pairs.map(([name, text]) => [name, toValue(text, allowedTypes(memberSchema(schema, [name], model), model))]),
  );
}

/** The text after `.` of a label or `;name=` of a matrix; `undefined` without that. */
export function withoutOpening({ name: written, style, explode, spelling }: Styled, raw: string): string | undefined {
  const name = matrixName(written);
  if (style === 'label') return raw.startsWith('.') ? raw.slice(1) : undefined;
  if (style !== 'matrix') return raw;
  if (explode && spelling === 'other') return raw.startsWith(';') ? raw.slice(1) : undefined;
  if (raw === `;${name}`) return '';
  return raw.startsWith(`;${name}=`) ? raw.slice(name.length + 2) : undefined;
}

/** The parts of a raw text; `undefined` where they are separated as another style does. */
function split(
  { name: written, in: place, style, explode, spelling }: Styled,
  body: string,
): readonly string[] | undefined {
  const name = matrixName(written);
  switch (style) {
    case 'label':
      return body.split(explode ? '.' : ',');
    case 'matrix': {
      if (!explode) return body.split(',');
      const parts = body.split(';');
      if (spelling === 'other') return parts;
      const isNamed = parts.slice(1).every((part) => part.startsWith(`${name}=`));
      return isNamed ? parts.map((part, index) => (index === 0 ? part : part.slice(name.length + 1))) : undefined;
    }
    case 'spaceDelimited':
      return body.split(/%20|\+/);
    case 'pipeDelimited':
      return body.split(/%7C|\|/i);
    default:
      return place === 'header' ? body.split(/\s*,\s*/) : body.split(',');
  }
}

/** The text of a raw one. A header is not percent-encoded, nor is a cookie of that style; a plus sign is a space in a query only. */
export function toPlain({ in: place, style }: PlainParameter, raw: string): string | undefined {
  if (place === 'header' || style === 'cookie') return raw;
  return tryDecode(place === 'query' ? raw.replaceAll('+', ' ') : raw);
}

/** A parameter of a query, or of cookies, from all pairs. `others`: the names of other parameters. */
export function parsePairs(parameter: Styled, pairs: RawPairs, others: ReadonlySet<string>, model: ApiModel): Parsed {
  const { name, style, explode, node } = parameter;
  const types = allowedTypes(node.schema, model);
  const own = pairs.filter(([key]) => key === name).map(([, raw]) => raw);
  const [first, ...more] = own;
  if (types.has('object') && style === 'deepObject') return parseDeep(parameter, pairs, model);
  if (first === undefined || types.size === 1) {
    const rows = rowsOf(parameter, pairs, types);
    if (rows) return parseFree(parameter, rows, others, model);
  }
  if (first === undefined) return MISSING;
  // `explode` of other styles than form is not defined. Repeated is what most clients send.
  if (types.has('array') && (explode || style === 'deepObject')) return parseEach(parameter, own, model);
  if (more.length > 0) return wrong('it is given more than once');
  return parseText(parameter, first, model);
}

/** The pairs that may be members of an exploded object. Where only the example says that there is one, its members are those of the example. */
function rowsOf(
  { style, explode, example }: Styled,
  pairs: RawPairs,
  types: ReadonlySet<string>,
): RawPairs | undefined {
  if (!explode || (style !== 'form' && style !== 'cookie')) return undefined;
  if (types.has('object')) return pairs;
  return types.size === 0 && isRecord(example) ? pairs.filter(([key]) => Object.hasOwn(example, key)) : undefined;
}

function parseEach(parameter: Styled, own: readonly string[], model: ApiModel): Parsed {
  const texts = own.map((raw) => toPlain(parameter, raw));
  if (!texts.every((text) => text !== undefined)) return BROKEN;
  return { kind: 'value', value: texts.map((text, at) => jsonOr(text, typesAt(parameter.node.schema, at, model))) };
}

/** An exploded object: the pairs that its schema names; if it names none, all that are no other parameter. None is no object. */
function parseFree(
  { in: place, style, node }: Styled,
  pairs: RawPairs,
  others: ReadonlySet<string>,
  model: ApiModel,
): Parsed {
  const isAny = isOpen(node.schema, model);
  const own = pairs.filter(([name]) => (isAny || describesMember(node.schema, name, model)) && !others.has(name));
  if (own.length === 0) return MISSING;
  const texts = own.map(([name, raw]) => [name, toPlain({ in: place, style }, raw)] as const);
  const found = texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  return found.length < texts.length ? BROKEN : { kind: 'value', value: grouped(found, node.schema, model) };
}

/** Members that are arrays are repeated, or have their elements in one text: OpenAPI does not define it. */
function grouped(pairs: readonly (readonly [string, string])[], schema: unknown, model: ApiModel): object {
  const made = new Map<string, unknown>();
  for (const [name, text] of pairs) {
    const member = memberSchema(schema, [name], model);
    const types = allowedTypes(member, model);
    const value = types.has('array')
      ? text.split(',').map((part, at) => toValue(part, typesAt(member, at, model)))
      : jsonOr(text, types);
    made.set(name, value);
  }
  return Object.fromEntries(made);
}

/** An object in a member is one of JSON. */
export function jsonOr(text: string, types: ReadonlySet<string>): unknown {
  return types.has('object') ? (readJson(text) ?? text) : toValue(text, types);
}

/** `filter[a]=1`, `filter[a][b]=1`, `filter[list][0]=1`. */
function parseDeep({ name, node }: Styled, pairs: RawPairs, model: ApiModel): Parsed {
  const own = pairs.filter(([key]) => key === name || key.startsWith(`${name}[`));
  if (own.length === 0) return MISSING;
  const root: Tree = new Map();
  for (const [key, raw] of own) {
    const path = /^(\[[^[\]]*\])+$/.test(key.slice(name.length))
      ? key.slice(name.length + 1, -1).split('][')
      : undefined;
    const text = toPlain({ in: 'query' }, raw);
    if (path === undefined) return wrong(`"${key}" names no member`);
    if (text === undefined) return BROKEN;
    if (!plant(root, path, text)) return wrong(`"${key}" is given more than once`);
  }
  return { kind: 'value', value: grown(root, node.schema, model) };
}

type Tree = Map<string, Tree | string>;

function plant(tree: Tree, [name = '', ...rest]: readonly string[], text: string): boolean {
  const there = tree.get(name);
  if (rest.length === 0) {
    tree.set(name, text);
    return there === undefined;
  }
  const branch = there ?? new Map();
  tree.set(name, branch);
  return typeof branch !== 'string' && plant(branch, rest, text);
}

function grown(tree: Tree | string, schema: unknown, model: ApiModel): unknown {
  const types = allowedTypes(schema, model);
  if (typeof tree === 'string') return toValue(tree, types);
  const names = [...tree.keys()];
  const isArray = types.has('array') || (!types.has('object') && names.every((name, index) => name === String(index)));
  if (isArray) return [...tree.values()].map((one, at) => grown(one, elementSchemaAt(schema, at, model), model));
  return Object.fromEntries(
    names.map((name) => [name, grown(tree.get(name) ?? '', memberSchema(schema, [name], model), model)]),
  );
}

/**
 * The value of a text, as one of the types. An integer has decimal digits only. `1e3`, ` 5` and `0x1` stay texts, which the
 * schema then rejects; `Number` would accept them.
 */
export function toValue(text: string, types: ReadonlySet<string>): unknown {
  if (types.has('integer') && /^-?\d+$/.test(text)) return knownNumber(text);
  if (types.has('number') && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return knownNumber(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && text === 'null') return null;
  return text;
}
