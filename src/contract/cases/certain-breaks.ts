/** Which invalid bodies a server has to refuse. */
import { isRecord, type Json } from '../../core/json.ts';
import { toPlainName } from '../../infer/conventions.ts';
import { continuationOf } from '../../model/paths-below.ts';
import type { ApiModel, Operation, SchemaNode } from '../../model/types.ts';
import { accepts } from '../../schema/accepts.ts';
import { membersOf } from '../../schema/members.ts';
import { scalarType } from '../../schema/types-of.ts';

/** How a body is broken: where, and the words without the numbers and names in them. */
export interface Break {
  readonly member: string | undefined;
  readonly kind: string;
}

export interface BrokenValue extends Break {
  /** Whether it is broken inside a member of the body. */
  readonly isInside: boolean;
  readonly what: string;
  readonly value: Json;
  /** Whether nothing else is wrong. What is of another type, or no allowed value, breaks its other constraints as a matter of course. */
  readonly isSingle: boolean;
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
