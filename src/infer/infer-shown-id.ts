/**
 * The id for paths below a response, where no list is certain: its array stands in an optional object, or no member of an item is named like
 * the parameter.
 */
import { toPointer } from '../core/pointer.ts';
import { idBelow, itemAside, itemKeyed } from '../model/paths-below.ts';
import { isResourceName } from '../model/resource-name.ts';
import type { ApiModel, ImpliedLink, Operation, Parameter } from '../model/types.ts';
import { ANNOTATIONS } from '../schema/keywords.ts';
import { elementsOf, isWithoutRequired, type Member, membersOf, objectElements } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { scalarOrNull, typesOf } from '../schema/types-of.ts';
import { hasExample, keywordOf, partsOf } from '../schema/walk.ts';
import { statedIn, usableFor } from './addressed-by.ts';
import { ASIDE, META, NAMING, singularsOf, toPlainName } from './conventions.ts';
import { hasOneSuccess, lastSegment, successBody } from './find-list.ts';
import { namedLike } from './infer-identity.ts';
import { mayBeDigits, saysOther } from './same-values.ts';

/** How many objects may stand around the array. */
const DEEPEST = 2;

/**
 * The value for the parameter of the paths below. A member of the same name as the parameter is its value. Another one may mean something
 * else, so it is a guess.
 */
export function inferShownId(operation: Operation, model: ApiModel): ImpliedLink | undefined {
  const { operations } = model;
  const below = [idBelow, itemKeyed, itemAside].map((find) => find(operation.path, operations)).find(Boolean);
  const body = operation.method === 'get' && hasOneSuccess(operation) ? successBody(operation)?.body : undefined;
  if (!below || !body) return undefined;
  const { path, parameter } = below;
  const readers = model.operations.filter((other) => other.path === path && other.method === 'get');
  if (readers.some((reader) => saysOther(model, parameter, reader))) return undefined;
  const shown = arrayOf(body, parameter, model);
  const found = shown && memberFor(parameter, shown.item, singularsOf(lastSegment(operation)), model);
  if (!found) return bareId(body, path, parameter, model);
  const { member, isNamed } = found;
  const isSure =
    shown.isOnly && isNamed && toPlainName(member.name) === toPlainName(parameter.name) && member.name !== 'id';
  const link = { body: `${shown.pointer}/0${toPointer([member.name])}`, path, parameter: parameter.name };
  return { degree: 'convention', ...link, ...(!isSure && { isGuess: true as const }) };
}

/** An array of bare values, as of the names of databases or of bare ids, where no array has objects. */
function bareId(body: SchemaNode, path: string, parameter: Parameter, model: ApiModel): ImpliedLink | undefined {
  if (arraysIn(body, model, '', 0).length > 0) return undefined;
  const [array, ...others] = arraysIn(body, model, '', 0, scalarElements);
  const value = array && { name: '', schema: array.item, required: true };
  if (!value || others.length > 0) return undefined;
  if (usableFor(model, parameter, [value]).length === 0 && !mayBeDigits(model, parameter, value)) return undefined;
  return { degree: 'convention', body: `${array.pointer}/0`, path, parameter: parameter.name, isGuess: true };
}

/** The schema of an array's elements, if each of them is a text or a number. */
function scalarElements(schemas: Schemas, node: SchemaNode): SchemaNode | undefined {
  const elements = elementsOf(schemas, node);
  return elements && /^(string|integer)$/.test(scalarOrNull(schemas, elements) ?? '') ? elements : undefined;
}

/** The member that may be the value of a parameter. `isNamed`: it is always there, and named like it. */
function memberFor(
  parameter: Parameter,
  item: SchemaNode,
  singulars: readonly string[],
  model: ApiModel,
): { readonly member: Member; readonly isNamed: boolean } | undefined {
  if (scalarOrNull(model, parameter.node) === undefined) return undefined;
  const usable = usableFor(model, parameter, membersOf(model, item));
  const known = usable.filter(({ required }) => required || isWithoutRequired(model, item));
  const like = namedLike(parameter.name, known, singulars);
  if (like) return { member: like, isNamed: true };
  // An item may lack what is not required: then nothing is requested.
  const digits = membersOf(model, item).filter((member) => mayBeDigits(model, parameter, member));
  const stated = statedIn(model, parameter, usable) ?? namedLike(parameter.name, [...usable, ...digits], singulars);
  const member = stated ?? guessed(known, parameter, model);
  return member && { member, isNamed: false };
}

/** The array with the items of the path. Of several, those count whose items have a member of the parameter's name. */
function arrayOf(
  body: SchemaNode,
  parameter: Parameter,
  model: ApiModel,
): { readonly pointer: string; readonly item: SchemaNode; readonly isOnly: boolean } | undefined {
  const all = arraysIn(body, model, '', 0);
  const isOnly = all.length === 1;
  const [array, ...others] = isOnly ? all : all.filter(({ item }) => hasNamed(item, parameter, model));
  return array && others.every(({ item }) => isSameItem(item, array.item)) ? { ...array, isOnly } : undefined;
}

function hasNamed(item: SchemaNode, { name }: Parameter, model: ApiModel): boolean {
  const wanted = toPlainName(name);
  return wanted !== 'id' && membersOf(model, item).some((member) => toPlainName(member.name) === wanted);
}

/** Items of one kind stand in several arrays, as booked and pending ones. Of several, the first may be missing. */
function isSameItem(one: SchemaNode, other: SchemaNode): boolean {
  return one.schema === other.schema || JSON.stringify(one.schema) === JSON.stringify(other.schema);
}

/** Where arrays are in a body, by default those of objects: the body itself, or below members that are objects. */
function arraysIn(
  node: SchemaNode,
  model: ApiModel,
  pointer: string,
  depth: number,
  itemOf = objectElements,
): readonly { readonly pointer: string; readonly item: SchemaNode }[] {
  const item = itemOf(model, node);
  if (item) return [{ pointer, item }];
  if (depth > DEEPEST || [...typesOf(model, node)].join() !== 'object') return [];
  const members = membersOf(model, node);
  // An object with an id is a resource with parts.
  if (members.some(({ name }) => name === 'id')) return [];
  return members
    .filter(({ name }) => !ASIDE.has(name) && !META.has(toPlainName(name)))
    .flatMap(({ name, schema }) => arraysIn(schema, model, pointer + toPointer([name]), depth + 1, itemOf));
}

/** The member that may be meant. A parameter with a pattern or a format of its own takes other values, and an example is no worse than a guess. */
function guessed(known: readonly Member[], { node, example }: Parameter, model: ApiModel): Member | undefined {
  if (example !== undefined || hasExample(model, node)) return undefined;
  const limits = partsOf(model, node).flatMap(({ schema }) => Object.entries(schema).filter((limit) => !isFree(limit)));
  const fits = ({ schema }: Member) =>
    limits.every(([name, value]) => JSON.stringify(keywordOf(model, schema, name)) === JSON.stringify(value));
  const fitting = known.filter((one) => fits(one) && !isResourceName(model, one.schema));
  return NAMING.flatMap((name) => fitting.find((one) => toPlainName(one.name) === name) ?? [])[0];
}

/** Whether a keyword leaves ids as they are, which are above 0. */
function isFree([name, value]: readonly [string, unknown]): boolean {
  const isOfIds = /^(minimum|exclusiveMinimum)$/.test(name) && typeof value === 'number' && value <= 1;
  const isShortest = name === 'minLength' && value === 1;
  return (
    FREE.has(name) ||
    name.startsWith('x-') ||
    isOfIds ||
    isShortest ||
    (name === 'format' && /^u?int\d*$/.test(String(value)))
  );
}

/** Keywords that leave a value as it is, or lead to schemas that are read as well. */
const FREE: ReadonlySet<string> = new Set([...ANNOTATIONS, '$ref', 'allOf', 'type']);
