/**
 * Whether a schema as written accepts a value. For examples and samples: schemas are read in their dialect, without a
 * translation, so that many small ones cost little. Responses are judged by the scripts, requests by the reference server.
 */
import { isRecord } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { checkKeyword } from './accepts-keywords.ts';
import type { Schema, Schemas } from './node.ts';
import { isLooselyNullable } from './nullable.ts';

/** `undefined`: the schema has something that is not decided here, such as `$dynamicRef`. */
export type Verdict = boolean | undefined;

/** How a value is judged. */
export interface Judging {
  readonly schemas: Schemas;
  /** The members that need not be there: `readOnly` in a request, `writeOnly` in a response. */
  readonly notNeeded: readonly ('readOnly' | 'writeOnly')[];
  /** Verdicts by schema and part of a value, for a caller that judges the same parts many times. */
  readonly known?: WeakMap<object, WeakMap<object, Known>>;
  /** A keyword of one schema that is not judged. */
  readonly except?: { readonly schema: unknown; readonly keyword: string };
  /** Called with each schema whose two readings disagree on the value: of `oneOf` with a `discriminator`, or of `nullable`. */
  readonly onDoubt?: (doubt: Doubt) => void;
}

/** What is known of a part of a value: the verdict, and the schemas in it that accept a `null` in one reading only. */
interface Known {
  readonly verdict: Verdict;
  readonly loose: readonly Doubt[];
}

/** A schema with a `discriminator`, or with `nullable`, that one reading accepts and the other refuses. */
export interface Doubt {
  readonly schema: Schema;
  readonly refusedBy: 'one-of' | 'discriminator' | 'inclusion' | 'nullable';
}

/** A value at its place, with the schemas around the one that judges it, which apply to the same value. */
export interface Here {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  readonly around: readonly Schema[];
  readonly judging: Judging;
  /** The problems, a sentence each. Missing while alternatives are tried. */
  readonly problems?: string[] | undefined;
}

/** Whether a schema accepts a value. What is not decided here counts as accepted. */
export function accepts(value: unknown, schema: unknown, judging: Judging): boolean {
  return verdictOn(value, schema, judging) !== false;
}

/** As `accepts`; `undefined` where it is not decided. */
export function verdictOn(value: unknown, schema: unknown, judging: Judging): Verdict {
  return judge({ value, path: [], around: [], judging, problems: undefined }, schema);
}

/** What is wrong with a value, such as `/code should be string`; `undefined` if nothing is. */
export function problemIn(value: unknown, schema: unknown, judging: Judging): string | undefined {
  const problems: string[] = [];
  const verdict = judge({ value, path: [], around: [], judging, problems }, schema);
  return verdict === false ? (problems[0] ?? 'it does not satisfy the schema') : undefined;
}

/** Judge a value at its place by a schema. */
export function judge(here: Here, schema: unknown): Verdict {
  if (schema === false) return fail(here, 'should not be there');
  // YAML has `.inf` and `.nan`, and `1e400` is read as infinite.
  if (typeof here.value === 'number' && !Number.isFinite(here.value)) return fail(here, 'is no number of JSON');
  // A schema that refers to itself for the same value asserts nothing more.
  if (!isRecord(schema) || here.around.includes(schema)) return true;
  const { value, path, around, judging, problems } = here;
  const inside: Here = { value, path, around: [...around, schema], judging, problems };
  const { schemas } = judging;
  const { $ref: reference } = schema;
  const target = typeof reference === 'string' ? judgeTarget(inside, reference, schemas) : true;
  if (target === false) return false;
  if (reference !== undefined && schemas.dialect === 'openapi-3.0') return target;
  if (isNullInOneReading(here, schema)) {
    const strict = judgeKeywords({ ...inside, problems: [] }, schema);
    if (strict === false) judging.onDoubt?.({ schema, refusedBy: 'nullable' });
    return true;
  }
  const own = judgeKeywords(inside, schema);
  return target === undefined && own !== false ? undefined : own;
}

function isNullInOneReading({ value, judging: { schemas } }: Here, schema: Schema): boolean {
  return value === null && schemas.dialect === 'openapi-3.0' && isLooselyNullable(schema, schemas.dialect);
}

/** Judge the value by all keywords of a schema, up to the first that refuses it. */
function judgeKeywords(here: Here, schema: Schema): Verdict {
  let result: Verdict = true;
  const { except } = here.judging;
  for (const keyword of Object.keys(schema)) {
    const wanted = schema[keyword];
    const isExcepted = except !== undefined && schema === except.schema && keyword === except.keyword;
    const verdict = wanted === undefined || isExcepted ? true : checkKeyword(keyword, here, wanted, schema);
    if (verdict === false) return false;
    if (verdict === undefined) result = undefined;
  }
  return result;
}

function judgeTarget(here: Here, reference: string, { definitions }: Schemas): Verdict {
  const target = definitions.get(reference);
  return target === undefined ? undefined : judge(here, target);
}

/** Judge the same value by a schema that it need not satisfy. */
export function tried(here: Here, schema: unknown): Verdict {
  return judge(silently(here), schema);
}

/**
 * Judge the same value by a schema whose refusal another one may need. That a member need not be there makes a schema accept more, so what
 * only this reading accepts is not decided.
 */
export function triedInBothReadings(here: Here, schema: unknown): Verdict {
  const verdict = tried(here, schema);
  if (here.judging.notNeeded.length === 0 || verdict === undefined) return verdict;
  return tried(byTheLetter(here), schema) === verdict ? verdict : undefined;
}

/** Where each required member is needed. */
export function byTheLetter(here: Here): Here {
  const { known: _, ...judging } = here.judging;
  return { ...here, judging: { ...judging, notNeeded: [] } };
}

/** Without noting problems. */
export function silently({ value, path, around, judging }: Here): Here {
  return { value, path, around, judging, problems: undefined };
}

/** Judge a part of the value. */
export function judgePart({ value, path, judging, problems }: Here, name: string | number, schema: unknown): Verdict {
  const part = (value as Readonly<Record<string | number, unknown>>)[name];
  // The path is for problems only.
  const here: Here = { value: part, path: problems ? [...path, name] : path, around: [], judging, problems };
  const { known } = judging;
  if (!known || problems || !isRecord(schema) || typeof part !== 'object' || part === null) return judge(here, schema);
  const ofSchema = known.get(schema) ?? new WeakMap<object, Known>();
  known.set(schema, ofSchema);
  const before = ofSchema.get(part);
  if (before) {
    for (const doubt of before.loose) judging.onDoubt?.(doubt);
    return before.verdict;
  }
  const loose: Doubt[] = [];
  const onDoubt = (doubt: Doubt) => {
    if (doubt.refusedBy === 'nullable') loose.push(doubt);
    judging.onDoubt?.(doubt);
  };
  const verdict = judge({ ...here, judging: { ...judging, onDoubt } }, schema);
  ofSchema.set(part, { verdict, loose });
  return verdict;
}

/** Whether a value is, or has in it, a `null` that its schema allows in one reading of `nullable` only. */
export function hasLooseNull(value: unknown, schema: unknown, judging: Judging): boolean {
  if (judging.schemas.dialect !== 'openapi-3.0' || (typeof value !== 'object' && value !== null)) return false;
  let found = false;
  const onDoubt = ({ refusedBy }: Doubt) => {
    found ||= refusedBy === 'nullable';
  };
  judgePart({ value: { value }, path: [], around: [], judging: { ...judging, onDoubt } }, 'value', schema);
  return found;
}

/** All must hold: false if one is, else undecided if one is. */
export function all(verdicts: Iterable<Verdict>): Verdict {
  let result: Verdict = true;
  for (const verdict of verdicts) {
    if (verdict === false) return false;
    if (verdict === undefined) result = undefined;
  }
  return result;
}

/** As `all`, of what a function gives for the elements of a list. All are judged, since each may be in doubt. */
export function allOf<Element>(list: Iterable<Element>, judgeOne: (element: Element) => Verdict): Verdict {
  let result: Verdict = true;
  for (const element of list) {
    const verdict = judgeOne(element);
    if (verdict === false) result = false;
    else if (verdict === undefined && result === true) result = undefined;
  }
  return result;
}

/** Note the problem of a value, and refuse it. */
export function fail({ path, problems }: Here, what: string): false {
  problems?.push(`${toPointer(path) || 'the value'} ${what}`);
  return false;
}

/** A check with its message. */
export function must(here: Here, holds: Verdict, what: string): Verdict {
  return holds === false ? fail(here, what) : holds;
}
