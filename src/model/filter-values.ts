/** Which values of a filter's parameter can equal a value of its member, by the schemas of both. Everything is sent as a text. */

import { toPlainText } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { accepts } from '../schema/accepts.ts';
import { type Bounds, boundsOf, ofIntegers } from '../schema/bounds.ts';
import { itemsOf, memberAt, oneValueOf } from '../schema/members.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { isSameMeaning } from '../schema/same-meaning.ts';
import { enumOf, isOnly, typesOf } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';
import { valueTypeOf } from './value-type.ts';

/** The schemas of one value of a parameter and of one value of a member; the latter is missing if no schema describes it. */
export interface FilterSides {
  readonly requested: SchemaNode;
  readonly member?: SchemaNode;
}

/** The sides of a filter. An item matches if one element of an array in it does. */
export function sidesOf(schemas: Schemas, parameter: SchemaNode, itemNode: SchemaNode, member: string): FilterSides {
  const found = memberAt(schemas, itemNode, fromPointer(member))?.schema;
  return { requested: oneValueOf(schemas, parameter), ...(found && { member: oneElement(schemas, found) }) };
}

function oneElement(schemas: Schemas, node: SchemaNode, depth = 0): SchemaNode {
  const elements = depth < DEEPEST && typesOf(schemas, node).has('array') ? itemsOf(schemas, node) : undefined;
  return elements ? oneElement(schemas, elements, depth + 1) : node;
}

const DEEPEST = 5;

/**
 * Why no value of one side can be one of the other, by their types; `undefined` if one may. Where they need not be equal, formats do not
 * count: a day is like the times on it.
 */
export function differentTypes(schemas: Schemas, { requested, member }: FilterSides, exact = true): string | undefined {
  if (!member) return undefined;
  const [mine, theirs] = [requested, member].map((node) => kindsOf(schemas, node, exact));
  if (!mine || !theirs || mine.length === 0 || theirs.length === 0) return undefined;
  const isShared = mine.some((one) => theirs.some((other) => mayEqual(one, other)));
  return isShared ? undefined : `the parameter is ${inWords(mine)}, and the member ${inWords(theirs)}`;
}

/** A type, and what a format makes of a text. */
interface Kind {
  readonly type: string;
  readonly format?: string;
}

function kindsOf(schemas: Schemas, node: SchemaNode, exact: boolean): readonly Kind[] {
  const format = exact ? keywordOf(schemas, node, 'format') : undefined;
  return [...typesOf(schemas, node)]
    .filter((type) => type !== 'null')
    .map((type) => ({
      type,
      ...(type === 'string' && typeof format === 'string' && OWN_FORMS.has(format) && { format }),
    }));
}

/** Formats of which no text is of another one of them, or a number, or a boolean. */
const OWN_FORMS: ReadonlySet<string> = new Set(['date', 'date-time', 'duration', 'uuid', 'email', 'ipv4', 'ipv6']);

function mayEqual(one: Kind, other: Kind): boolean {
  const types = [one.type, other.type];
  // How an object or an array is sent, its style says.
  if (['object', 'array'].includes(one.type)) return true;
  if (['object', 'array'].includes(other.type)) return false;
  if (one.type === other.type) return !one.format || !other.format || one.format === other.format;
  if (types.includes('string')) return !one.format && !other.format;
  return !types.includes('boolean');
}

function inWords(kinds: readonly Kind[]): string {
  return kinds.map(({ type, format }) => format ?? type).join(' or ');
}

/** The texts of the values that a schema lists; `undefined` if it may have others. */
export function listedTexts(schemas: Schemas, node: SchemaNode): readonly string[] | undefined {
  const values = enumOf(schemas, node) ?? (isOnly(schemas, node, 'boolean') ? [true, false] : undefined);
  return values?.filter((value) => value !== null).map(toPlainText);
}

/** Those of these texts that no value of the member equals, such as `all` beside `open` and `closed`. */
export function withoutEqual(
  schemas: Schemas,
  { member }: FilterSides,
  texts: readonly string[],
  exact = true,
): string[] {
  if (!member) return [];
  const values = listedTexts(schemas, member);
  const types = [...typesOf(schemas, member)].filter((type) => type !== 'null');
  const isValue = (text: string) => {
    if (values) return values.some((value) => value === text || (!exact && isLike(value, text)));
    if (types.length === 0 || !exact) return true;
    return types.some((type) => SPELLINGS[type]?.test(text));
  };
  return texts.filter((text) => !isValue(text));
}

/** How a value of a type is spelled as a text. */
const SPELLINGS: Readonly<Record<string, RegExp>> = {
  string: /^/,
  integer: /^-?\d+(\.0+)?$/,
  number: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i,
  boolean: /^(true|false)$/,
};

/** Whether two texts share two characters in a row, which is all that is asserted of a filter that is not exact. */
function isLike(value: string, text: string): boolean {
  const [one = '', other = ''] = [value, text].map((part) =>
    part
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const pairs = Array.from(other).slice(1);
  return other.length < 2 ? one.includes(other) : pairs.some((_, at) => one.includes(other.slice(at, at + 2)));
}

/** Whether the parameter accepts every value that the member can have, so that any of them can be sent. */
export function takesEveryValue(schemas: Schemas, { requested, member }: FilterSides): boolean {
  if (member && isSameMeaning(requested.schema, member.schema, schemas)) return true;
  const mine = listedTexts(schemas, requested);
  const theirs = member && listedTexts(schemas, member);
  if (mine) return theirs?.every((text) => mine.includes(text)) ?? false;
  if (!takesTypes(schemas, requested, member)) return false;
  if (OF_COMPOSITIONS.some((keyword) => keywordOf(schemas, requested, keyword) !== undefined)) return false;
  const values = member && enumOf(schemas, member);
  if (values) return values.every((value) => value === null || acceptsAsSent(schemas, requested, value));
  const isSameOrNone = (keyword: string) => {
    const wanted = keywordOf(schemas, requested, keyword);
    const isNumeric = keyword === 'format' && !typesOf(schemas, requested).has('string');
    return wanted === undefined || isNumeric || (member && keywordOf(schemas, member, keyword) === wanted);
  };
  return OF_TEXTS.every(isSameOrNone) && takesBounds(schemas, requested, member);
}

function takesBounds(schemas: Schemas, requested: SchemaNode, member: SchemaNode | undefined): boolean {
  const outer = boundsOf(schemas, requested);
  if (!member) return isWithin(outer, {});
  const inner = boundsOf(schemas, member);
  return isOnly(schemas, member, 'integer') ? isWithin(ofIntegers(outer), ofIntegers(inner)) : isWithin(outer, inner);
}

const OF_COMPOSITIONS = ['anyOf', 'oneOf', 'not', 'if'];
const OF_TEXTS = ['pattern', 'format', 'multipleOf'];

/** Whether each type of the member is one of the parameter's. Any of them is a text. */
function takesTypes(schemas: Schemas, requested: SchemaNode, member: SchemaNode | undefined): boolean {
  const mine = typesOf(schemas, requested);
  const theirs = member ? [...typesOf(schemas, member)].filter((type) => type !== 'null') : [];
  if (mine.size === 0 || mine.has('string')) return true;
  const ofNumbers = member && valueTypeOf(schemas, member).isNumberText ? ['integer', 'string'] : ['integer'];
  return theirs.every((type) => mine.has(type) || (ofNumbers.includes(type) && mine.has('number')));
}

/** Whether a schema accepts a value, or its text, in which all is sent. */
function acceptsAsSent(schemas: Schemas, { schema }: SchemaNode, value: unknown): boolean {
  return [value, toPlainText(value)].some((one) => accepts(one, schema, { schemas, notNeeded: [] }));
}

/** Whether the limits of a parameter leave out no value within those of the member. An empty text is never sent. */
function isWithin(mine: Bounds, theirs: Bounds): boolean {
  const least = (keyword: 'minimum' | 'exclusiveMinimum' | 'minLength', otherwise = Number.NEGATIVE_INFINITY) =>
    mine[keyword] === undefined || (theirs[keyword] ?? otherwise) >= mine[keyword];
  const most = (keyword: 'maximum' | 'exclusiveMaximum' | 'maxLength') =>
    mine[keyword] === undefined || (theirs[keyword] ?? Number.POSITIVE_INFINITY) <= mine[keyword];
  return (
    least('minimum') &&
    least('exclusiveMinimum') &&
    least('minLength', 1) &&
    most('maximum') &&
    most('exclusiveMaximum') &&
    most('maxLength')
  );
}
