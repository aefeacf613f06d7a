/** Translates one keyword of a schema, depending on the type of its value. */
import { isRecord, type Json } from '../core/json.ts';
import { toPointer } from '../core/pointer.ts';
import { toPath, toTrail } from '../core/trail.ts';
import { eitherReading } from './discriminator.ts';
import { includedAlternatives } from './included.ts';
import {
  IN_PLACE_KEYWORDS,
  isSchema,
  NEW_IN_3_1,
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from './keywords.ts';
import {
  checkDialect,
  hidesNames,
  IN_PART,
  invertsSubschema,
  isPattern,
  translateFormat,
  translateType,
} from './leaf-keywords.ts';
import { oneOfGroups } from './one-of-groups.ts';
import { withoutHidden } from './one-way-members.ts';
import { roundingOf } from './rounded.ts';
import { hasSharedNull } from './shared-null.ts';
import { translateReference } from './translate-reference.ts';
import {
  type At,
  hasGaps,
  type Keyword,
  leaveOut,
  loosen,
  type SetKeyword,
  type Translation,
  WRONG_FORM,
} from './translation.ts';

type Translate = (translation: Translation, found: Keyword, set: SetKeyword) => void;

/** Keywords with their own translation. */
const OWN: Readonly<Record<string, Translate>> = {
  $ref: translateReference,
  $dynamicRef: translateReference,
  $schema: checkDialect,
  type: translateType,
  format: translateFormat,
  pattern: translatePattern,
  exclusiveMinimum: translateExclusive,
  exclusiveMaximum: translateExclusive,
};

export function translateKeyword(translation: Translation, found: Keyword, set: SetKeyword): void {
  const { keyword, at } = found;
  const isOld = translation.dialect === 'openapi-3.0';
  if (isOld && NEW_IN_3_1.has(keyword)) leaveOut(translation, at, 'OpenAPI 3.0 does not support it');
  else translatorOf(keyword, isOld)(translation, found, set);
}

function translatorOf(keyword: string, isOld: boolean): Translate {
  if (isOld && (keyword === 'exclusiveMinimum' || keyword === 'exclusiveMaximum')) return translateOldExclusive;
  if (Object.hasOwn(OWN, keyword)) return OWN[keyword] ?? translateUnknown;
  if (Object.hasOwn(PLAIN_KEYWORDS, keyword)) return translatePlain;
  if (SCHEMA_KEYWORDS.has(keyword)) return translateSchema;
  if (SCHEMA_LIST_KEYWORDS.has(keyword)) return translateList;
  return SCHEMA_MAP_KEYWORDS.has(keyword) ? translateMap : translateUnknown;
}

function translatePattern(translation: Translation, { value, at }: Keyword, set: SetKeyword): void {
  if (isPattern(value)) set('pattern', value);
  else leaveOut(translation, at, 'not a regular expression of ECMA-262');
}

/** OpenAPI 3.0: a boolean that makes `minimum` or `maximum` exclusive. */
function translateOldExclusive(
  translation: Translation,
  { schema, keyword, value, at }: Keyword,
  set: SetKeyword,
): void {
  const bound = schema[keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum'];
  if (typeof value !== 'boolean') leaveOut(translation, at, WRONG_FORM);
  else if (value && typeof bound === 'number') setExclusive(keyword, bound, set);
}

/** A number that is rounded may be that of the limit itself. https://262.ecma-international.org/#sec-number.max_safe_integer */
function translateExclusive(translation: Translation, found: Keyword, set: SetKeyword): void {
  translatePlain(translation, found, (keyword, value) => setExclusive(keyword, value as number, set));
}

function setExclusive(keyword: string, bound: number, set: SetKeyword): void {
  set(Math.abs(bound) > Number.MAX_SAFE_INTEGER ? keyword.replace('exclusiveM', 'm') : keyword, bound);
}

function translatePlain(translation: Translation, { keyword, value, at }: Keyword, set: SetKeyword): void {
  if (!PLAIN_KEYWORDS[keyword]?.(value)) {
    leaveOut(translation, at, WRONG_FORM);
    return;
  }
  const rounding = roundingOf(keyword, value);
  if (rounding) leaveOut(translation, at, rounding.why);
  if (rounding?.kept === false) return;
  const left = withoutHidden(keyword, value as Json, at.hidden);
  if (left !== value) loosen(translation, at);
  set(keyword, left);
}

function translateSchema(translation: Translation, found: Keyword, set: SetKeyword): void {
  const { keyword, value, at } = found;
  if (!isSchema(value)) {
    leaveOut(translation, at, WRONG_FORM);
    return;
  }
  const before = translation.notAsserted.length;
  const translated = translation.translate(value, inside(found));
  const isWeak =
    hidesNames(found) || missesEvaluated(found) || (invertsSubschema(found) && hasGaps(translation, before));
  if (isWeak) leaveOut(translation, at, IN_PART);
  else set(keyword, translated);
}

/** Whether members may be evaluated by a reference that is cut. */
function missesEvaluated({ keyword, at: { levels } }: Keyword): boolean {
  return keyword.startsWith('unevaluated') && levels !== Number.POSITIVE_INFINITY;
}

function translateList(translation: Translation, found: Keyword, set: SetKeyword): void {
  const { keyword, value, at } = found;
  if (!Array.isArray(value) || value.length === 0) {
    leaveOut(translation, at, WRONG_FORM);
    if (Array.isArray(value) && !ALTERNATIVES.has(keyword)) translation.harmless.add(toPointer(toPath(at.trail)));
    return;
  }
  const before = translation.notAsserted.length;
  const parts = value.map((element, index) => translation.translate(element, inside(found, String(index))));
  const isWeak = keyword === 'oneOf' && hasGaps(translation, before);
  if (isWeak) leaveOut(translation, at, IN_PART);
  if (isWeak || keyword !== 'oneOf') set(isWeak ? 'anyOf' : keyword, parts);
  else translateOneOf(translation, found, parts, set);
}

/** Keywords that refuse all values if they have no schema. */
const ALTERNATIVES: ReadonlySet<string> = new Set(['anyOf', 'oneOf']);

/** An alternative that another one includes does not count, and of those that nothing tells apart, several may match. It still tells which members `unevaluatedProperties` knows. */
function translateOneOf(translation: Translation, found: Keyword, parts: Json[], set: SetKeyword): void {
  const { dialect, resources } = translation;
  const get = (reference: string) => resources.find(reference, found.at.resource)?.schema;
  const schemas = { dialect, definitions: { get } };
  const orNull = hasSharedNull(found.schema, schemas) ? [{ type: 'null' }] : [];
  const either = eitherReading(translation, found, parts);
  if (either) {
    set('anyOf', [...either, ...orNull]);
    return;
  }
  const included = includedAlternatives(found.schema, schemas);
  const groups = oneOfGroups(found.schema, schemas);
  const [first, ...others] = groups ?? [];
  const counted = groups
    ? groups.map((group) => oneOrAny(group.flatMap((index) => parts[index] ?? [])))
    : parts.filter((_, index) => !included.has(index));
  if ((included.size > 0 || groups) && resources.usesUnevaluated) set('anyOf', parts);
  else if (first && others.length === 0) set('anyOf', [...first.flatMap((index) => parts[index] ?? []), ...orNull]);
  else if (orNull.length > 0) set('anyOf', [...orNull, { oneOf: counted }]);
  else set('oneOf', counted);
}

function oneOrAny(parts: readonly Json[]): Json {
  const [one, ...others] = parts;
  return one === undefined || others.length > 0 ? { anyOf: [...parts] } : one;
}

function translateMap(translation: Translation, found: Keyword, set: SetKeyword): void {
  const { keyword, value, at } = found;
  if (!isRecord(value)) {
    leaveOut(translation, at, WRONG_FORM);
    return;
  }
  const entries = Object.entries(keyword === 'properties' ? asProblem(value) : value).map(
    ([name, member]) => [name, translation.translate(member, inside(found, name))] as const,
  );
  const readable = entries.filter(([name]) => keyword !== 'patternProperties' || isPattern(name));
  if (readable.length < entries.length)
    leaveOut(translation, at, 'a name in it is not a regular expression of ECMA-262');
  set(keyword, Object.fromEntries(readable));
}

type Members = Readonly<Record<string, unknown>>;

/**
 * The members of a problem, two of which are references, and may be relative: Java describes both as `uri`.
 *
 * https://www.rfc-editor.org/rfc/rfc9457#section-3.1.1, https://www.rfc-editor.org/rfc/rfc9457#section-3.1.5
 */
function asProblem(members: Members): Members {
  if (!['title', 'status', 'instance'].every((name) => Object.hasOwn(members, name))) return members;
  const made = ['type', 'instance'].flatMap((name) => {
    const schema = members[name];
    return isRecord(schema) && schema['format'] === 'uri' ? [[name, { ...schema, format: 'uri-reference' }]] : [];
  });
  return { ...members, ...Object.fromEntries(made) };
}

/** JSON Schema 2020-12 treats unknown keywords as annotations. We list them, because the author may have meant a constraint. */
function translateUnknown(translation: Translation, { at }: Keyword): void {
  leaveOut(translation, at, 'unknown keyword');
  translation.harmless.add(toPointer(toPath(at.trail)));
}

/** The location of a subschema in the value of a keyword. */
function inside({ keyword, at }: Keyword, ...names: readonly string[]): At {
  const isOfPart = !IN_PLACE_KEYWORDS.has(keyword);
  return { ...at, ...(isOfPart && { hidden: new Set<string>(), around: [] }), trail: toTrail(names, at.trail) };
}
