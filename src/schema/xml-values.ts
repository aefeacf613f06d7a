/**
 * Whether an example that is written as XML contradicts its schema. Only what is certain: many schemas do not say how their members are called in
 * XML, so that an element which no member has is none that is wrong, and what seems to lack one may have it under another name.
 */
import type { Judging } from './accepts.ts';
import { problemIn } from './accepts.ts';
import { itemsOf, type Member, membersOf } from './members.ts';
import type { SchemaNode } from './node.ts';
import { isOnly, typesOf } from './types-of.ts';
import { keywordOf } from './walk.ts';
import { xmlOf } from './xml.ts';

/** What `parse-xml` has of an element. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly unknown[];
  readonly text: string;
}

/** What is wrong with the values in an element, such as `/Pet/id should be integer`. `undefined`: nothing, or nothing that is certain. */
export function problemOfElement(root: XmlElement, node: SchemaNode, judging: Judging): string | undefined {
  const at = `/${root.name}`;
  if (!isOnly(judging.schemas, node, 'array')) return problemAt(root, node, at, judging);
  const items = itemsOf(judging.schemas, node);
  return items && firstOf(elementsOf(root), (one) => problemAt(one, items, `${at}/${one.name}`, judging));
}

function firstOf<T>(all: readonly T[], problem: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const found = problem(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function problemAt(element: XmlElement, node: SchemaNode, at: string, judging: Judging): string | undefined {
  const inside = elementsOf(element);
  const members = membersOf(judging.schemas, node);
  if (inside.length === 0 && members.length === 0)
    return isNil(element) ? undefined : ofText(element.text, node, at, judging);
  if (!isOnly(judging.schemas, node, 'object') || members.length === 0) return undefined;
  const named = new Map(members.map((member) => [nameOf(member, judging), member]));
  return (
    firstOf(Object.entries(element.attributes), ([name, text]) => {
      const member = named.get(localName(name));
      return member && ofText(text, member.schema, `${at}/${name}`, judging);
    }) ??
    firstOf(inside, (one) => {
      const member = named.get(localName(one.name));
      return member && problemOfMember(one, member.schema, `${at}/${one.name}`, judging);
    }) ??
    missingIn(element, named, at, judging)
  );
}

/** One element of a member: of an array, it is the array or one of its elements. */
function problemOfMember(element: XmlElement, node: SchemaNode, at: string, judging: Judging): string | undefined {
  const { schemas } = judging;
  if (!typesOf(schemas, node).has('array')) return problemAt(element, node, at, judging);
  const items = isOnly(schemas, node, 'array') ? itemsOf(schemas, node) : undefined;
  if (!items || isOnly(schemas, items, 'array')) return undefined;
  if (!xmlOf(node, schemas).wrapped) return problemAt(element, items, at, judging);
  return firstOf(elementsOf(element), (one) => problemAt(one, items, `${at}/${one.name}`, judging));
}

/** A required member that is not there, where all else has a name that the schema gives. */
function missingIn(
  element: XmlElement,
  named: ReadonlyMap<string, Member>,
  at: string,
  { schemas, notNeeded }: Judging,
): string | undefined {
  const there = [...elementsOf(element).map(({ name }) => name), ...Object.keys(element.attributes)].map(localName);
  if (there.length === 0 || there.some((name) => !named.has(name))) return undefined;
  const missing = [...named].find(([name, { required, schema }]) => {
    const types = typesOf(schemas, schema);
    // An empty array and null have no element, and a text has none of its own.
    const mayBeNothing = types.has('array') || types.has('null') || xmlOf(schema, schemas).text !== undefined;
    return (
      required &&
      !mayBeNothing &&
      !there.includes(name) &&
      !notNeeded.some((keyword) => keywordOf(schemas, schema, keyword) === true)
    );
  });
  return missing && `${at} should have "${missing[0]}"`;
}

/** A text may be a number or a boolean. What stands around it need not belong to it. */
function ofText(text: string, node: SchemaNode, at: string, judging: Judging): string | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  const readings: readonly unknown[] = [text, plain, ...(isScalar(plain) ? [JSON.parse(plain)] : [])];
  const problems = readings.map((reading) => problemIn(reading, node.schema, judging));
  return problems.includes(undefined) ? undefined : `${at} has the text "${plain}": ${problems.at(-1)}`;
}

function isScalar(text: string): boolean {
  return /^(-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/.test(text);
}

/** https://www.w3.org/TR/xmlschema-1/#xsi_nil */
function isNil({ attributes }: XmlElement): boolean {
  return Object.keys(attributes).some((name) => localName(name) === 'nil');
}

function nameOf({ name, schema }: Member, { schemas }: Judging): string {
  return localName(xmlOf(schema, schemas).name ?? name);
}

/** A prefix may be another one in each document. */
function localName(name: string): string {
  return name.replace(/^.*:/, '');
}

function elementsOf({ children }: XmlElement): readonly XmlElement[] {
  return children.filter(
    (one): one is XmlElement => typeof one === 'object' && one !== null && 'attributes' in one && 'children' in one,
  );
}
