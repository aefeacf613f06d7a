/** The keywords that look at one plain value. */
import type { Json } from '../core/json.ts';
import { FORMATS_AS_SCHEMAS, JUDGED_FORMATS, TYPES } from './keywords.ts';
import { toJudgeablePattern } from './patterns.ts';
import { type Keyword, leaveOut, type SetKeyword, type Translation } from './translation.ts';

/** `nullable` of OpenAPI 3.0 widens a `type` beside it, and nothing else. */
export function translateType(translation: Translation, { schema, value, path }: Keyword, set: SetKeyword): void {
  const types: unknown[] = Array.isArray(value) ? value : [value];
  if (types.length === 0 || !types.every((type) => TYPES.has(type))) {
    leaveOut(translation, path, `"${types.join(', ')}" is no type of JSON Schema`);
    return;
  }
  const nullable = translation.model.dialect === 'openapi-3.0' && schema['nullable'] === true;
  const all = (nullable && !types.includes('null') ? [...types, 'null'] : types) as readonly string[];
  set('type', all.length === 1 ? (all[0] ?? 'string') : [...new Set(all)]);
}

/** A format that is not known judges nothing: that is what the standard says. */
export function translateFormat({ value }: Keyword, set: SetKeyword): void {
  if (typeof value !== 'string') return;
  const spelled = Object.hasOwn(FORMATS_AS_SCHEMAS, value) ? FORMATS_AS_SCHEMAS[value] : undefined;
  for (const [keyword, part] of Object.entries(spelled ?? {})) set(keyword, part as Json);
  if (JUDGED_FORMATS.has(value)) set('format', value);
}

export function translatePattern(translation: Translation, { value, path }: Keyword, set: SetKeyword): void {
  const { pattern, why } = toJudgeablePattern(value);
  if (pattern === undefined) leaveOut(translation, path, why);
  else set('pattern', pattern);
}
