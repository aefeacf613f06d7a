/** Invalid bodies where alternatives apply: only what is wrong in each of them has to be refused. */
import { isRecord, type Json } from '../../core/json.ts';
import { fromPointer, valueAt } from '../../core/pointer.ts';
import type { ApiModel } from '../../model/types.ts';
import { acceptedBy } from '../../schema/accepted-by.ts';
import { OTHER_TYPE } from '../../schema/breaks.ts';
import type { SchemaMutation } from '../../schema/schema-mutations.ts';
import { typeName } from '../../schema/values.ts';

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
  const change: SchemaMutation['change'] = (value, how) => {
    const broken = inPlace(value, how);
    if (broken === undefined || !isWrong(broken)) return undefined;
    const after = valueAt(broken, path);
    // Another type may be read as the right one.
    return after === undefined || typeName(after) === typeName(before) ? broken : undefined;
  };
  return { path, what, change };
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
