import { itemsOf, memberAt, membersOf, type PlacedMember } from '../schema/members.ts';
import { typesOf } from '../schema/types-of.ts';
import { toPlainName } from './conventions.ts';
import type { FoundList } from './find-list.ts';

/**
 * The members of an item by the names that parameters use. In a resource object of JSON:API, this includes the members of
 * `attributes`.
 *
 * https://jsonapi.org/format/#document-resource-objects
 */
export function itemMembers(found: FoundList): readonly PlacedMember[] {
  const { schemas, item } = found;
  const own = membersOf(schemas, item).map((member) => ({ ...member, path: [member.name] }));
  const attributes = isResource(found) ? own.find(({ name }) => name === 'attributes') : undefined;
  if (!attributes) return own;
  const within = membersOf(schemas, attributes.schema).map((member) => ({
    ...member,
    required: member.required && attributes.required,
    path: ['attributes', member.name],
  }));
  return [...own, ...within];
}

/** Whether items are resource objects of JSON:API, with `id`, `type` and `attributes`. */
function isResource({ schemas, item }: FoundList): boolean {
  const names = membersOf(schemas, item).map(({ name }) => name);
  return ['id', 'type', 'attributes'].every((name) => names.includes(name));
}

/** `filter[customer.id]`, `filter[customer][id]` and `filter.customer.id` -> `customer.id`. Other names are kept. */
export function toFilterName(name: string): string {
  const brackets = /^(?:filters?|where|f)((?:\[[^[\]]+\])+)$/.exec(name)?.[1];
  if (brackets !== undefined) return brackets.slice(1, -1).replaceAll('][', '.');
  return /^filters?\.(.+)$/.exec(name)?.[1] ?? name;
}

/**
 * The member that a parameter's name refers to: `status`, `customerId` for `customer_id`, `customer.id`, `customer_id` for
 * `id` in `customer`, `is_open` for `open`; in JSON:API, `author` for the id of the related resource.
 */
export function memberNamed(found: FoundList, name: string): PlacedMember | undefined {
  const isNamed = (member: string, requested: string) => toPlainName(member) === toPlainName(requested);
  const { schemas, item } = found;
  const at = (path: readonly string[]) =>
    memberAt(schemas, item, path, isNamed) ??
    (isResource(found) ? memberAt(schemas, item, ['attributes', ...path], isNamed) : undefined);
  const dotted = name.split('.');
  const direct = at(dotted);
  if (direct) return direct;
  const parts = toPlainName(name).split('_');
  for (let cut = parts.length - 1; cut > 0 && dotted.length === 1; cut--) {
    const nested = at([parts.slice(0, cut).join('_'), parts.slice(cut).join('_')]);
    if (nested) return nested;
  }
  const flag = /^is_(.+)$/.exec(toPlainName(name))?.[1];
  if (flag !== undefined) return at([flag]);
  if (!isResource(found)) return undefined;
  const related = dotted.map((part) => part.replace(/_?id$/i, '')).filter((part) => part !== '');
  return related.length === 1
    ? memberAt(schemas, item, ['relationships', ...related, 'data', 'id'], isNamed)
    : undefined;
}

/** The element schema of an array of strings: a filter by such a member selects items whose array contains the value. */
export function elementsOf({ schemas }: FoundList, { schema }: PlacedMember) {
  return typesOf(schemas, schema).has('array') ? itemsOf(schemas, schema) : undefined;
}
