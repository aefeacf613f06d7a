/** Reads the pairs of a form as the value that its schema describes. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */

import { groupBy } from '../core/group-by.ts';
import { toPointer } from '../core/pointer.ts';
import type { ApiModel, Media, PartEncoding, SchemaNode } from '../model/types.ts';
import { mergedReadings } from './merged-readings.ts';
import { jsonOr, pairsOf, parsePairs, type RawPairs } from './parse-pairs.ts';
import { type Styled, toPlain } from './parse-parameter.ts';
import { readJson } from './read-json.ts';
import {
  allowedTypes,
  describesMember,
  elementSchemaAt,
  isOpen,
  isRequiredMember,
  mayBeNull,
  memberNames,
  memberNode,
} from './schema-members.ts';
import { toValue } from './text-value.ts';
import type { Accepts } from './validators.ts';

/** The value of a form. Texts that cannot be read stay texts, which the schema then refuses. */
export function valueOfForm(text: string, media: Media, model: ApiModel, accepts?: Accepts): unknown {
  return valueOfPairs(pairsOf(text.replaceAll('+', '%20')), media, model, accepts);
}

/** The value of the pairs of a form: of a body, or of a query string as a whole. */
export function valueOfPairs(
  pairs: RawPairs,
  { node, encoding }: Pick<Media, 'node' | 'encoding'>,
  model: ApiModel,
  accepts?: Accepts,
): Readonly<Record<string, unknown>> {
  const names = node ? memberNames(node.schema, model) : [];
  const taken = new Set<string>();
  const value: Record<string, unknown> = {};
  const memberAt = (name: string): Member => ({
    name,
    node: (node && memberNode(node, toPointer([name]), model)) ?? ANY,
    encoding: encoding?.get(name) ?? {},
    model,
    ...(accepts && { accepts }),
  });
  for (const name of names) {
    const member = memberAt(name);
    const keys = keysOf(member, pairs, new Set(names));
    const found = toMember(
      member,
      pairs.filter(([key]) => keys.has(key) && !taken.has(key)),
    );
    if (found === undefined) continue;
    for (const key of keys) taken.add(key);
    define(value, name, found);
  }
  for (const [name, own] of groupBy(
    pairs.filter(([key]) => !taken.has(key)),
    ([key]) => key,
  )) {
    const isDescribed = node !== undefined && describesMember(node.schema, name, model);
    define(value, name, isDescribed ? toMember(memberAt(name), own) : oneOrAll(own.map(([, raw]) => plain(raw))));
  }
  addUnwritten(value, node, encoding, model);
  return value;
}

/**
 * Adds what a form has no pair for: an empty array, an empty object in rows, and `null`. They are the same as nothing, so a required one is taken to be there.
 * https://www.rfc-editor.org/rfc/rfc6570#section-2.3
 */
export function addUnwritten(
  value: Record<string, unknown>,
  node: SchemaNode | undefined,
  encoding: Media['encoding'],
  model: ApiModel,
): void {
  for (const name of node ? memberNames(node.schema, model) : []) {
    if (!node || Object.hasOwn(value, name) || !isRequiredMember(node.schema, [name], model)) continue;
    const schema = memberNode(node, toPointer([name]), model)?.schema;
    const types = allowedTypes(schema, model);
    const { style, types: written } = encoding?.get(name) ?? {};
    if (types.has('array') && written === undefined) define(value, name, []);
    else if (types.has('object') && style !== undefined) define(value, name, {});
    else if (mayBeNull(schema, model)) define(value, name, null);
  }
}

const ANY: SchemaNode = { schema: undefined, pointer: '' };

export interface Member {
  readonly name: string;
  readonly node: SchemaNode;
  readonly encoding: PartEncoding;
  readonly model: ApiModel;
  /** Where given, of several readings the one that the schema accepts is taken. */
  readonly accepts?: Accepts;
}

/** The names of the pairs that are a member: those of its own members, where it is an exploded object. `others`: the names of the members of the form. */
export function keysOf(
  { name, node, encoding, model }: Member,
  pairs: RawPairs,
  others: ReadonlySet<string>,
): ReadonlySet<string> {
  const isObject = encoding.style !== undefined && allowedTypes(node.schema, model).has('object');
  if (isObject && encoding.style === 'deepObject') {
    return new Set(pairs.flatMap(([key]) => (key === name || key.startsWith(`${name}[`) ? [key] : [])));
  }
  if (!isObject || !encoding.explode) return new Set([name]);
  const isAny = isOpen(node.schema, model);
  const more = pairs.filter(([key]) => !others.has(key) && (isAny || describesMember(node.schema, key, model)));
  return new Set([...memberNames(node.schema, model), ...more.map(([key]) => key)]);
}

/** `undefined`: it was not sent. */
export function toMember(member: Member, own: RawPairs): unknown {
  const { node, encoding, model } = member;
  if (own.length === 0) return undefined;
  const { style } = encoding;
  const texts = own.map(([, raw]) => plain(raw));
  const types = allowedTypes(node.schema, model);
  if (style !== undefined) return styledValue(member, own);
  if (types.has('array') && !encoding.types) {
    return texts.map((text, at) => {
      const ofElement = allowedTypes(elementSchemaAt(node.schema, at, model), model);
      return ofElement.has('array') ? (readJson(text) ?? text) : jsonOr(text, ofElement);
    });
  }
  const [text = '', ...others] = texts;
  if (others.length > 0) return texts;
  const isJson = types.has('object') || encoding.types !== undefined || types.size === 0;
  return isJson ? (readJson(text) ?? text) : toValue(text, types);
}

function styledValue({ name, node, encoding, model, accepts }: Member, own: RawPairs): unknown {
  const { style = 'form', explode = false } = encoding;
  const readings = readingsOf({ name, in: 'query', style, explode, spelling: 'other', node }, own, model);
  const right = accepts && readings.find((value) => accepts(node, value));
  if (readings.length > 0) return right ?? readings[0];
  // What is no value by its style stays what its schema refuses.
  const texts = own.map(([, raw]) => plain(raw));
  return allowedTypes(node.schema, model).has('array') ? texts.join() : oneOrAll(texts);
}

/** The values of a member by its style, the likeliest first. */
function readingsOf(styled: Styled, own: RawPairs, model: ApiModel): readonly unknown[] {
  const parsed = (raws: RawPairs) => {
    const read = parsePairs(styled, raws, new Set(), model);
    return read.kind === 'value' ? [read.value] : [];
  };
  const [first, ...more] = own;
  if (!first || styled.explode || more.length > 0) return parsed(own);
  const [key, raw] = first;
  // The commas between elements may be encoded like all others: a client encodes the text of a row as a whole.
  const plainly = raw.replaceAll(/%2C/gi, ',');
  const whole = raw.includes(',') ? [raw] : [plainly, raw];
  return [...whole.flatMap((one) => parsed([[key, one]])), ...mergedReadings(styled, plainly, model)];
}

function oneOrAll(texts: readonly string[]): unknown {
  return texts.length === 1 ? texts[0] : texts;
}

function plain(raw: string): string {
  return toPlain({ in: 'query' }, raw) ?? raw;
}

/** A member, also one with the name `__proto__`. */
export function define(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
