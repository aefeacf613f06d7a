/**
 * The id for paths below a response, where no list is certain: its array stands in an optional object, or no member of an item is named like
 * the parameter.
 */
import { toPointer } from '../core/pointer.ts';
import { idBelow } from '../model/paths-below.ts';
import type { ApiModel, ImpliedLink, Operation, Parameter } from '../model/types.ts';
import { isWithoutRequired, type Member, membersOf, objectElements } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { scalarOrNull, typesOf } from '../schema/types-of.ts';
import { exampleValues, keywordOf, partsOf } from '../schema/walk.ts';
import { ASIDE, META, NAMING, singularsOf, toPlainName } from './conventions.ts';
import { hasOneSuccess, lastSegment, successBody } from './find-list.ts';
import { namedLike } from './infer-identity.ts';
import { mayBeSame, saysOther } from './same-values.ts';

/** How many objects may stand around the array. */
const DEEPEST = 2;

/**
 * The value for the parameter of the paths below. A member of the same name as the parameter is its value. Another one may mean something
 * else, so it is a guess.
 */
export function inferShownId(operation: Operation, model: ApiModel): ImpliedLink | undefined {
  const below = idBelow(operation.path, model.operations);
  const body = operation.method === 'get' && hasOneSuccess(operation) ? successBody(operation)?.body : undefined;
  const arrays = below && body ? arraysIn(body, model, '', 0) : [];
  const [array] = arrays;
  if (!below || !array || arrays.length > 1) return undefined;
  const { path, parameter } = below;
  const readers = model.operations.filter((other) => other.path === path && other.method === 'get');
  if (readers.some((reader) => saysOther(model, parameter, reader))) return undefined;
  const known = membersOf(model, array.item).filter(
    ({ schema, required }) =>
      (required || isWithoutRequired(model, array.item)) &&
      scalarOrNull(model, schema) !== undefined &&
      scalarOrNull(model, schema) === scalarOrNull(model, parameter.node),
  );
  const usable = known.filter((member) => mayBeSame(model, parameter, member));
  const like = namedLike(parameter.name, usable, singularsOf(lastSegment(operation)));
  const member = like ?? guessed(usable, parameter, model);
  if (!member) return undefined;
  const isSure = member === like && toPlainName(member.name) === toPlainName(parameter.name) && member.name !== 'id';
  const link = { body: `${array.pointer}/0${toPointer([member.name])}`, path, parameter: parameter.name };
  return { degree: 'convention', ...link, ...(!isSure && { isGuess: true as const }) };
}

/** Where arrays of objects are in a body: the body itself, or below members that are objects. */
function arraysIn(
  node: SchemaNode,
  model: ApiModel,
  pointer: string,
  depth: number,
): readonly { readonly pointer: string; readonly item: SchemaNode }[] {
  const item = objectElements(model, node);
  if (item) return [{ pointer, item }];
  if (depth > DEEPEST || [...typesOf(model, node)].join() !== 'object') return [];
  const members = membersOf(model, node);
  // An object with an id is a resource with parts.
  if (members.some(({ name }) => name === 'id')) return [];
  return members
    .filter(({ name }) => !ASIDE.has(name) && !META.has(toPlainName(name)))
    .flatMap(({ name, schema }) => arraysIn(schema, model, pointer + toPointer([name]), depth + 1));
}

/** The member that may be meant. A parameter with a pattern or a format of its own takes other values, and an example is no worse than a guess. */
function guessed(known: readonly Member[], { node, example }: Parameter, model: ApiModel): Member | undefined {
  if (example !== undefined || exampleValues(model, node).some((value) => value !== undefined)) return undefined;
  const limits = partsOf(model, node).flatMap(({ schema }) =>
    Object.entries(schema).filter(([name]) => !FREE.has(name)),
  );
  const fits = ({ schema }: Member) =>
    limits.every(([name, value]) => JSON.stringify(keywordOf(model, schema, name)) === JSON.stringify(value));
  return NAMING.flatMap((name) => known.find((one) => toPlainName(one.name) === name && fits(one)) ?? [])[0];
}

/** Keywords that leave a value as it is. */
const FREE: ReadonlySet<string> = new Set(['type', '$ref', 'description', 'title', 'example', 'examples']);
