import { toPointer } from '../core/pointer.ts';
import type { Filter, ListMeaning } from '../model/list-meaning.ts';
import type { Parameter } from '../model/types.ts';
import {
  BACKWARD,
  CURSOR_NAMES,
  DIRECTIONS,
  LIMITS,
  NO_FILTERS,
  OFFSETS,
  PAGE_NAMES,
  SORTS,
  toPlainName,
} from './conventions.ts';
import { readEquality, readEqualityOfAll } from './equality-prose.ts';
import { filtersByAttributes, isOpenFilter, statedMember } from './filter-conventions.ts';
import { type Compared, compare } from './filter-equality.ts';
import { type FoundList, queryOf } from './find-list.ts';
import { inferBound, isTime } from './infer-bounds.ts';
import { leftOut, type Note, proposed, xList } from './inference.ts';
import { memberNamed, toFilterName } from './item-view.ts';

interface Inferred {
  readonly part: Pick<ListMeaning, 'filters' | 'anyFilter'>;
  readonly notes: readonly Note[];
}

/** Propose filters by equality: parameters with such a description, or with an unambiguous name. */
export function inferFilters(found: FoundList): Inferred {
  const byConvention = filtersByAttributes(found);
  const ofAll = readEqualityOfAll([found.operation.description, found.about].join('\n\n'));
  const findings = queryOf(found).map((parameter): Finding => {
    if (parameter.spelling === 'free-form') return ofFreeForm(parameter);
    const name = toFilterName(parameter.name);
    const isUsedOtherwise = hasAnotherUse(parameter, name);
    // `after` and `before` are cursors in some APIs and times in others.
    const bound = isTime(found, parameter) || !isUsedOtherwise ? inferBound(found, parameter) : undefined;
    if (bound) return { notes: [bound.note], ...(bound.filter && { filter: bound.filter }) };
    if (isUsedOtherwise) return { notes: [] };
    const member = statedMember(found, parameter, memberNamed(found, name));
    return member ? ofMember({ found, parameter, member, name, byConvention, ofAll }) : { notes: whyNone(parameter) };
  });
  const anyFilter = findings.findLast((finding) => finding.anyFilter !== undefined)?.anyFilter;
  return {
    part: { filters: findings.flatMap(({ filter }) => filter ?? []), ...(anyFilter !== undefined && { anyFilter }) },
    notes: findings.flatMap(({ notes }) => notes),
  };
}

/** The result for one parameter. */
interface Finding {
  readonly filter?: Filter;
  readonly anyFilter?: string;
  readonly notes: readonly Note[];
}

function ofFreeForm(parameter: Parameter): Finding {
  const { name, description } = parameter;
  if (!isOpenFilter(parameter)) return { notes: [] };
  const declare = xList({ filters: [name] });
  return { anyFilter: name, notes: [proposed(`"${name}" filters by any member`, 'its form', declare, description)] };
}

function ofMember(compared: Compared): Finding {
  const { parameter, member } = compared;
  const pointer = toPointer(member.path);
  const dotted = member.path.join('.');
  const what = `"${parameter.name}" filters by "${pointer}"`;
  const finding = compare(compared);
  const exact = 'doubt' in finding || finding.exact;
  const more = {
    ...('values' in finding && finding.values && { values: finding.values }),
    ...(takesAnyOf(parameter) && { anyOf: true as const }),
  };
  const isPlain = dotted === parameter.name && exact && Object.keys(more).length === 0;
  const asDeclared = { parameter: parameter.name, member: dotted, ...(!exact && { exact }), ...more };
  const declare = xList({ filters: [isPlain ? dotted : asDeclared] });
  if ('doubt' in finding) return { notes: [leftOut(what, finding.doubt, declare)] };
  const filter: Filter = { parameter: parameter.name, member: pointer, exact, ...more };
  return { filter, notes: [proposed(what, finding.why, declare, parameter.description)] };
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
    ? [leftOut(`"${name}" filters`, 'no member of an item has this name')]
    : [];
}
