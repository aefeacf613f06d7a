/**
 * Characters that separate the values in one text, where nothing tells them from those in a value: both are percent-encoded, or neither is.
 * https://spec.openapis.org/oas/v3.1.1.html#style-values
 */
import { exactText } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import type { Parameter } from '../model/types.ts';
import { SEPARATORS } from './form-pairs.ts';

/** How a value is written: as a parameter, or as a member of a form. */
export type Written = Pick<Parameter, 'style' | 'explode'> & { readonly in: Parameter['in'] | 'form' | 'parts' };

/** What separates values, and cannot stand in one; in the names of members, more cannot. */
interface Separators {
  readonly inTexts: readonly string[];
  readonly inNames: readonly string[];
}

/** `undefined`: the two can be told apart. */
function separatorsOf({ in: place, style, explode }: Written): Separators | undefined {
  if (place === 'header') return explode ? { inTexts: [','], inNames: [',', '='] } : only(',');
  // A dot is unreserved, so its percent-encoding is the dot. A comma and a semicolon in a value are encoded.
  if (place === 'path') return style === 'label' && explode ? only('.') : undefined;
  if (explode || style === 'deepObject') return undefined;
  const isPlain = place === 'parts' || style === 'cookie';
  return only(SEPARATORS[style] ?? (isPlain ? ',' : undefined));
}

function only(separator: string | undefined): Separators | undefined {
  return separator === undefined ? undefined : { inTexts: [separator], inNames: [separator] };
}

/** The separator that stands in a value, or in the name of one; `undefined` without any. */
export function separatorIn(written: Written, value: Json): string | undefined {
  const separators = separatorsOf(written);
  if (separators === undefined || typeof value !== 'object' || value === null) return undefined;
  const names = Array.isArray(value) ? '' : Object.keys(value).join('');
  const texts = (Object.values(value) as readonly Json[]).map((one) => (typeof one === 'object' ? '' : exactText(one)));
  const text = texts.join('');
  return separators.inTexts.find((one) => text.includes(one)) ?? separators.inNames.find((one) => names.includes(one));
}

/** Schemas of values in which nothing separates, best first. */
export function withoutSeparators(written: Written): readonly object[] {
  const separators = separatorsOf(written);
  if (separators === undefined) return [];
  const [text, names] = [separators.inTexts, separators.inNames].map((all) => `^[^${all.join('')}]*$`);
  // Of numbers, only those with a fraction have a dot.
  const value = { pattern: text, ...(separators.inTexts.includes('.') && { multipleOf: 1 }) };
  const apart = { items: value, additionalProperties: value, propertyNames: { pattern: names } };
  return [apart, { ...apart, minItems: 1, minProperties: 1 }];
}
