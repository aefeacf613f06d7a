/** What each keyword asserts of a value, for `accepts`. https://json-schema.org/draft/2020-12/json-schema-validation */
import { dateTimeLack } from '../core/date-time-lack.ts';
import { compareNumbers, exactJson, numberText } from '../core/digits.ts';
import { isRecord, toPlainText } from '../core/json.ts';
import {
  all,
  allOf,
  fail,
  type Here,
  judge,
  judgePart,
  must,
  silently,
  tried,
  triedInBothReadings,
  type Verdict,
} from './accepts.ts';
import { failsAll, judgeOneOf } from './accepts-one-of.ts';
import { isOneWayMember, membersNotReturned } from './accepts-one-way.ts';
import { judgeUnevaluatedItems, judgeUnevaluatedProperties } from './accepts-unevaluated.ts';
import { FORMATS } from './formats.ts';
import { NEW_IN_3_1, PLAIN_KEYWORDS, spelledFormat, TYPES } from './keywords.ts';
import type { Schema } from './node.ts';
import { isMultiple, keyOf, lengthOf, listOf, toPattern, typeName } from './values.ts';

type Check = (here: Here, wanted: unknown, schema: Schema) => Verdict;

/** Judge the value by one keyword. Keywords that assert nothing, and values in a wrong form, accept everything. */
export function checkKeyword(keyword: string, here: Here, wanted: unknown, schema: Schema): Verdict {
  const check = CHECKS.get(keyword);
  if (!check) return true;
  const isOld = here.judging.schemas.dialect === 'openapi-3.0';
  if (isOld && NEW_IN_3_1.has(keyword)) return true;
  const isOldBound = isOld && typeof wanted === 'boolean';
  const isOfForm = PLAIN_KEYWORDS[keyword]?.(wanted) ?? true;
  return isOfForm || isOldBound ? check(here, wanted, schema) : true;
}

const CHECKS_BY_NAME: Readonly<Record<string, Check>> = {
  type: (here, wanted, schema) => {
    const types: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    if (types.length === 0 || !types.every((type) => TYPES.has(type))) return true;
    const { value } = here;
    const type = typeName(value);
    const fits =
      types.includes(type) ||
      (types.includes('integer') && Number.isInteger(value)) ||
      (type === 'null' && here.judging.schemas.dialect === 'openapi-3.0' && schema['nullable'] === true);
    return fits || fail(here, `should be ${types.join(' or ')}`);
  },
  const: (here, wanted) => keyOf(here.value) === keyOf(wanted) || fail(here, `should be ${exactJson(wanted)}`),
  enum: (here, wanted) => {
    const key = keyOf(here.value);
    return must(
      here,
      listOf(wanted).some((one) => keyOf(one) === key),
      'should be one of its enum',
    );
  },
  minimum: ofNumber((value, limit) => compareNumbers(value, limit) >= 0, '>='),
  maximum: ofNumber((value, limit) => compareNumbers(value, limit) <= 0, '<='),
  exclusiveMinimum: exclusive('minimum', (value, limit) => compareNumbers(value, limit) > 0, '>'),
  exclusiveMaximum: exclusive('maximum', (value, limit) => compareNumbers(value, limit) < 0, '<'),
  multipleOf: ofNumber((value, step) => isMultiple(value, step), 'a multiple of'),
  minLength: ofText((text, limit) => lengthOf(text) >= Number(limit), 'should be longer'),
  maxLength: ofText((text, limit) => lengthOf(text) <= Number(limit), 'should be shorter'),
  pattern: ofText((text, pattern) => toPattern(pattern)?.test(text) ?? true, 'should match its pattern'),
  format: (here, format) => {
    const name = toPlainText(format);
    const spelled = spelledFormat(name, here.judging.schemas.dialect);
    if (spelled) return must(here, tried(here, spelled), `should be a valid ${name}`);
    if (typeof here.value !== 'string' || !Object.hasOwn(FORMATS, name)) return true;
    const lack = dateTimeLack(name, here.value);
    return must(here, FORMATS[name]?.(here.value), `should be a valid ${name}${lack ? `: ${lack}` : ''}`);
  },
  minItems: (here, limit) => ofSize(here, arrayIn(here)?.length, (size) => size >= Number(limit), 'more elements'),
  maxItems: (here, limit) => ofSize(here, arrayIn(here)?.length, (size) => size <= Number(limit), 'fewer elements'),
  uniqueItems: (here, isWanted) => {
    const list = arrayIn(here);
    if (isWanted !== true || !list) return true;
    return must(here, new Set(list.map(keyOf)).size === list.length, 'should not have an element twice');
  },
  minProperties: (here, limit) => {
    const size = namesIn(here)?.length;
    const isEnough = (found: number) =>
      found >= Number(limit) || found + membersNotReturned(here).size >= Number(limit);
    return ofSize(here, size, isEnough, 'more members');
  },
  maxProperties: (here, limit) => ofSize(here, namesIn(here)?.length, (size) => size <= Number(limit), 'fewer members'),
  required: (here, names) => (namesIn(here) ? allOf(listOf(names), (name) => need(here, String(name))) : true),
  dependentRequired: (here, needs) =>
    all(dependents(here, needs).map(([, names]) => all(listOf(names).map((name) => need(here, String(name)))))),
  dependentSchemas: (here, schemas) => all(dependents(here, schemas).map(([, schema]) => judge(here, schema))),
  allOf: (here, parts) => allOf(listOf(parts), (part) => judge(here, part)),
  anyOf: (here, parts) => {
    const verdicts = listOf(parts).map((part) => tried(here, part));
    if (verdicts.length === 0 || verdicts.includes(true)) return true;
    if (verdicts.includes(undefined)) return must(here, undefined, '');
    return failsAll(here, parts);
  },
  oneOf: judgeOneOf,
  not: (here, schema) => {
    const verdict = triedInBothReadings(here, schema);
    return must(here, verdict === undefined ? undefined : !verdict, 'should not be what "not" describes');
  },
  if: (here, condition, schema) => {
    const verdict = triedInBothReadings(here, condition);
    if (verdict === undefined) return undefined;
    return judge(here, schema[verdict ? 'then' : 'else'] ?? true);
  },
  prefixItems: (here, schemas) => {
    const count = arrayIn(here)?.length ?? 0;
    return all(
      listOf(schemas)
        .slice(0, count)
        .map((schema, index) => judgePart(here, index, schema)),
    );
  },
  items: (here, schema, { prefixItems }) => {
    const first = Array.isArray(prefixItems) ? prefixItems.length : 0;
    const indexes = arrayIn(here)?.keys() ?? [];
    return allOf(indexes, (index) => index < first || judgePart(here, index, schema));
  },
  contains: (here, schema, { minContains = 1, maxContains = Number.POSITIVE_INFINITY }) => {
    const silent = silently(here);
    const verdicts = arrayIn(here)?.map((_element, index) => judgePart(silent, index, schema));
    if (!verdicts || verdicts.includes(undefined)) return verdicts && undefined;
    const count = verdicts.filter((verdict) => verdict === true).length;
    return must(here, count >= Number(minContains) && count <= Number(maxContains), 'should contain others');
  },
  properties: (here, schemas) => {
    const { value } = here;
    if (!isRecord(value) || !isRecord(schemas)) return true;
    return allOf(Object.keys(schemas), (name) => !Object.hasOwn(value, name) || judgePart(here, name, schemas[name]));
  },
  patternProperties: (here, schemas) =>
    all(
      Object.entries(isRecord(schemas) ? schemas : {}).flatMap(([pattern, schema]) =>
        (namesIn(here) ?? [])
          .filter((name) => toPattern(pattern)?.test(name))
          .map((name) => judgePart(here, name, schema)),
      ),
    ),
  additionalProperties: (here, schema, { properties, patternProperties }) => {
    const patterns = Object.keys(isRecord(patternProperties) ? patternProperties : {}).map(toPattern);
    if (patterns.includes(undefined)) return undefined;
    const isOther = (name: string) =>
      !(isRecord(properties) && Object.hasOwn(properties, name)) && !patterns.some((pattern) => pattern?.test(name));
    return all((namesIn(here) ?? []).filter(isOther).map((name) => judgePart(here, name, schema)));
  },
  propertyNames: (here, schema) =>
    all(
      (namesIn(here) ?? []).map((name) =>
        judge({ ...here, value: name, path: [...here.path, name], around: [] }, schema),
      ),
    ),
  unevaluatedItems: judgeUnevaluatedItems,
  unevaluatedProperties: judgeUnevaluatedProperties,
  $dynamicRef: () => undefined,
};

const CHECKS: ReadonlyMap<string, Check> = new Map(Object.entries(CHECKS_BY_NAME));

function arrayIn({ value }: Here): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function namesIn({ value }: Here): readonly string[] | undefined {
  return isRecord(value) ? Object.keys(value) : undefined;
}

/** The entries of a keyword's table whose names are members of the value. */
function dependents({ value }: Here, table: unknown): readonly [string, unknown][] {
  if (!isRecord(value) || !isRecord(table)) return [];
  return Object.entries(table).filter(([name]) => Object.hasOwn(value, name));
}

function ofNumber(fits: (value: number, limit: number) => boolean, words: string): Check {
  return (here, limit) => {
    const { value } = here;
    return (
      typeof value !== 'number' ||
      fits(value, Number(limit)) ||
      fail(here, `should be ${words} ${numberText(Number(limit))}`)
    );
  };
}

/** In OpenAPI 3.0 a boolean, about the limit beside it. */
function exclusive(beside: string, fits: (value: number, limit: number) => boolean, words: string): Check {
  const check = ofNumber(fits, words);
  return (here, wanted, schema) => {
    const isOld = here.judging.schemas.dialect === 'openapi-3.0';
    if (!isOld) return check(here, wanted, schema);
    return wanted !== true || typeof schema[beside] !== 'number' || check(here, schema[beside], schema);
  };
}

function ofText(fits: (text: string, wanted: unknown) => boolean, words: string): Check {
  return (here, wanted) => typeof here.value !== 'string' || must(here, fits(here.value, wanted), words);
}

function ofSize(here: Here, size: number | undefined, fits: (size: number) => boolean, words: string): Verdict {
  return size === undefined || must(here, fits(size), `should have ${words}`);
}

/** A required member, unless a schema for the same value says that this kind of message need not have it. */
function need(here: Here, name: string): Verdict {
  if (Object.hasOwn(here.value as object, name)) return true;
  const { judging, around } = here;
  const isNotNeeded = around.some((schema) => isOneWayMember(schema, name, judging));
  return isNotNeeded || fail(here, `should have the member "${name}"`);
}
