import { toPlainText } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import type { SortKey } from '../model/list-meaning.ts';
import type { Parameter } from '../model/types.ts';
import { memberAt, type PlacedMember } from '../schema/members.ts';
import type { Schemas } from '../schema/node.ts';
import { enumOf, scalarOrNull, typesOf } from '../schema/types-of.ts';
import { exampleValues, textOf } from '../schema/walk.ts';
import { SCALES, toPlainName } from './conventions.ts';
import type { FoundList } from './find-list.ts';
import { itemMembers } from './item-view.ts';

/** A key that a list may sort by, or the doubt about it. */
export interface SortKeyFinding {
  readonly name: string;
  readonly key?: SortKey;
  readonly doubt?: string;
}

/**
 * The sort keys and the doubts about others. If the parameter takes any member, only members with an unambiguous order
 * become keys.
 */
export function sortKeysOf(
  found: FoundList,
  names: readonly string[] | undefined,
  described: readonly string[],
): readonly SortKeyFinding[] {
  if (names) {
    return names.flatMap((name): SortKeyFinding[] => {
      const member = memberOf(found, name);
      return member ? [toKey(found, name, member, true)] : [];
    });
  }
  const first = sortKeysOf(found, [...new Set(described)], []);
  const rest = itemMembers(found).flatMap((member): SortKeyFinding[] => {
    const finding = toKey(found, member.name, member, false);
    return finding.key && !first.some(({ name }) => name === member.name) ? [finding] : [];
  });
  return [...first, ...rest];
}

/** The member of a sort key: `customer.name`; `created` also finds `createdAt`, because such suffixes are often dropped. */
export function memberOf(found: FoundList, name: string): PlacedMember | undefined {
  const [first = '', ...rest] = name.split('.');
  const isNamed = (member: string, requested: string) => toPlainName(member) === toPlainName(requested);
  const members = itemMembers(found);
  const endings = rest.length === 0 ? ['', '_at', '_on', '_date', '_time'] : [''];
  const top =
    members.find((member) => member.name === first) ??
    endings.map((ending) => members.find((member) => isNamed(member.name, `${first}${ending}`))).find(Boolean);
  if (!top || rest.length === 0) return top;
  const below = memberAt(found.schemas, top.schema, rest, isNamed);
  return below && { ...below, path: [...top.path, ...below.path] };
}

function toKey(
  { schemas }: FoundList,
  name: string,
  { schema, path }: PlacedMember,
  isDescribed: boolean,
): SortKeyFinding {
  const type = scalarOrNull(schemas, schema);
  const member = toPointer(path);
  if (type === 'integer' || type === 'number') return { name, key: { name, member, order: 'number' } };
  if (type !== 'string')
    return typesOf(schemas, schema).has('object') ? { name } : { name, doubt: 'it has no single order' };
  const format = textOf(schemas, schema, 'format');
  if (format === 'date-time' || format === 'date') return { name, key: { name, member, order: 'date-time' } };
  const doubt = doubtOfText(schemas, schema, name, isDescribed);
  return doubt === undefined ? { name, key: { name, member, order: 'text' } } : { name, doubt };
}

/** A doubt about the order of a string: it may be sorted by rank, `low` before `high`. */
function doubtOfText(
  schemas: Schemas,
  schema: Parameters<typeof enumOf>[1],
  name: string,
  isDescribed: boolean,
): string | undefined {
  const plain = toPlainName(name.split('.').at(-1) ?? '');
  const values = enumOf(schemas, schema)
    ?.filter((value) => value !== null)
    .map(toPlainText);
  const described = exampleValues(schemas, schema)
    .filter((value) => value !== undefined && value !== null)
    .map(toPlainText);
  const isScale = SCALES.has(plain);
  const isNumbered = (texts: readonly string[]) =>
    texts.length > 0 && texts.every((text) => /^[A-Za-z]{0,3}-?\d$/.test(text));
  if (values) {
    const isAlphabetical = values.every((value, index) => index === 0 || (values[index - 1] ?? '') <= value);
    return isAlphabetical && (!isScale || isNumbered(values)) ? undefined : 'its values may be sorted by rank';
  }
  if (isScale) return isNumbered(described) ? undefined : 'its values may be sorted by rank';
  if (/(^|_)(version|firmware|release|build)$/.test(plain)) return 'its values may be sorted by the numbers in them';
  const isId = /(^|_)(id|uuid|code|key|number|reference|sku|isbn|slug)$/.test(plain);
  return isDescribed || isId ? undefined : 'the order of text is not certain';
}

const CREATION =
  /^(creat|publish|post|plac|order|issu|occur|open|submit|record|log|register|receiv|sent|add|happen|timestamp|date$|time$|start)/;

/** For `newest` and `oldest`: the required time of creation, if there is exactly one. */
export function creationOf(found: FoundList, parameter: Parameter): readonly SortKeyFinding[] {
  const times = itemMembers(found).filter(
    ({ schema, required }) =>
      required &&
      scalarOrNull(found.schemas, schema) === 'string' &&
      /^date(-time)?$/.test(textOf(found.schemas, schema, 'format')),
  );
  const text = `${parameter.description} ${textOf(found.schemas, parameter.node, 'description')}`;
  const stated = times.filter(({ name }) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text));
  const meant = stated.length > 0 ? stated : times.filter(({ name }) => CREATION.test(toPlainName(name)));
  const [time, other] = meant;
  if (!time) return [{ name: parameter.name, doubt: 'no required member of an item is known to be its creation time' }];
  if (other) return [{ name: parameter.name, doubt: `"${time.name}" and "${other.name}" are both possible` }];
  return [{ name: time.name, key: { name: time.name, member: toPointer(time.path), order: 'date-time' } }];
}
