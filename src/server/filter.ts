import { knownNumber } from '../core/digits.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { Bound } from '../model/list-meaning.ts';
import { defaultText, type ListRequest, queryParameter } from './list-request.ts';
import { allowedTypes } from './schema-members.ts';

/** A member of an item, with the texts of which it must equal one, or with a bound on one side of which it must lie. */
export interface Condition {
  readonly path: readonly string[];
  readonly texts: readonly string[];
  readonly bound?: Bound;
}

/**
 * The conditions of a query, including those of filters with a default. All must hold, also those of a repeated parameter. If a
 * parameter is an array, the member must equal one of its elements.
 */
export function toConditions(request: ListRequest): Condition[] {
  const { list, url } = request;
  const names = [...new Set(url.searchParams.keys())];
  const filtered = list.filters.flatMap(({ parameter, member, bound, impossible }) =>
    textsFor(request, parameter)
      // A value such as `all` selects by no value of an item.
      .filter((texts) => !texts.some((text) => impossible?.includes(text)))
      .map((texts) => ({ path: fromPointer(member), texts, ...(bound && { bound }) })),
  );
  if (list.anyFilter === undefined) return filtered;
  const described = describedNames(request);
  const free = names.filter((name) => !described.has(name));
  return [
    ...filtered,
    ...free.flatMap((name) => url.searchParams.getAll(name).map((text) => ({ path: name.split('.'), texts: [text] }))),
  ];
}

/** The values of a filter, or its default: for each condition, the values of which one must match. */
function textsFor(request: ListRequest, name: string): readonly (readonly string[])[] {
  const parameter = queryParameter(request, name);
  const given = request.url.searchParams.getAll(name);
  const fallback = defaultText(request, name);
  const texts = given.length === 0 && fallback !== undefined ? [fallback] : given;
  if (texts.length === 0) return [];
  const isArray = parameter !== undefined && allowedTypes(parameter.node.schema, request.model).has('array');
  return isArray
    ? [texts.flatMap((text) => text.split(SEPARATORS.get(parameter.style) ?? ','))]
    : texts.map((text) => [text]);
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
]);

/** The query parameters that are described, and so are no filters by the name of a member. */
function describedNames({ operation, model }: ListRequest): ReadonlySet<string> {
  const keys = model.securitySchemes.flatMap((scheme) =>
    scheme.kind === 'api-key' && scheme.in === 'query' ? [scheme.parameter] : [],
  );
  const parameters = operation.parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
  return new Set([...parameters, ...keys]);
}

/** Whether an item meets a condition. A member that is missing, null or not a scalar never matches. */
export function matchesCondition(item: unknown, { path, texts, bound }: Condition): boolean {
  const fits = bound ? (value: unknown, text: string) => isWithin(value, text, bound) : isSpelled;
  return membersAt(item, path).some((value) => texts.some((text) => fits(value, text)));
}

/** Where it is not declared whether the bound is inclusive, it is. */
function isWithin(value: unknown, text: string, { side, inclusive = true, order }: Bound): boolean {
  const [own, limit] = [value, text].map(order === 'number' ? toNumber : toMoment);
  if (own === undefined || limit === undefined) return false;
  if (own === limit) return inclusive;
  return side === 'from' ? own > limit : own < limit;
}

/** A number may be a text, as in `"12.50"`. */
function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

function toMoment(value: unknown): number | undefined {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

/** Numbers are equal however they are written: `1.50` is 1.5. */
function isSpelled(value: unknown, text: string): boolean {
  if (typeof value === 'number') return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && knownNumber(text) === value;
  return (typeof value === 'string' || typeof value === 'boolean') && String(value) === text;
}

/** All values at a path. Arrays on the way are replaced by each of their elements. */
function membersAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => membersAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  const member = valueAt(value, [name]);
  return member === undefined ? [] : membersAt(member, rest);
}
