import { isRecord, type Json, toPlainText } from '../core/json.ts';
import { FORMATS_OF_ALL, JUDGED_FORMATS, spelledFormat, TYPES } from './keywords.ts';
import { isNullable } from './nullable.ts';
import { type Keyword, leaveOut, type SetKeyword, type Translation } from './translation.ts';
import { toPattern } from './values.ts';

export const IN_PART = 'a part of it cannot be judged, and without that part it would reject valid values';

/** Whether a keyword rejects more if its subschema rejects less. Such a subschema must be translated completely or not at all. */
export function invertsSubschema({ keyword, schema }: Keyword): boolean {
  return keyword === 'not' || keyword === 'if' || (keyword === 'contains' && schema['maxContains'] !== undefined);
}

/** Whether a keyword applies to all other members, but a pattern of excluded names is not a valid regular expression. */
export function hidesNames({ keyword, schema: { patternProperties: patterns } }: Keyword): boolean {
  if (keyword !== 'additionalProperties' && keyword !== 'unevaluatedProperties') return false;
  return isRecord(patterns) && !Object.keys(patterns).every(isPattern);
}

/** Whether schemas of a dialect are read as they are meant. https://spec.openapis.org/oas/v3.1.1.html#specifying-schema-dialects */
export function isKnownDialect(value: unknown): boolean {
  return typeof value === 'string' && /draft\/2020-12\/schema#?$|spec\.openapis\.org\/oas\/3\.[12]/.test(value);
}

export function checkDialect(translation: Translation, { value, at }: Keyword): void {
  if (isKnownDialect(value)) return;
  leaveOut(translation, at, 'not supported: the schema is read as JSON Schema 2020-12');
}

/** `nullable` extends the `type` next to it, and has no other effect. */
export function translateType(translation: Translation, { schema, value, at }: Keyword, set: SetKeyword): void {
  const types: unknown[] = Array.isArray(value) ? value : [value];
  if (types.length === 0 || !types.every((type) => TYPES.has(type))) {
    leaveOut(translation, at, `"${types.join(', ')}" is not a type of JSON Schema`);
    return;
  }
  const all = (isNullable(schema) && !types.includes('null') ? [...types, 'null'] : types) as readonly string[];
  set('type', all.length === 1 ? (all[0] ?? 'string') : all);
}

export function translateFormat(translation: Translation, { value, at }: Keyword, set: SetKeyword): void {
  const name = toPlainText(value);
  const spelled = spelledFormat(name, translation.dialect);
  if (spelled) for (const [keyword, part] of Object.entries(spelled)) set(keyword, part as Json);
  else if (JUDGED_FORMATS.has(name)) set('format', name);
  else if (!FORMATS_OF_ALL.has(name)) leaveOut(translation, at, `the format "${name}" is not judged`);
}

/** Whether the validator in the scripts can compile a pattern, with or without the Unicode flag, and reads it as it is meant. */
export function isPattern(pattern: unknown): pattern is string {
  return toPattern(pattern) !== undefined;
}
