import { toPointer } from '../core/pointer.ts';
import {
  CURSORS,
  DIRECTIONS,
  LIMITS,
  NO_FILTERS,
  NOT_EQUALITY,
  OFFSETS,
  PAGES,
  SCALES,
  SELECTS,
  SORTS,
  TREES,
  toPlainName,
} from './conventions.ts';
import type { FoundList } from './find-list.ts';
import { inferred, leftOut, type Note, toYamlLine } from './inference.ts';
import type { Filter } from './list-meaning.ts';
import { enumOf, keywordAt, type Member, membersOf, scalarType, toNode } from './schema-view.ts';
import type { Parameter } from './types.ts';

interface Inferred {
  readonly part: readonly Filter[];
  readonly notes: readonly Note[];
}

/** Which parameters filter by equality: those that are named like a member of an item, and can hardly mean anything else. */
export function inferFilters(found: FoundList): Inferred {
  const part: Filter[] = [];
  const notes: Note[] = [];
  for (const parameter of found.operation.parameters) {
    if (parameter.in !== 'query' || hasAnotherUse(parameter.name)) continue;
    const member = findMember(found, parameter.name);
    if (!member) continue;
    const pointer = toPointer(member.path);
    const dotted = member.path.join('.');
    const filter = dotted === parameter.name ? dotted : { parameter: parameter.name, member: dotted };
    const declare = toYamlLine('x-list', { filters: [filter] });
    const what = `"${parameter.name}" filters by "${pointer}"`;
    const seen = compare(found, parameter, member);
    if ('doubt' in seen) notes.push(leftOut(what, seen.doubt, declare));
    else {
      part.push({ parameter: parameter.name, member: pointer, exact: false });
      notes.push(inferred(what, seen.why, declare));
    }
  }
  return { part, notes };
}

const OTHER_USES = [LIMITS, OFFSETS, PAGES, CURSORS, SORTS, DIRECTIONS, NO_FILTERS];

function hasAnotherUse(name: string): boolean {
  return OTHER_USES.some((names) => names.has(name) || names.has(toPlainName(name)));
}

interface Found extends Member {
  readonly path: readonly string[];
}

/** `status`, `customerId` for `customer_id`, and `customer.id`; required all the way, or an item says nothing by its absence. */
function findMember({ root, item }: FoundList, name: string): Found | undefined {
  let members = membersOf(root, item);
  let required = true;
  const path: string[] = [];
  const parts = name.split('.');
  for (const [index, part] of parts.entries()) {
    const found =
      members.find((member) => member.name === part) ??
      members.find((member) => toPlainName(member.name) === toPlainName(part));
    if (!found) return undefined;
    required &&= found.required;
    path.push(found.name);
    if (index === parts.length - 1) return { ...found, required, path };
    members = membersOf(root, found.schema);
  }
  return undefined;
}

function compare(
  { root }: FoundList,
  parameter: Parameter,
  member: Found,
): { readonly why: string } | { readonly doubt: string } {
  const asked = toNode(parameter.node);
  const type = scalarType(root, member.schema);
  const name = toPlainName(parameter.name.split('.').at(-1) ?? '');
  const doubt = (text: string) => ({ doubt: text });
  if (type === undefined) return doubt('the member has no one type');
  if (parameter.spelling !== 'single' || scalarType(root, asked) !== type) {
    return doubt(keywordAt(root, asked, 'items') ? 'it takes several values' : 'it has another type than the member');
  }
  if (!member.required) return doubt('the member is not required, so an item may lack it');
  if (NOT_EQUALITY.test(parameter.description)) return doubt('its description may speak of more than equality');
  if (SCALES.has(name)) return doubt('a value on a scale may stand for all beyond it');
  if (type === 'boolean') {
    return SELECTS.test(parameter.description)
      ? { why: 'its name, its type, and a description that speaks of a filter' }
      : doubt('"true" may include instead of select');
  }
  const askedValues = enumOf(root, asked);
  const values = enumOf(root, member.schema);
  if (askedValues || values) {
    return isSame(askedValues ?? [], values ?? [])
      ? { why: 'its name, and the same enum as the member' }
      : doubt('it has another enum than the member');
  }
  if (type === 'number') return doubt('a number may be a bound');
  const format = keywordAt(root, member.schema, 'format')?.value;
  if (['date', 'date-time', 'time', 'duration'].includes(String(format))) return doubt('a time may be a bound');
  const thing = /^(?:(.*)_)?(?:id|uuid)$/.exec(name);
  if (thing) {
    const of = thing[1]?.split('_').at(-1) ?? '';
    return TREES.has(of)
      ? doubt(`it may take in what lies below that ${of}`)
      : { why: 'its name, which is that of an identifier, and the same type as the member' };
  }
  if (type === 'integer') return doubt('a number may be a bound');
  const patterns = [asked, member.schema].map((schema) => keywordAt(root, schema, 'pattern')?.value);
  const isCode =
    /(^|_)(code|country|currency)$/.test(name) && typeof patterns[0] === 'string' && patterns[0] === patterns[1];
  // A code that may be written in both cases may be found in both.
  const oneCase = isCode && !(/[a-z]/.test(String(patterns[0])) && /[A-Z]/.test(String(patterns[0])));
  return oneCase
    ? { why: 'its name, which is that of a code, and the same pattern as the member' }
    : doubt('text may be found in part, or whatever its case');
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.every((value) => others.includes(value)) && others.every((value) => some.includes(value));
}
