/** The member of an item by which a path addresses it, where none is named like the parameter of the path. */
import { isResourceName } from '../model/resource-name.ts';
import type { Parameter } from '../model/types.ts';
import type { Member } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { keywordOf, textOf } from '../schema/walk.ts';
import { NAMING, toPlainName } from './conventions.ts';
import { type FoundList, omitsDefaults } from './find-list.ts';
import { mayBeSame } from './same-values.ts';

export interface Addressed {
  readonly member: Member;
  readonly why: string;
  /** The path has one of several segments of the member. */
  readonly isSegment?: true;
}

/**
 * The member that the description of the parameter names: "the `resourceId` attribute of the account". Else, where the parameter is called
 * like one item, as in `/users/{user}`, the only member that can be its value and names an item.
 */
export function addressedBy(
  found: FoundList,
  parameter: Parameter,
  known: readonly Member[],
  singulars: readonly string[],
): Addressed | undefined {
  const { schemas } = found;
  const stated = statedIn(schemas, parameter, known);
  if (stated) return { member: stated, why: `the description of "${parameter.name}" names "${stated.name}"` };
  const plain = toPlainName(parameter.name);
  const id = usableFor(schemas, parameter, known).find(({ name }) => toPlainName(name) === 'id');
  if (id && singulars.some((one) => plain.endsWith(`_${one}_id`)) && !saysAnother(schemas, parameter, id)) {
    return { member: id, why: `"${parameter.name}" ends in the name of one item and "id"` };
  }
  if (!singulars.includes(plain)) return undefined;
  const full = known.find(({ name, schema }) => name === 'name' && isResourceName(schemas, schema));
  if (full && !isResourceName(schemas, parameter.node, parameter.example, parameter.description)) {
    return { member: full, why: `"${parameter.name}" is a segment of "${full.name}"`, isSegment: true };
  }
  const member = onlyNaming(schemas, parameter, known);
  // Where Google's JSON is, a name has several segments, even if nobody says so.
  if (!member || (member.name === 'name' && omitsDefaults(found))) return undefined;
  return { member, why: `"${member.name}" is the only member that names an item and can be its "${parameter.name}"` };
}

/** The only member that names an item and can be the value of a parameter, unless that is said to be another. */
export function onlyNaming(
  schemas: Schemas,
  parameter: Parameter,
  known: readonly Member[],
  names: readonly string[] = NAMING,
): Member | undefined {
  const [member, other] = namingOf(schemas, parameter, known).filter(({ name }) => names.includes(toPlainName(name)));
  return member && !other && !saysAnother(schemas, parameter, member) ? member : undefined;
}

/**
 * Members of the type of the parameter by which items are often addressed. The word "id" in its description leaves the id alone, and a UUID
 * the members that are UUIDs.
 */
function namingOf(schemas: Schemas, parameter: Parameter, known: readonly Member[]): readonly Member[] {
  const naming = usableFor(schemas, parameter, known).filter(({ name }) => NAMING.includes(toPlainName(name)));
  const id = naming.find(({ name }) => toPlainName(name) === 'id');
  if (id && IS_ID.test(saidOf(schemas, parameter))) return [id];
  const isUuid = (node: SchemaNode) => keywordOf(schemas, node, 'format') === 'uuid';
  const uuids = isUuid(parameter.node) ? naming.filter(({ schema }) => isUuid(schema)) : [];
  return uuids.length > 0 ? uuids : naming;
}

/** The one scalar member whose name stands in quotation marks or as code in what is said of a parameter. */
export function statedIn(schemas: Schemas, parameter: Parameter, known: readonly Member[]): Member | undefined {
  const quoted = [...saidOf(schemas, parameter).matchAll(/["'`“‘]([A-Za-z_][\w-]*)["'`”’]/g)].map(([, name]) => name);
  const [member, other] = usableFor(schemas, parameter, known).filter(({ name }) => quoted.includes(name));
  return other ? undefined : member;
}

/** The members that can be the value of a parameter, by their types and forms. */
export function usableFor(schemas: Schemas, parameter: Parameter, known: readonly Member[]): readonly Member[] {
  const type = scalarOrNull(schemas, parameter.node);
  return known.filter(
    (member) => scalarOrNull(schemas, member.schema) === type && mayBeSame(schemas, parameter, member),
  );
}

/** Words for what else a path may take. */
const OTHER =
  /\b(slug|login|code|user ?name|key|number|name|handle|alias|e-?mail|title|reference|hash|token|index|position)\b/gi;

const IS_ID = /\b(uu|gu)?ids?\b|\bidentifiers?\b/i;

/** What a parameter is said to take, if that is no id: "The login of the user" -> `login`. */
export function saidToTake(schemas: Schemas, parameter: Parameter): readonly string[] {
  return IS_ID.test(saidOf(schemas, parameter)) ? [] : othersSaid(schemas, parameter);
}

function saysAnother(schemas: Schemas, parameter: Parameter, member: Member): boolean {
  return othersSaid(schemas, parameter).some((word) => word !== toPlainName(member.name));
}

function othersSaid(schemas: Schemas, parameter: Parameter): readonly string[] {
  return [...saidOf(schemas, parameter).matchAll(OTHER)].map(([word]) => toPlainName(word));
}

function saidOf(schemas: Schemas, { description, node }: Parameter): string {
  return `${description} ${textOf(schemas, node, 'description')}`;
}
