/** Reads the pairs of a form as the value that its schema describes. https://spec.openapis.org/oas/v3.1.1.html#encoding-object */

import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { ApiModel, Media, PartEncoding, SchemaNode } from '../model/types.ts';
import { toValue } from './parse-parameter.ts';
import { readJson } from './read-json.ts';
import { allowedTypes, elementSchema, memberNames, memberNode } from './schema-members.ts';

/** The value of a form. Texts that cannot be read stay texts, which the schema then refuses. */
export function valueOfForm(text: string, { node, encoding }: Media, model: ApiModel): unknown {
  const pairs = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) pairs.set(name, [...(pairs.get(name) ?? []), value]);
  const value: Record<string, unknown> = {};
  for (const name of node ? memberNames(node.schema, model) : []) {
    const schema = node && memberNode(node, toPointer([name]), model)?.schema;
    const found = takeMember(name, { schema, encoding: encoding?.get(name) ?? {}, pairs, model });
    if (found !== undefined) define(value, name, found);
  }
  for (const [name, texts] of pairs) define(value, name, texts.length === 1 ? texts[0] : texts);
  return value;
}

interface Taking {
  readonly schema: unknown;
  readonly encoding: PartEncoding;
  /** Those that no member has taken yet. */
  readonly pairs: Map<string, string[]>;
  readonly model: ApiModel;
}

function takeMember(name: string, taking: Taking): unknown {
  const { schema, encoding, pairs, model } = taking;
  const types = allowedTypes(schema, model);
  const { style } = encoding;
  if (style === 'deepObject' && types.has('object')) return takeNested(name, taking);
  if (types.has('object') && style !== undefined && encoding.explode) return takeProperties(taking);
  const texts = pairs.get(name);
  if (!texts) return undefined;
  pairs.delete(name);
  if (types.has('array') && !encoding.types) return toList(texts, taking);
  const [text = '', ...others] = texts;
  return others.length > 0 ? texts : toOne(text, types, taking);
}

function toOne(text: string, types: ReadonlySet<string>, { schema, encoding, model }: Taking): unknown {
  if (types.has('object') && encoding.style !== undefined) {
    return toProperties(text.split(separatorOf(encoding)), schema, model);
  }
  const isJson = types.has('object') || encoding.types !== undefined || types.size === 0;
  return isJson ? (readJson(text) ?? text) : toValue(text, types);
}

function toList(texts: readonly string[], { schema, encoding, model }: Taking): unknown[] {
  const element = elementSchema(schema, model);
  const isJoined = encoding.style !== undefined && !encoding.explode;
  const all = isJoined ? texts.flatMap((text) => text.split(separatorOf(encoding))) : texts;
  return all.map((text) => toScalar(text, element, model));
}

function toScalar(text: string, schema: unknown, model: ApiModel): unknown {
  const types = allowedTypes(schema, model);
  return types.has('object') || types.has('array') ? (readJson(text) ?? text) : toValue(text, types);
}

/** The members of an object, each of which is a pair of the form. */
function takeProperties({ schema, pairs, model }: Taking): unknown {
  const found: Record<string, unknown> = {};
  for (const name of memberNames(schema, model)) {
    const [text] = pairs.get(name) ?? [];
    if (text !== undefined) define(found, name, toScalar(text, propertyOf(schema, name, model), model));
    pairs.delete(name);
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** `a,1,b,2` */
function toProperties(texts: readonly string[], schema: unknown, model: ApiModel): unknown {
  const found: Record<string, unknown> = {};
  for (let index = 0; index + 1 < texts.length; index += 2) {
    const [name = '', text = ''] = texts.slice(index);
    define(found, name, toScalar(text, propertyOf(schema, name, model), model));
  }
  return found;
}

/** `name[a][0]=x`: names, and indexes of arrays. */
function takeNested(name: string, { schema, pairs, model }: Taking): unknown {
  const root: Record<string, unknown> = {};
  for (const [key, [text = '']] of pairs) {
    if (!key.startsWith(`${name}[`) || !/^(\[[^\]]*\])+$/.test(key.slice(name.length))) continue;
    pairs.delete(key);
    const path = [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(([, step = '']) => step);
    let at = root;
    for (const step of path.slice(0, -1)) {
      const next = Object.hasOwn(at, step) && isRecord(at[step]) ? (at[step] as Record<string, unknown>) : {};
      define(at, step, next);
      at = next;
    }
    define(at, path.at(-1) ?? '', text);
  }
  return Object.keys(root).length > 0 ? typed(root, schema, model) : undefined;
}

function typed(value: unknown, schema: unknown, model: ApiModel): unknown {
  if (typeof value === 'string') return toScalar(value, schema, model);
  if (!isRecord(value)) return value;
  if (allowedTypes(schema, model).has('array')) {
    return Object.values(value).map((one) => typed(one, elementSchema(schema, model), model));
  }
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    typed(one, propertyOf(schema, name, model), model),
  ]);
  return Object.fromEntries(entries);
}

function propertyOf(schema: unknown, name: string, model: ApiModel): unknown {
  const node: SchemaNode = { schema, pointer: '' };
  return memberNode(node, toPointer([name]), model)?.schema;
}

function separatorOf({ style }: PartEncoding): string {
  return style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
}

/** A member, also one with the name `__proto__`. */
export function define(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
