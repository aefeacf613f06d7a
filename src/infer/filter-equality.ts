/** Whether a parameter filters by equality with a member of an item. */
import { listedTexts, withoutEqual } from '../model/filter-values.ts';
import type { Parameter } from '../model/types.ts';
import { itemsOf, oneValueOf, type PlacedMember } from '../schema/members.ts';
import { enumOf, type Scalar, scalarOrNull, typesOf } from '../schema/types-of.ts';
import { exampleValues, textOf } from '../schema/walk.ts';
import { SCALES, TREES, toPlainName } from './conventions.ts';
import { type EqualityReading, readEquality } from './equality-prose.ts';
import { isTree } from './filter-conventions.ts';
import type { FoundList } from './find-list.ts';
import { elementsOf } from './item-view.ts';

export interface Compared {
  readonly found: FoundList;
  readonly parameter: Parameter;
  readonly member: PlacedMember;
  /** The name of the member, without `filter[…]`. */
  readonly name: string;
  readonly byConvention: boolean;
  /** What the description says about all filters. */
  readonly ofAll: 'equality' | 'other' | 'nothing';
}

export type FilterFinding =
  | { readonly why: string; readonly exact: boolean; readonly values?: readonly string[] }
  | { readonly doubt: string };

export function compare(compared: Compared): FilterFinding {
  const { found, parameter, member, name, ofAll } = compared;
  const { schemas } = found;
  const requested = oneValueOf(schemas, parameter.node);
  const schema = elementsOf(found, member) ?? member.schema;
  const type = scalarOrNull(schemas, schema);
  const stated = readEquality(
    [parameter.description, textOf(schemas, requested, 'description')].filter(Boolean).join('. '),
    name,
  );
  const values = enumOf(schemas, requested) ?? enumOf(schemas, schema);
  const doubt = doubtOfTypes(compared, type) ?? doubtOfEquality(stated, ofAll, type === 'string' && !values);
  if (doubt !== undefined) return { doubt };
  const listed = listedTexts(schemas, requested) ?? [];
  if (withoutEqual(schemas, { requested, member: schema }, listed).length > 0)
    return { doubt: 'its enum differs from that of the member' };
  if (type === 'boolean') return ofBoolean(stated, member, parameter.description);
  return (
    byDescription(compared, stated, type === 'integer', values !== undefined) ??
    (elementsOf(found, member) ? { doubt: 'the member is an array' } : byName(compared, stated))
  );
}

function doubtOfTypes({ found: { schemas }, parameter }: Compared, type: Scalar | undefined): string | undefined {
  if (type === undefined) return 'the member has no single type';
  const requested = oneValueOf(schemas, parameter.node);
  if (parameter.spelling === 'single' && scalarOrNull(schemas, requested) === type) return undefined;
  return itemsOf(schemas, requested) ? 'it takes several values' : 'its type differs from that of the member';
}

/** A doubt from prose. `isText`: the values are any strings, so that a part of one may match. */
function doubtOfEquality(stated: EqualityReading, ofAll: Compared['ofAll'], isText: boolean): string | undefined {
  if (stated.says === 'other') return 'its description may mean more than equality';
  return ofAll === 'other' && isText && stated.says !== 'equality'
    ? 'the description says that filters match parts of texts'
    : undefined;
}

/** A sentence about this filter or about all of them; `undefined` if there is none. */
function byDescription(
  { found, parameter, name, byConvention, ofAll }: Compared,
  stated: EqualityReading,
  isInteger: boolean,
  hasValues: boolean,
): FilterFinding | undefined {
  const hasEnum = enumOf(found.schemas, oneValueOf(found.schemas, parameter.node)) !== undefined;
  const isExact = stated.isExact || ofAll === 'equality';
  const isStated = stated.says === 'equality' || ofAll === 'equality';
  if (isStated && (!isTree(found, name) || isExact || hasValues)) {
    return { why: 'its name, and a description of equality', exact: isExact || isInteger || hasEnum };
  }
  return byConvention && stated.says !== 'equality'
    ? { why: 'its name, in a collection that is filtered by attributes, as in TMF630', exact: hasEnum }
    : undefined;
}

function ofBoolean(stated: EqualityReading, member: PlacedMember, description: string): FilterFinding {
  if (stated.says !== 'equality' && stated.says !== 'filter')
    return { doubt: '"true" may add items instead of selecting them' };
  // An item without the member may be treated as if it had `false`.
  const isBoth =
    member.required &&
    !stated.onlyTrue &&
    /\bfilter\w*\b[^.]*\b(by|on)\b|\bwhether\b|\bfalse\b|\bor not\b|\b(this|the given) value\b/i.test(description);
  const why = 'its name, its type, and a description of a filter';
  return isBoth
    ? { why, exact: true }
    : { why: `${why}; the effect of "false" is not certain`, exact: true, values: ['true'] };
}

const NOT_REQUIRED = 'the member is not required, so an item may lack it';

/** For descriptions that say no more than that the parameter filters: decide by its name and values. */
function byName(compared: Compared, stated: EqualityReading): FilterFinding {
  const { found, parameter, member, name } = compared;
  const { schemas } = found;
  const plain = toPlainName(name.split('.').at(-1) ?? '');
  const isThere = member.required && !typesOf(schemas, member.schema).has('null');
  const isFilter = stated.says === 'filter' || name !== parameter.name;
  const byValues = byEnum(compared);
  // Many frameworks describe no member of a response as required. With the same values, it is the same thing.
  if (!isThere && !isFilter && !(byValues && 'why' in byValues)) return { doubt: NOT_REQUIRED };
  if (SCALES.has(plain) && !isFilter) return { doubt: 'a value on a scale may also select everything beyond it' };
  return byValues ?? byTypeAndName(compared, plain, isFilter);
}

/** `undefined` if neither the parameter nor the member has an enum. */
function byEnum({ found: { schemas }, parameter, member }: Compared): FilterFinding | undefined {
  const requested = oneValueOf(schemas, parameter.node);
  const [mine, theirs] = [enumOf(schemas, requested), enumOf(schemas, member.schema)];
  if (!mine && !theirs) return undefined;
  const isSame = mine && theirs?.filter((value) => value !== null).every((value) => mine.includes(value));
  return isSame
    ? { why: 'its name, and the same enum as the member', exact: true }
    : { doubt: mine ? 'its enum differs from that of the member' : 'the member has an enum, and it has none' };
}

function byTypeAndName(compared: Compared, plain: string, isFilter: boolean): FilterFinding {
  const { found, parameter, member } = compared;
  const type = scalarOrNull(found.schemas, member.schema);
  if (type === 'number') return { doubt: 'a number may be a bound' };
  const format = textOf(found.schemas, member.schema, 'format');
  if (['date', 'date-time', 'time', 'duration'].includes(format)) return { doubt: 'a time may be a bound' };
  const identifier = /^(?:(.*)_)?(?:id|uuid)$/.exec(plain);
  if (identifier) return byIdentifier(compared, identifier[1], type === 'integer', isFilter);
  if (type === 'integer') return { doubt: 'a number may be a bound' };
  return isCode(found, parameter, member, plain, isFilter)
    ? { why: 'its name is that of a code, and its values have the same format as the member', exact: false }
    : { doubt: 'the filter may match parts of texts, or ignore case' };
}

/** `customer_id` and `customer.id` have the owner `customer`: items of a nested owner may be selected, too. */
function byIdentifier(
  { found, name }: Compared,
  prefix: string | undefined,
  isInteger: boolean,
  isFilter: boolean,
): FilterFinding {
  const outer = name.includes('.') ? toPlainName(name.split('.').at(-2) ?? '') : '';
  const owner = prefix?.split('_').at(-1) ?? outer;
  return TREES.has(owner) && (!isFilter || isTree(found, owner))
    ? { doubt: `it may also select items of nested resources of that ${owner}` }
    : { why: 'its name is that of an identifier, and its type is that of the member', exact: isInteger };
}

/** Codes such as `FR` or `EUR` are matched as a whole. If a code may be in either case, the match may ignore case. */
function isCode(
  { schemas }: FoundList,
  parameter: Parameter,
  member: PlacedMember,
  plain: string,
  isFilter: boolean,
): boolean {
  if (!/(^|_)(code|country|currency|language|locale|iso)$/.test(plain)) return false;
  const both = [oneValueOf(schemas, parameter.node), member.schema];
  const patterns = both.map((schema) => textOf(schemas, schema, 'pattern'));
  const [pattern = ''] = patterns;
  if (pattern !== '' && pattern === patterns[1]) return !(/[a-z]/.test(pattern) && /[A-Z]/.test(pattern));
  const examples = [parameter.example, ...both.flatMap((schema) => exampleValues(schemas, schema))].filter(
    (value) => value !== undefined,
  );
  const isShort =
    examples.length > 0 && examples.every((value) => typeof value === 'string' && /^[A-Z]{2,3}$/.test(value));
  return isFilter && (isShort || /\biso\b|\bcode\b/i.test(parameter.description));
}
