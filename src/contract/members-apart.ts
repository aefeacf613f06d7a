/** Which members of an item are not the same in its details, by the schemas of both. */
import type { Notice } from '../core/notices.ts';
import { fromPointer } from '../core/pointer.ts';
import { toShortList } from '../core/words.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import { operationName } from '../model/methods.ts';
import { itemsBelow } from '../model/paths-below.ts';
import type { ApiModel, Operation, SchemaNode } from '../model/types.ts';
import { jsonOf } from '../rules/answers.ts';
import { memberAt, membersOf } from '../schema/members.ts';
import { isSameMeaning } from '../schema/same-meaning.ts';
import { typesOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';

/** The schema of the JSON body of the first documented success. */
export function nodeOfSuccess({ responses }: Operation): SchemaNode | undefined {
  const success = responses.find(({ status }) => status.startsWith('2'));
  return success && jsonOf(success)?.node;
}

/** The members that the details have in another form, by both schemas: an id in the list, and the object with this id in the details. */
export function membersApart(
  { itemNode, detailsAt, agreement }: ListMeaning,
  { path }: Operation,
  model: ApiModel,
): readonly string[] {
  const details = itemsBelow(path, model.operations).find(({ method }) => method === 'get');
  const body = details && nodeOfSuccess(details);
  const at = fromPointer(detailsAt);
  const node = body && (at.length === 0 ? body : memberAt(model, body, at)?.schema);
  if (!node || agreement === 'whole') return [];
  const others = new Map(membersOf(model, node).map((member) => [member.name, member.schema]));
  return membersOf(model, itemNode).flatMap(({ name, schema }) => {
    const other = others.get(name);
    return other && !mayBeSame(schema, other, model) ? [name] : [];
  });
}

function mayBeSame(one: SchemaNode, other: SchemaNode, model: ApiModel): boolean {
  const [some, others] = [one, other].map((node) =>
    [...typesOf(model, node)].map((type) => (type === 'integer' ? 'number' : type)),
  );
  if (!some || !others || some.length === 0 || others.length === 0) return true;
  const shared = some.filter((type) => others.includes(type));
  const isNested = shared.includes('object') || shared.includes('array');
  if (isNested) return isSameMeaning(one.schema, other.schema, model, true);
  // Two formats write the same text differently; that of a number does not.
  const [format, otherFormat] = [one, other].map((node) => keywordOf(model, node, 'format'));
  const isWritten =
    !shared.includes('string') || format === undefined || otherFormat === undefined || format === otherFormat;
  return isWritten && shared.some((type) => type !== 'null');
}

/** A notice for each list some of whose members are not compared with the details. */
export function withoutAgreement(model: ApiModel): readonly Notice[] {
  return model.operations.flatMap((operation): Notice[] => {
    const { list, pointer } = operation;
    const apart = list?.readable ? membersApart(list, operation, model) : [];
    if (apart.length === 0) return [];
    const without = toShortList(apart);
    const message = `${operationName(operation)}: an item is compared with its details without ${without}, which their schema has in another form`;
    return [{ kind: 'left-out', message, pointer }];
  });
}
