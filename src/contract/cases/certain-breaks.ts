/** Which invalid bodies a server has to refuse. */
import { isRecord, type Json } from '../../core/json.ts';
import { toPlainName } from '../../infer/conventions.ts';
import { continuationOf } from '../../model/paths-below.ts';
import type { ApiModel, Operation, SchemaNode } from '../../model/types.ts';
import { accepts } from '../../schema/accepts.ts';
import { membersOf } from '../../schema/members.ts';
import { scalarType } from '../../schema/types-of.ts';

/** Where a body is broken, how, and the whole of it. */
interface BrokenValue {
  readonly member: string | undefined;
  readonly what: string;
  readonly value: Json;
}

/**
 * Whether the path has what is broken in the body: `PUT /photos/{photoId}` with a `photoId` or an `id` in its body. Many servers take it from
 * the path, and do not look at it in the body.
 */
export function isInPath({ member }: Pick<BrokenValue, 'member'>, { path, parameters }: Operation): boolean {
  if (member === undefined) return false;
  const given = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => toPlainName(name));
  const name = toPlainName(member);
  return given.includes(name) || (name === 'id' && continuationOf(path) !== undefined);
}

/**
 * Whether a value is still invalid as the text of a form, which has no types: a required member is missing, or has a text that its schema
 * refuses. An empty text may be taken for no value, and a member that is not described be dropped.
 */
export function isBrokenAsText({ member, what, value }: BrokenValue, node: SchemaNode, model: ApiModel): boolean {
  const schema = membersOf(model, node).find(({ name }) => name === member)?.schema;
  if (member === undefined || schema === undefined || !isRecord(value)) return false;
  const type = scalarType(model, schema);
  const own = value[member];
  // An empty array or object and a null are no row, so what is missing may be one.
  const mayBeNoRow = ([[], {}, null] as const).some((one) =>
    accepts(one, schema.schema, { schemas: model, notNeeded: [] }),
  );
  if (own === undefined) return what.endsWith(' missing') && !mayBeNoRow;
  if (type === 'integer' || type === 'number')
    return typeof own === 'number' || (typeof own === 'string' && /^[a-z]+$/i.test(own));
  return type === 'string' && typeof own === 'string' && own !== '';
}
