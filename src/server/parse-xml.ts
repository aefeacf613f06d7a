/** Reads an XML document as the value that its schema describes. https://spec.openapis.org/oas/v3.0.4.html#xml-object */
import { groupBy } from '../core/group-by.ts';
import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { nodeOf, toXmlName } from '../schema/xml.ts';
import { define } from './parse-form.ts';
import {
  allowedTypes,
  elementSchema,
  elementSchemaAt,
  isRequiredMember,
  mayBeNull,
  memberNames,
  memberNode,
  schemaBehindReference,
  schemaParts,
  tupleOf,
} from './schema-members.ts';
import { toValue } from './text-value.ts';

/** What `parse-xml` has of an element. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly unknown[];
  readonly text: string;
}

interface Spelling {
  readonly name: string | undefined;
  readonly prefix: string;
  readonly isAttribute: boolean;
  readonly isWrapped: boolean;
  readonly text: 'text' | 'cdata' | undefined;
}

/** An `allOf` may lead back to itself. */
const MOST_NESTED = 8;

/** The value of a document; `undefined` for what is not well-formed, or has another root. */
export async function valueOfXml(text: string, node: SchemaNode | undefined, model: ApiModel): Promise<unknown> {
  const { parseXml } = await import('@rgrove/parse-xml');
  let root: Element | null;
  try {
    root = parseXml(text, { preserveCdata: true }).root as Element | null;
  } catch {
    return undefined;
  }
  if (!root) return undefined;
  if (!node) return root.text;
  const wanted = rootNames(node, model);
  if (wanted && !wanted.has(root.name)) return undefined;
  return allowedTypes(node.schema, model).has('array')
    ? elementsOf(root).map((one, at) => readElement(one, elementSchemaAt(node.schema, at, model), model))
    : readElement(root, node.schema, model);
}

/** The names that a root may have: its own, or those of alternatives, which may have another one. `undefined` for any. */
function rootNames(node: SchemaNode, model: ApiModel): ReadonlySet<string> | undefined {
  const own = spellingOf(node.schema, model);
  const usual = componentOf(node);
  const name = nameIn(own, usual);
  if (name === undefined) return undefined;
  const alternatives = schemaParts(node.schema, model).flatMap(({ oneOf, anyOf }): unknown[] =>
    [oneOf, anyOf].filter(Array.isArray).flat(),
  );
  const others = alternatives.map((schema) => {
    const other = spellingOf(schema, model);
    return nameIn({ ...other, name: own.name ?? other.name, prefix: own.prefix || other.prefix }, usual ?? name);
  });
  return new Set([name, ...others]);
}

/** The name of an element or attribute with its prefix. `usual`: the one that it has without a name of its own. */
function nameIn(spelling: Spelling, usual: string): string;
function nameIn(spelling: Spelling, usual: string | undefined): string | undefined;
function nameIn({ name, prefix }: Spelling, usual: string | undefined): string | undefined {
  const own = name ?? usual;
  if (own === undefined) return undefined;
  // A name that XML does not have can only be written in another way.
  return prefix === '' ? toXmlName(own) : prefix + toXmlName(own).replaceAll(':', '_');
}

function componentOf({ schema }: SchemaNode): string | undefined {
  const reference = isRecord(schema) && typeof schema['$ref'] === 'string' ? schema['$ref'] : '';
  return /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1];
}

function readElement(element: Element, schema: unknown, model: ApiModel): unknown {
  const types = allowedTypes(schema, model);
  if (types.size === 1 && types.has('array')) return readInnerList(element, schema, model);
  const names = memberNames(schema, model);
  const isText = elementsOf(element).length === 0 && Object.keys(element.attributes).length === 0;
  // A text, where the schema allows an object, too.
  if (isText && types.size > 1 && [...types].some((type) => type !== 'object' && type !== 'array' && type !== 'null'))
    return toValue(element.text, types);
  const isObject = types.has('object') || names.length > 0 || (types.size === 0 && elementsOf(element).length > 0);
  return isObject ? readObject(element, schema, names, model) : toValue(element.text, types);
}

/** An array in an array. One that is not wrapped has no element of its own, so nothing says where it ends: each is an array. */
function readInnerList(element: Element, schema: unknown, model: ApiModel): unknown {
  const own = spellingOf(schema, model).isWrapped ? elementsOf(element) : [element];
  return own.map((one, at) => readElement(one, elementSchemaAt(schema, at, model), model));
}

function readObject(element: Element, schema: unknown, names: readonly string[], model: ApiModel): unknown {
  const value: Record<string, unknown> = {};
  const read = new Set<unknown>();
  for (const name of names) {
    const member = memberOf(schema, name, model);
    const found = readMember(element, name, member, { model, read });
    if (found !== undefined) define(value, name, found);
    else if (isRequiredMember(schema, [name], model)) {
      if (isListOfElements(member, model)) define(value, name, []);
      else if (mayBeNull(member, model)) define(value, name, null);
    }
  }
  const others = elementsOf(element).filter((other) => !read.has(other));
  // An element or attribute that is not how a member is written is none, also with its name: it is one that no schema names.
  const nameOf = (name: string) => (names.includes(name) ? `<${name}>` : name);
  for (const [name, own] of groupBy(others, (other) => other.name)) define(value, nameOf(name), readOthers(own, name));
  for (const [name, text] of Object.entries(element.attributes)) {
    if (read.has(`@${name}`) || /^xmlns(:|$)/.test(name)) continue;
    define(value, nameOf(name), toValue(text, allowedTypes(memberOf(schema, name, model), model)));
  }
  return value;

  /** Members without a name in the schema, which it describes by a pattern, or as all others. */
  function readOthers(own: readonly Element[], name: string): unknown {
    const member = memberOf(schema, name, model);
    if (allowedTypes(member, model).has('array'))
      return own.map((one, at) => readElement(one, elementSchemaAt(member, at, model), model));
    const values = own.map((one) => readElement(one, member, model));
    return values.length === 1 ? values[0] : values;
  }
}

/** An array without elements of its own is written by its elements, so an empty one is not written. */
function isListOfElements(member: unknown, model: ApiModel): boolean {
  return allowedTypes(member, model).has('array') && !spellingOf(member, model).isWrapped;
}

interface Tools {
  readonly model: ApiModel;
  /** The elements, and the names of the attributes, that a member is read from. */
  readonly read: Set<unknown>;
}

function readMember(element: Element, name: string, schema: unknown, tools: Tools): unknown {
  const { model, read: done } = tools;
  const spelling = spellingOf(schema, model);
  if (spelling.isAttribute) {
    const own = nameIn(spelling, name);
    if (!Object.hasOwn(element.attributes, own)) return undefined;
    done.add(`@${own}`);
    return toValue(element.attributes[own] ?? '', allowedTypes(schema, model));
  }
  if (spelling.text) {
    const texts = textsOf(element, spelling.text);
    return texts.length === 0 ? undefined : toValue(texts.join(''), allowedTypes(schema, model));
  }
  return readOwnElements(element, name, schema, tools);
}

/** A member that is an element, or an array of them. */
function readOwnElements(element: Element, name: string, schema: unknown, { model, read: done }: Tools): unknown {
  const spelling = spellingOf(schema, model);
  const own = nameIn(spelling, name);
  const take = (elements: readonly Element[], isWanted: (name: string) => boolean) => {
    const found = elements.filter((one) => isWanted(one.name));
    for (const one of found) done.add(one);
    return found;
  };
  const ownElements = () => take(elementsOf(element), (one) => one === own);
  if (!allowedTypes(schema, model).has('array')) {
    const found = ownElements();
    return found.length > 1 ? found.map(({ text }) => text) : found[0] && readElement(found[0], schema, model);
  }
  const within = spelling.isWrapped ? ownElements() : undefined;
  if (within?.length === 0) return undefined;
  const wanted = itemNames(schema, spelling.isWrapped ? (spelling.name ?? name) : name, model);
  const found = take(within ? within.flatMap(elementsOf) : elementsOf(element), (one) => wanted.has(one));
  return found.length === 0 && !within
    ? undefined
    : found.map((one, at) => readElement(one, elementSchemaAt(schema, at, model), model));
}

/** The names of the elements of an array. Those that have a schema by their place may have names of their own. */
function itemNames(schema: unknown, usual: string, model: ApiModel): ReadonlySet<string> {
  const schemas = [...tupleOf(schema, model), elementSchema(schema, model)];
  return new Set(schemas.map((one) => nameIn(spellingOf(one, model), usual)));
}

function elementsOf({ children }: Element): readonly Element[] {
  return children.filter((one): one is Element => isElement(one));
}

/** The texts between the elements of an element, or those in its sections of CDATA. */
function textsOf({ children }: Element, kind: 'text' | 'cdata'): readonly string[] {
  const texts = children as readonly { readonly type?: string; readonly text?: string }[];
  return texts.flatMap(({ type, text }) => (type === kind && text !== undefined ? [text] : []));
}

function isElement(one: unknown): boolean {
  return typeof one === 'object' && one !== null && 'attributes' in one && 'children' in one;
}

function memberOf(schema: unknown, name: string, model: ApiModel): unknown {
  return memberNode({ schema, pointer: '' }, toPointer([name]), model)?.schema;
}

function xmlIn(schema: unknown, model: ApiModel, depth = 0): Readonly<Record<string, unknown>> {
  const target = schemaBehindReference(schema, model);
  const own = [schema, target].map((one) => (isRecord(one) ? one['xml'] : undefined)).find(isRecord);
  const parts: readonly unknown[] = isRecord(target) && Array.isArray(target['allOf']) ? target['allOf'] : [];
  // What stands nearest counts: what is written here, or one level down, before what is deeper.
  const inside = depth > MOST_NESTED ? [] : parts.map((part) => xmlIn(part, model, depth + 1));
  const direct = parts.map((part) => (isRecord(part) ? part['xml'] : undefined));
  return Object.assign({}, ...inside.toReversed(), ...direct.filter(isRecord).toReversed(), own);
}

/**
 * The nearest `xml` of a schema: beside its reference, behind it, or in an `allOf`, since OpenAPI 3.0 ignores what stands beside a
 * reference.
 */
function spellingOf(schema: unknown, model: ApiModel): Spelling {
  const found = xmlIn(schema, model);
  const node = nodeOf(found);
  return {
    name: typeof found['name'] === 'string' ? found['name'] : undefined,
    prefix: typeof found['prefix'] === 'string' ? `${toXmlName(found['prefix'])}:` : '',
    isAttribute: node.attribute,
    isWrapped: node.wrapped,
    text: node.text,
  };
}
