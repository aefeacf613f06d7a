/** Invalid bodies where alternatives apply: only what is wrong in each of them has to be refused. */
import { isRecord, type Json } from '../../core/json.ts';
import { fromPointer, valueAt } from '../../core/pointer.ts';
import type { ApiModel, SchemaNode } from '../../model/types.ts';
import { acceptedBy } from '../../schema/accepted-by.ts';
import { OTHER_TYPE } from '../../schema/breaks.ts';
import { type Member, membersOf } from '../../schema/members.ts';
import type { SchemaMutation } from '../../schema/schema-mutations.ts';
import { typesOf } from '../../schema/types-of.ts';
import { typeName } from '../../schema/values.ts';
import { keywordOf, partsOf } from '../../schema/walk.ts';

/** A change of a body that breaks a constraint in an alternative, and what it is called: `iban missing`. */
interface AlternativeBreak {
  readonly path: readonly string[];
  readonly what: string;
  readonly change: SchemaMutation['change'];
}

/** In the names of such mutations. */
const SUFFIX = /, as alternative \d+$/;

export function isOfAlternative({ what }: Pick<SchemaMutation, 'what'>): boolean {
  return SUFFIX.test(what);
}

/** The alternatives of a schema besides null, by keyword, where there are several. */
export function alternativesIn(node: SchemaNode, model: ApiModel) {
  return partsOf(model, node).flatMap(({ schema, pointer }) =>
    (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
      const all: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
      const nodes = all
        .map((one, index) => ({ schema: one, pointer: `${pointer}/${keyword}/${index}` }))
        .filter((one) => [...typesOf(model, one)].join() !== 'null');
      return nodes.length > 1 ? [{ keyword, nodes }] : [];
    }),
  );
}

/**
 * The members that have a default, also in an alternative: it is assumed where none is sent, and many frameworks fill it in.
 * https://spec.openapis.org/oas/v3.0.4.html#schema-object
 */
export function membersWithDefault(node: SchemaNode, model: ApiModel): readonly Member[] {
  const nodes = [node, ...alternativesIn(node, model).flatMap((one) => one.nodes)];
  const members = nodes.flatMap((one) => membersOf(model, one));
  return members.filter(({ schema }) => keywordOf(model, schema, 'default') !== undefined);
}

/** Whether a value is wrong in each alternative of a schema of `toJudgeable`. */
export function wrongInAll(schema: Json, model: ApiModel): (value: Json) => boolean {
  // Inside `not`, what is wider is narrower.
  if (JSON.stringify(schema).includes('"not":')) return () => false;
  const accepts = acceptedBy(withAnyOf(schema), model);
  return (value) => accepts(value) === false;
}

/** Such a break of a body, in the alternative that it is; `undefined` if the body has nothing there. */
export function alternativeBreak(
  { place, what: full, inPlace }: SchemaMutation,
  body: Json,
  isWrong: (value: Json) => boolean,
): AlternativeBreak | undefined {
  const path = fromPointer(place);
  const before = valueAt(body, path);
  const what = full.replace(SUFFIX, '');
  if (!inPlace || before === undefined || (what === OTHER_TYPE && path.length === 0)) return undefined;
  if (what === OTHER_TYPE) {
    const others = [{}, 'text'].filter((part) => typeName(part) !== typeName(before));
    return { path, what, change: (value) => ofNoType(value, path, others, isWrong) };
  }
  const isCertain = (broken: Json) => {
    const after = valueAt(broken, path) as Json | undefined;
    if (after === undefined) return isWrong(broken);
    return typeName(after) === typeName(before) && readings(after).every((one) => isWrong(withPart(broken, path, one)));
  };
  return { path, what, change: (value, how) => inPlace(value, isCertain, how) };
}

/**
 * The values that frameworks read a value as, where another alternative has another type: 0 is null to Ajv with `coerceTypes`.
 * https://ajv.js.org/coercion.html
 */
function readings(value: Json): readonly Json[] {
  const text = typeof value === 'object' ? '' : String(value);
  const others = [
    ...(typeof value === 'object' || typeof value === 'string' ? [] : [text]),
    ...(text !== '' && Number.isFinite(Number(text)) ? [Number(text)] : []),
    ...(['', '0', 'false', 'null'].includes(text) ? [null, false] : []),
    ...(['1', 'true'].includes(text) ? [true] : []),
    ...(Array.isArray(value) && value.length === 1 ? [value[0] as Json] : []),
  ];
  return [value, ...others].flatMap((one): Json[] => [one, [one]]);
}

/** A body with a value at a path that no framework reads as one of the right type, alone or as an array of one. */
function ofNoType(
  body: Json,
  path: readonly string[],
  others: readonly Json[],
  isWrong: (value: Json) => boolean,
): Json | undefined {
  const bodies = others.map((part) => [part, [part]].map((one) => withPart(body, path, one)));
  return bodies.find((all) => all.every(isWrong))?.[0];
}

function withPart(value: Json, [name, ...rest]: readonly string[], part: Json): Json {
  if (name === undefined) return part;
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === name ? withPart(one as Json, rest, part) : one)) as Json;
  if (!isRecord(value)) return value;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return Object.fromEntries(entries.map(([key, one]) => [key, key === name ? withPart(one, rest, part) : one]));
}

/**
 * A schema that accepts what one alternative accepts, or several. That a value must not satisfy two of `oneOf` is no reason to refuse it:
 * frameworks take the first one that fits.
 */
function withAnyOf(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((one) => withAnyOf(one as Json));
  if (!isRecord(schema)) return schema;
  const inner = Object.entries(schema as Readonly<Record<string, Json>>).map(
    ([keyword, value]) => [keyword, withAnyOf(value)] as const,
  );
  const { oneOf, ...others } = Object.fromEntries(inner);
  if (!Array.isArray(oneOf)) return Object.fromEntries(inner);
  if (others['anyOf'] === undefined) return { ...others, anyOf: oneOf };
  const more = Array.isArray(others['allOf']) ? others['allOf'] : [];
  return { ...others, allOf: [...more, { anyOf: oneOf }] };
}
