/**
 * Readings of a text in which what separates values may stand in one. Nothing tells the two apart, so a value that the description itself names is
 * read as it is. https://spec.openapis.org/oas/v3.1.1.html#style-values
 */
import type { ApiModel } from '../model/types.ts';
import { nestedValue } from './nested-value.ts';
import { objectOf, type Styled, toPlain, withoutOpening } from './parse-parameter.ts';
import {
  allowedTypes,
  elementSchema,
  elementSchemaAt,
  memberNames,
  memberSchema,
  schemaParts,
} from './schema-members.ts';

/** How many parts are put together in all ways. */
const MOST = 8;

/** What separates values by a style: in a raw text, and in a plain one. */
function separatorOf({ in: place, style, explode }: Styled): readonly [RegExp, string] | undefined {
  if (style === 'pipeDelimited') return [/%7C|\|/i, '|'];
  if (style === 'spaceDelimited') return [/%20|\+/, ' '];
  if (style === 'label') return explode ? [/\./, '.'] : undefined;
  return place === 'header' || style === 'cookie' || style === 'form' ? [/,/, ','] : undefined;
}

/** The values of a text whose parts are put together in other ways. */
export function mergedReadings(parameter: Styled, raw: string, model: ApiModel): readonly unknown[] {
  const { explode, in: place, node } = parameter;
  const separator = separatorOf(parameter);
  const body = separator && withoutOpening(parameter, raw);
  if (!separator || body === undefined || !isNarrow(node.schema, separator[1], model)) return [];
  const parts = body.split(separator[0]).flatMap((part) => toPlain(parameter, part) ?? []);
  if (parts.length > MOST) return [];
  const trimmed = (text: string) => (place === 'header' ? text.trim() : text);
  const types = allowedTypes(node.schema, model);
  return merged(parts, separator[1]).flatMap((all): readonly unknown[] => {
    const texts = all.map(trimmed);
    const members = explode ? texts.flatMap((text) => text.split(/=(.*)/s, 2)) : texts;
    return [
      ...(types.has('array')
        ? [texts.map((text, at) => nestedValue(text, elementSchemaAt(node.schema, at, model), model))]
        : []),
      ...(types.has('object') && members.length % 2 === 0 ? [objectOf(members, node.schema, model)] : []),
    ];
  });
}

/** All ways to put parts together. */
function merged([first, ...rest]: readonly string[], separator: string): readonly (readonly string[])[] {
  if (first === undefined) return [[]];
  if (rest.length === 0) return [[first]];
  return merged(rest, separator).flatMap(([next = '', ...others]) => [
    [first, next, ...others],
    [`${first}${separator}${next}`, ...others],
  ]);
}

/** Whether the description says more of a value than that it is a text: a text that may be any is read part by part. */
function isNarrow(schema: unknown, separator: string, model: ApiModel): boolean {
  const names = memberNames(schema, model);
  const inside = [elementSchema(schema, model), ...names.map((name) => memberSchema(schema, [name], model))];
  // Arrays in a value have commas, too.
  if (inside.some((one) => allowedTypes(one, model).has('array'))) return true;
  const isSaid = (part: object) => ['enum', 'const', 'pattern', 'format'].some((keyword) => keyword in part);
  return names.some((name) => name.includes(separator)) || inside.some((one) => schemaParts(one, model).some(isSaid));
}
