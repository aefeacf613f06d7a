/**
 * Reads parameters that several pairs of a query, of cookies or of a form may hold: exploded ones, and `filter[a]=1`.
 * https://spec.openapis.org/oas/v3.1.1.html#style-examples
 */
import { isRecord } from '../core/json.ts';
import { tryDecode } from '../core/url-text.ts';
import type { ApiModel } from '../model/types.ts';
import { nestedValue } from './nested-value.ts';
import { BROKEN, type Parsed, parseText, type Styled, toPlain, wrong } from './parse-parameter.ts';
import { readJson } from './read-json.ts';
import { allowedTypes, describesMember, elementSchemaAt, isOpen, memberNames, memberSchema } from './schema-members.ts';
import { toValue } from './text-value.ts';

/** Names and raw values, in the order in which they were sent. */
export type RawPairs = readonly (readonly [name: string, raw: string])[];

const MISSING: Parsed = { kind: 'missing' };

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
  const { schema } = parameter.node;
  const texts = own.map((raw) => toPlain(parameter, raw));
  if (!texts.every((text) => text !== undefined)) return BROKEN;
  return {
    kind: 'value',
    value: texts.map((text, at) => nestedValue(text, elementSchemaAt(schema, at, model), model)),
  };
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
  if (found.length < texts.length) return BROKEN;
  const members = found.map(([name, text]) => [
    name,
    nestedValue(text, memberSchema(node.schema, [name], model), model),
  ]);
  return { kind: 'value', value: Object.fromEntries(members) as object };
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
    const path = deepPath(key.slice(name.length), node.schema, model);
    const text = toPlain({ in: 'query' }, raw);
    if (path === undefined) return wrong(`"${key}" names no member`);
    if (text === undefined) return BROKEN;
    if (!plant(root, path, text)) return wrong(`"${key}" is given more than once`);
  }
  return { kind: 'value', value: grown(root, node.schema, model) };
}

/** The names in brackets, of which those that the schema has may have brackets themselves. `undefined`: they are none. */
function deepPath(text: string, schema: unknown, model: ApiModel): readonly string[] | undefined {
  const path: string[] = [];
  let at = 0;
  for (let own = schema; at < text.length || path.length === 0; ) {
    const name = nameAt(text, at, memberNames(own, model));
    // Brackets without a partner are those of a name that nothing describes.
    if (name === undefined) return /^\[.*\]$/s.test(text) ? [text.slice(1, -1)] : undefined;
    path.push(name);
    at += name.length + 2;
    own = memberSchema(own, [name], model) ?? elementSchemaAt(own, Number(name), model);
  }
  return path;
}

function nameAt(text: string, at: number, known: readonly string[]): string | undefined {
  const isThere = (name: string) =>
    text.startsWith(`[${name}]`, at) && ['[', undefined].includes(text[at + name.length + 2]);
  return known.find(isThere) ?? betweenBrackets(text, at);
}

/** A name in which brackets have their partners. */
function betweenBrackets(text: string, from: number): string | undefined {
  let open = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '[') open += 1;
    if (text[at] === ']') open -= 1;
    if (open === 0) return at > from ? text.slice(from + 1, at) : undefined;
  }
  return undefined;
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
