/** The pairs of a form, as names and texts: https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
import { exactText } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { literalInUrl } from '../core/url-text.ts';
import type { Parameter, PartEncoding } from '../model/types.ts';

/** `encoded`: the text as a form in a URL's encoding has it, where that differs from the encoding of the whole text. */
export type Pair = readonly [name: string, text: string, encoded?: string];

/** The pairs of a member. Each element of an array is one; OpenAPI leaves open how an object without `encoding` is sent: here, as JSON. */
export function formPairs(name: string, value: Json, encoding: PartEncoding): readonly Pair[] {
  if (encoding.style !== undefined) return styled(name, value, encoding);
  const all: readonly Json[] = Array.isArray(value) && !encoding.types ? value : [value];
  return all.filter((element) => element !== null).map((element) => [name, exactText(element)]);
}

/** https://spec.openapis.org/oas/v3.1.1.html#style-values */
export function styled(name: string, value: Json, { style, explode }: PartEncoding): readonly Pair[] {
  if (value === null) return [];
  if (style === 'deepObject') return deepRows(name, value);
  // An empty one is not sent: https://www.rfc-editor.org/rfc/rfc6570#section-2.3
  if (typeof value === 'object' && Object.values(value).every((one) => one === null)) return [];
  const separator = SEPARATORS[style ?? 'form'] ?? ',';
  if (Array.isArray(value)) {
    const texts = (value as readonly Json[]).filter((element) => element !== null).map(exactText);
    return explode ? texts.map((text) => [name, text]) : [joined(name, texts, separator)];
  }
  if (!isRecord(value)) return [[name, exactText(value)]];
  const members = Object.entries(value as Record<string, Json>).flatMap(([key, one]) =>
    one === null ? [] : [[key, exactText(one)] as const],
  );
  return explode ? members : [joined(name, members.flat(), separator)];
}

/** A comma in a value is encoded, and one between values is not: https://www.rfc-editor.org/rfc/rfc6570#section-3.2.8 */
function joined(name: string, texts: readonly string[], separator: string): Pair {
  const text = texts.join(separator);
  const isApart = separator !== ',' || !texts.some((one) => one.includes(','));
  return isApart ? [name, text] : [name, text, texts.map((one) => literalInUrl(one).replaceAll(',', '%2C')).join(',')];
}

/** Nested values are not defined by OpenAPI. Most servers read `filter[a][b]=1` and `filter[list][0]=1`. */
export function deepRows(name: string, value: Json): readonly (readonly [string, string])[] {
  if (value === null) return [];
  if (!isRecord(value) && !Array.isArray(value)) return [[name, exactText(value)]];
  return Object.entries(value).flatMap(([key, one]) => deepRows(`${name}[${key}]`, one));
}

/** What separates the elements of an array in one text, where that is no comma. */
export const SEPARATORS: Partial<Record<Parameter['style'], string>> = { spaceDelimited: ' ', pipeDelimited: '|' };
