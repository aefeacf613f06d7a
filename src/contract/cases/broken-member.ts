/** A member of a body that is broken: from which body, and by which value. */
import { isRecord, type Json } from '../../core/json.ts';
import type { ApiModel, SchemaNode } from '../../model/types.ts';
import { accepts } from '../../schema/accepts.ts';
import { itemsOf, type Member, membersOf } from '../../schema/members.ts';
import { sampleValue } from '../../schema/sample.ts';
import { typesOf } from '../../schema/types-of.ts';
import { isOfType } from '../../schema/values.ts';
import { keywordOf } from '../../schema/walk.ts';
import { withoutNulls } from '../without-nulls.ts';

/** Whether a member has a default: validators such as Ajv put it in the place of a missing one before they look what is required. */
export function isFilledIn(path: readonly string[], node: SchemaNode, model: ApiModel): boolean {
  const [name, ...others] = path;
  if (name === undefined) return keywordOf(model, node, 'default') !== undefined;
  const schema = membersOf(model, node).find((member) => member.name === name)?.schema ?? itemsOf(model, node);
  return schema !== undefined && isFilledIn(others, schema, model);
}

export type Members = Readonly<Record<string, Json>>;

/**
 * A body whose member, if it is of another type, is a value that no framework makes one of the right type: many read a number as a text, or a
 * value as an array of one. `undefined` if there is none.
 */
export function withUncoerced(broken: Members, { name, schema }: Member, model: ApiModel): Json | undefined {
  const types = typesOf(model, schema);
  const value = broken[name];
  if (value === undefined || types.size === 0 || isOfType(value, [...types])) return broken;
  if (!types.has('string') && !types.has('array')) return broken;
  const elements = itemsOf(model, schema);
  const ofElements = types.has('array') ? (elements ? [...typesOf(model, elements)] : ANY) : [];
  const taken = new Set([...types, ...ofElements]);
  if (!taken.has('object')) return { ...broken, [name]: {} };
  return taken.has('string') ? undefined : { ...broken, [name]: 'text' };
}

const ANY = ['object', 'string'];

/**
 * The valid body in which a member is broken, so that nothing else is wrong: the member may exclude others, as by `maxProperties` or a
 * `oneOf`. `undefined` if there is none.
 */
export function baseWith(member: Member, node: SchemaNode, body: Json, model: ApiModel): Json | undefined {
  const { name, schema } = member;
  if (!isRecord(body) || Object.hasOwn(body, name) || withMember(member, node, body, model) !== body) return body;
  const part = { [name]: sampleValue(schema, model) };
  return isValidBody(part, node, model) ? part : undefined;
}

/**
 * A body with a member that it lacks, or that is null in it, since null is below no bound; as it is, if it has the member, or is not valid
 * with it.
 */
export function withMember(member: Member | undefined, node: SchemaNode, body: Json, model: ApiModel): Json {
  if (!member || !isRecord(body)) return body;
  const { name, schema } = member;
  const isThere = Object.hasOwn(body, name);
  if (isThere && body[name] !== null) return body;
  const value = isThere ? withoutNulls(null, schema, model) : sampleValue(schema, model);
  const more = { ...(body as Readonly<Record<string, Json>>), [name]: value };
  return (!isThere || value !== null) && isValidBody(more, node, model) ? more : body;
}

function isValidBody(body: Json, { schema }: SchemaNode, model: ApiModel): boolean {
  return accepts(body, schema, { schemas: model, notNeeded: ['readOnly'] });
}
