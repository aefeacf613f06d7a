/**
 * A value as an XML document, by the `xml` of its schema: https://spec.openapis.org/oas/v3.0.4.html#xml-object, and with the `nodeType` of
 * OpenAPI 3.2: https://spec.openapis.org/oas/v3.2.0.html#xml-object
 */
import { exactText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { membersOf } from './members.ts';
import type { SchemaNode, Schemas } from './node.ts';
import { elementFor, schemaFor } from './value-schema.ts';
import { partsOf } from './walk.ts';

interface XmlObject {
  readonly name?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly attribute: boolean;
  readonly wrapped: boolean;
  /** Whether it is text in the element around it, as it is or in a section of CDATA. */
  readonly text?: 'text' | 'cdata';
}

const NO_SCHEMA: SchemaNode = { schema: true, pointer: '' };

/**
 * The document of a value. The root has the name in `xml`, or that of the component, or else `root`. Where its schema does not say, the
 * alternative that accepts the value does.
 */
export function toXml(value: Json, node: SchemaNode = NO_SCHEMA, schemas: Schemas): string {
  const xml = xmlOf(schemaFor(schemas, node, value), schemas);
  const name = xml.name ?? componentName(node) ?? alternativeName(value, node, schemas) ?? 'root';
  const content = Array.isArray(value) ? inList(value, name, node, schemas) : contentOf(value, node, schemas);
  const elements = value === null ? [] : [element(name, content, xml)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elements.join('')}\n`;
}

/** Whether a value has an array in an array that is not wrapped: its elements stand between the others, and nothing says where it ends. */
export function hasFlatLists(value: Json, node: SchemaNode, schemas: Schemas): boolean {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).some((one, at) => {
      const own = elementFor(schemas, node, at);
      return (Array.isArray(one) && !xmlOf(own, schemas).wrapped) || hasFlatLists(one, own, schemas);
    });
  }
  const members = isRecord(value) ? Object.entries(value as Record<string, Json>) : [];
  return members.some(([name, member]) => hasFlatLists(member, memberOf(name, node, schemas), schemas));
}

/** The names in a value that XML does not have, and that are written in another way. */
export function renamedIn(value: Json, node: SchemaNode, schemas: Schemas): readonly string[] {
  const inside = Array.isArray(value)
    ? (value as readonly Json[]).map((one, at) => ['', one, elementFor(schemas, node, at)] as const)
    : isRecord(value)
      ? Object.entries(value as Record<string, Json>).map(
          ([name, one]) => [name, one, memberOf(name, node, schemas)] as const,
        )
      : [];
  const found = inside.flatMap(([name, one, own]) => [
    xmlOf(own, schemas).name ?? name,
    ...renamedIn(one, own, schemas),
  ]);
  const root = xmlOf(node, schemas).name;
  return [...new Set([...(root === undefined ? [] : [root]), ...found])].filter((name) => name !== toXmlName(name));
}

/** `Pet` of `#/components/schemas/Pet`. */
function componentName({ schema, pointer }: SchemaNode): string | undefined {
  const reference = isRecord(schema) && typeof schema['$ref'] === 'string' ? schema['$ref'] : pointer;
  const [first, second, name, ...more] = fromPointer(reference);
  return first === 'components' && second === 'schemas' && more.length === 0 ? name : undefined;
}

/** The component that is the alternative which accepts a value. */
function alternativeName(value: Json, node: SchemaNode, schemas: Schemas): string | undefined {
  const { schema } = schemaFor(schemas, node, value);
  const parts: readonly unknown[] = schema !== node.schema && isRecord(schema) ? (schema['allOf'] as unknown[]) : [];
  return parts.flatMap((part) => componentName({ schema: part, pointer: '' }) ?? [])[0];
}

/** The elements of a member: one, or one for each element of an array. A `null` has none. */
function toElements(name: string, value: Json, node: SchemaNode, schemas: Schemas): readonly string[] {
  if (value === null) return [];
  const xml = xmlOf(node, schemas);
  if (xml.text && typeof value !== 'object')
    return [xml.text === 'cdata' ? inCdata(exactText(value)) : escaped(exactText(value))];
  if (!Array.isArray(value)) return [element(xml.name ?? name, contentOf(value, node, schemas), xml)];
  if (!xml.wrapped) return inList(value, name, node, schemas).children;
  const outer = xml.name ?? name;
  return [element(outer, inList(value, outer, node, schemas), xml)];
}

interface Content {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
}

function inList(list: readonly Json[], name: string, node: SchemaNode, schemas: Schemas): Content {
  const children = list.flatMap((one, at) => toElements(name, one, elementFor(schemas, node, at), schemas));
  return { attributes: [], children };
}

function contentOf(value: Json, node: SchemaNode, schemas: Schemas): Content {
  if (!isRecord(value)) return { attributes: [], children: [escaped(exactText(value))] };
  const attributes: string[] = [];
  const children: string[] = [];
  for (const [name, member] of Object.entries(value as Record<string, Json>)) {
    const schema = memberOf(name, node, schemas);
    const xml = xmlOf(schema, schemas);
    const isAttribute = xml.attribute && typeof member !== 'object';
    if (isAttribute)
      attributes.push(...declared(xml), ` ${prefixed(xml.name ?? name, xml)}="${inAttribute(exactText(member))}"`);
    else children.push(...toElements(name, member, schema, schemas));
  }
  return { attributes, children };
}

/** The schema of a member, also if only an alternative has it. */
function memberOf(name: string, node: SchemaNode, schemas: Schemas): SchemaNode {
  const found = membersOf(schemas, node).find((member) => member.name === name);
  if (found) return found.schema;
  for (const { schema, pointer } of partsOf(schemas, node)) {
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
      for (const [index, branch] of branches.entries()) {
        const at = { schema: branch, pointer: `${pointer}/${keyword}/${index}` };
        const inside = membersOf(schemas, at).find((member) => member.name === name);
        if (inside) return inside.schema;
      }
    }
  }
  return NO_SCHEMA;
}

function element(name: string, { attributes, children }: Content, xml: XmlObject): string {
  const tag = prefixed(name, xml);
  const start = [tag, ...new Set([...declared(xml), ...attributes])].join('');
  return children.length === 0 ? `<${start}/>` : `<${start}>${children.join('')}</${tag}>`;
}

function declared({ namespace, prefix }: XmlObject): readonly string[] {
  if (namespace === undefined) return [];
  return [` xmlns${prefix === undefined ? '' : `:${toXmlName(prefix)}`}="${escaped(namespace)}"`];
}

function prefixed(name: string, { prefix }: XmlObject): string {
  const safe = toXmlName(name);
  return prefix === undefined ? safe : `${toXmlName(prefix)}:${safe.replaceAll(':', '_')}`;
}

/**
 * A name without the characters that XML does not allow in one. A colon stays between two names, as in `soap:Envelope`. An empty one, as
 * elements of arrays have it, stays empty.
 *
 * https://www.w3.org/TR/xml/#NT-Name, https://www.w3.org/TR/xml-names/#NT-QName
 */
export function toXmlName(name: string): string {
  if (name === '') return '';
  const parts = name.split(':').map((part) => part.replace(/[^\p{L}\p{N}_.-]/gu, '_'));
  const isQualified = parts.length === 2 && !parts.includes('');
  return isQualified ? parts.map(begun).join(':') : begun(parts.join('_'));
}

function begun(plain: string): string {
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
}

/** A section ends at `]]>`, which two sections have between them. https://www.w3.org/TR/xml/#sec-cdata-sect */
function inCdata(text: string): string {
  return `<![CDATA[${withXmlCharacters(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** A parser reads a line break or a tab in an attribute as a space. https://www.w3.org/TR/xml/#AVNormalize */
function inAttribute(text: string): string {
  return escaped(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** A parser reads a carriage return as a line break. https://www.w3.org/TR/xml/#sec-line-ends */
function escaped(text: string): string {
  return withXmlCharacters(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** https://www.w3.org/TR/xml/#charsets */
function withXmlCharacters(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

/** How a value of a schema is written. */
export function xmlOf(node: SchemaNode, schemas: Schemas): XmlObject {
  // Each part of an `allOf` may say something of it; the nearest counts.
  const parts = partsOf(schemas, node).flatMap(({ schema }) => (isRecord(schema['xml']) ? [schema['xml']] : []));
  const written: Readonly<Record<string, unknown>> = Object.assign({}, ...parts.toReversed());
  const text = (name: string) => {
    const value = written[name];
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  return {
    ...text('name'),
    ...text('namespace'),
    ...text('prefix'),
    ...nodeOf(written),
  };
}

/** What an `xml` is in a document. `wrapped` counts for arrays only. `nodeType` says the same as `attribute` and `wrapped`, which it replaces. */
export function nodeOf(xml: Readonly<Record<string, unknown>>): Pick<XmlObject, 'attribute' | 'wrapped' | 'text'> {
  const { attribute, nodeType, wrapped } = xml;
  return {
    attribute: attribute === true || nodeType === 'attribute',
    wrapped: wrapped === true || nodeType === 'element',
    ...((nodeType === 'text' || nodeType === 'cdata') && { text: nodeType }),
  };
}
