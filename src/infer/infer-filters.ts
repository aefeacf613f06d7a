import { toPointer } from '../core/pointer.ts';
import type { Filter, ListMeaning } from '../model/list-meaning.ts';
import type { Parameter } from '../model/types.ts';
import { itemsOf, oneValueOf, type PlacedMember } from '../schema/members.ts';
import type { Schemas } from '../schema/node.ts';
import { enumOf, scalarOrNull, typesOf } from '../schema/types-of.ts';
import { exampleValues, textOf } from '../schema/walk.ts';
import {
  BACKWARD,
  CURSOR_NAMES,
  DIRECTIONS,
  LIMITS,
  NO_FILTERS,
  OFFSETS,
  PAGE_NAMES,
  SCALES,
  SORTS,
  TREES,
  toPlainName,
} from './conventions.ts';
import { type EqualityReading, readEquality, readEqualityOfAll } from './equality-prose.ts';
import { filtersByAttributes, isOpenFilter, isTree, statedMember } from './filter-conventions.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { inferBound, isTime } from './infer-bounds.ts';
import { leftOut, type Note, proposed, xList } from './inference.ts';
import { elementsOf, memberNamed, toFilterName } from './item-view.ts';

interface Inferred {
  readonly part: Pick<ListMeaning, 'filters' | 'anyFilter'>;
  readonly notes: readonly Note[];
}

/** Propose filters by equality: parameters with such a description, or with an unambiguous name. */
export function inferFilters(found: FoundList): Inferred {
  const filters: Filter[] = [];
  const notes: Note[] = [];
  const byConvention = filtersByAttributes(found);
  const ofAll = readEqualityOfAll([found.operation.description, found.about].join('\n\n'));
  let anyFilter: string | undefined;
  for (const parameter of queryOf(found)) {
    if (parameter.spelling === 'free-form') {
      if (!isOpenFilter(parameter)) continue;
      anyFilter = parameter.name;
      const declare = xList({ filters: [parameter.name] });
      notes.push(proposed(`"${parameter.name}" filters by any member`, 'its form', declare, parameter.description));
      continue;
    }
    const name = toFilterName(parameter.name);
    // `after` and `before` are cursors in some APIs and times in others.
    const bound =
      isTime(found, parameter) || !hasAnotherUse(parameter, name) ? inferBound(found, parameter) : undefined;
    if (bound) {
      notes.push(bound.note);
      if (bound.filter) filters.push(bound.filter);
      continue;
    }
    if (hasAnotherUse(parameter, name)) continue;
    const member = statedMember(found, parameter, memberNamed(found, name));
    if (!member) {
      notes.push(...whyNone(parameter));
      continue;
    }
    const pointer = toPointer(member.path);
    const dotted = member.path.join('.');
    const what = `"${parameter.name}" filters by "${pointer}"`;
    const finding = compare({ found, parameter, member, name, byConvention, ofAll });
    const exact = 'doubt' in finding || finding.exact;
    const more = {
      ...('values' in finding && finding.values && { values: finding.values }),
      ...(takesAnyOf(parameter) && { anyOf: true as const }),
    };
    const isPlain = dotted === parameter.name && exact && Object.keys(more).length === 0;
    const asDeclared = { parameter: parameter.name, member: dotted, ...(!exact && { exact }), ...more };
    const declare = xList({ filters: [isPlain ? dotted : asDeclared] });
    if ('doubt' in finding) notes.push(leftOut(what, finding.doubt, declare));
    else {
      filters.push({ parameter: parameter.name, member: pointer, exact, ...more });
      notes.push(proposed(what, finding.why, declare, parameter.description));
    }
  }
  return { part: { filters, ...(anyFilter !== undefined && { anyFilter }) }, notes };
}

const OTHER_USES = [LIMITS, OFFSETS, PAGE_NAMES, CURSOR_NAMES, BACKWARD, SORTS, DIRECTIONS];

/** Whether an item needs to match only one of several values. */
function takesAnyOf({ commas, description }: Parameter): boolean {
  return commas === true && /\b(one|any|either) of\b/i.test(description);
}

/** Names in `filter[…]` always filter; elsewhere, names for paging, sorting and search do not. */
function hasAnotherUse(parameter: Parameter, name: string): boolean {
  if (name !== parameter.name) return false;
  const isIn = (names: ReadonlySet<string>) => names.has(name) || names.has(toPlainName(name));
  if (OTHER_USES.some(isIn)) return true;
  return isIn(NO_FILTERS) && readEquality(parameter.description, name).says !== 'equality';
}

/** Report a parameter that is described as a filter but matches no member. */
function whyNone({ name, description }: Parameter): readonly Note[] {
  return /\bfilter/i.test(description) && !/^(q|query|search|fields|include)$/.test(name)
    ? [leftOut(`"${name}" filters`, 'no member of an item is named so')]
    : [];
}

interface Compared {
  readonly found: FoundList;
  readonly parameter: Parameter;
  readonly member: PlacedMember;
  /** The name of the member, without `filter[…]`. */
  readonly name: string;
  readonly byConvention: boolean;
  /** What the description says about all filters. */
  readonly ofAll: 'equality' | 'other' | 'nothing';
}

type FilterFinding =
  | { readonly why: string; readonly exact: boolean; readonly values?: readonly string[] }
  | { readonly doubt: string };

function compare(compared: Compared): FilterFinding {
  const { found, parameter, member, name, byConvention, ofAll } = compared;
  const { schemas } = found;
  const requested = oneValueOf(found.schemas, parameter.node);
  const elements = elementsOf(found, member);
  const schema = elements ?? member.schema;
  const type = scalarOrNull(schemas, schema);
  if (type === undefined) return { doubt: 'the member has no one type' };
  if (parameter.spelling !== 'single' || scalarOrNull(schemas, requested) !== type) {
    return {
      doubt: itemsOf(schemas, requested) ? 'it takes several values' : 'it has another type than the member',
    };
  }
  const stated = readEquality(
    [parameter.description, textOf(schemas, requested, 'description')].filter(Boolean).join('. '),
    name,
  );
  if (stated.says === 'other') return { doubt: 'its description may speak of more than equality' };
  const extra = extraValues(schemas, requested, schema);
  if (extra) return { doubt: 'it has another enum than the member' };
  const values = enumOf(schemas, requested) ?? enumOf(schemas, schema);
  if (ofAll === 'other' && type === 'string' && !values && stated.says !== 'equality') {
    return { doubt: 'filters are said to find text in part' };
  }
  const exact =
    stated.isExact ||
    ofAll === 'equality' ||
    ['boolean', 'integer'].includes(type) ||
    enumOf(schemas, requested) !== undefined;
  if (type === 'boolean') return ofBoolean(stated, member, parameter.description);
  const isStated = stated.says === 'equality' || ofAll === 'equality';
  if (isStated && (!isTree(found, name) || stated.isExact || ofAll === 'equality' || values)) {
    return { why: 'its name, and a description that speaks of equality', exact };
  }
  if (byConvention && stated.says !== 'equality') {
    return {
      why: 'its name, in a collection that is filtered by attributes, as in TMF630',
      exact: enumOf(schemas, requested) !== undefined,
    };
  }
  if (elements) return { doubt: 'the member has several values' };
  return byName(compared, stated);
}

/** Whether the parameter accepts values that the member cannot have, such as `all`. */
function extraValues(
  schemas: Schemas,
  requested: Parameters<typeof enumOf>[1],
  schema: Parameters<typeof enumOf>[1],
): boolean {
  const [mine, theirs] = [enumOf(schemas, requested), enumOf(schemas, schema)];
  return mine !== undefined && theirs !== undefined && !mine.every((value) => theirs.includes(value));
}

function ofBoolean(stated: EqualityReading, member: PlacedMember, description: string): FilterFinding {
  if (stated.says !== 'equality' && stated.says !== 'filter') return { doubt: '"true" may include instead of select' };
  // An item without the member may be treated as if it had `false`.
  const isBoth =
    member.required &&
    !stated.onlyTrue &&
    /\bfilter\w*\b[^.]*\b(by|on)\b|\bwhether\b|\bfalse\b|\bor not\b|\b(this|the given) value\b/i.test(description);
  const why = 'its name, its type, and a description that speaks of a filter';
  return isBoth
    ? { why, exact: true }
    : { why: `${why}; what "false" does is not certain`, exact: true, values: ['true'] };
}

const NOT_REQUIRED = 'the member is not required, so an item may lack it';

/** For descriptions that say no more than that the parameter filters: decide by its name and values. */
function byName({ found, parameter, member, name }: Compared, stated: EqualityReading): FilterFinding {
  const { schemas } = found;
  const requested = oneValueOf(schemas, parameter.node);
  const type = scalarOrNull(schemas, member.schema);
  const plain = toPlainName(name.split('.').at(-1) ?? '');
  const isThere = member.required && !typesOf(schemas, member.schema).has('null');
  const isFilter = stated.says === 'filter' || name !== parameter.name;
  if (!isThere && !isFilter) return { doubt: NOT_REQUIRED };
  if (SCALES.has(plain) && !isFilter) return { doubt: 'a value on a scale may stand for all beyond it' };
  const [mine, theirs] = [enumOf(schemas, requested), enumOf(schemas, member.schema)];
  if (mine || theirs) {
    const isSame = mine && theirs?.filter((value) => value !== null).every((value) => mine.includes(value));
    return isSame
      ? { why: 'its name, and the same enum as the member', exact: true }
      : { doubt: 'it has another enum than the member' };
  }
  if (type === 'number') return { doubt: 'a number may be a bound' };
  const format = textOf(schemas, member.schema, 'format');
  if (['date', 'date-time', 'time', 'duration'].includes(format)) return { doubt: 'a time may be a bound' };
  const thing = /^(?:(.*)_)?(?:id|uuid)$/.exec(plain);
  if (thing) {
    const owner = thing[1]?.split('_').at(-1) ?? (name.includes('.') ? toPlainName(name.split('.').at(-2) ?? '') : '');
    return TREES.has(owner) && (!isFilter || isTree(found, owner))
      ? { doubt: `it may take in what lies below that ${owner}` }
      : {
          why: 'its name, which is that of an identifier, and the same type as the member',
          exact: type === 'integer',
        };
  }
  if (type === 'integer') return { doubt: 'a number may be a bound' };
  return isCode(found, parameter, member, plain, isFilter)
    ? { why: 'its name, which is that of a code, and the same shape as the member', exact: false }
    : { doubt: 'text may be found in part, or whatever its case' };
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
