/**
 * Arrays and objects inside those of a parameter, for which no style but deepObject defines anything: they are written as JSON, or their elements with
 * commas. https://spec.openapis.org/oas/v3.1.1.html#style-values
 */
import type { ApiModel } from '../model/types.ts';
import { readJson } from './read-json.ts';
import { allowedTypes, elementSchema, memberNames, memberSchema } from './schema-members.ts';
import { toValue, typesAt } from './text-value.ts';

/** The value of the text of a member or an element. */
export function nestedValue(text: string, schema: unknown, model: ApiModel): unknown {
  const types = allowedTypes(schema, model);
  const json = isNested(types) && (types.has('object') || isDeep(schema, model)) ? readJson(text) : undefined;
  if (typeof json === 'object' && json !== null) return json;
  if (!types.has('array') || types.has('string')) return toValue(text, types);
  return text.split(',').map((part, at) => toValue(part, typesAt(schema, at, model)));
}

/** How many parts a text of JSON may have been separated into. */
const MOST = 100;

/** The raw parts between commas, of which those of one text of JSON are one again. `textOf`: the plain text of a part that is a value. */
export function wholeParts(
  raws: readonly string[],
  schema: unknown,
  model: ApiModel,
  textOf: (raw: string) => string | undefined,
): readonly string[] {
  const isAny = memberNames(schema, model).some((name) =>
    isNested(allowedTypes(memberSchema(schema, [name], model), model)),
  );
  if (!isAny && !isDeep(schema, model)) return raws;
  const whole: string[] = [];
  for (let at = 0; at < raws.length; ) {
    const length = lengthOfJson(raws.slice(at, at + MOST), textOf);
    whole.push(raws.slice(at, at + length).join(','));
    at += length;
  }
  return whole;
}

/** How many parts are one text of JSON; 1 where none begins. */
function lengthOfJson(raws: readonly string[], textOf: (raw: string) => string | undefined): number {
  if (!/^[[{]/.test(textOf(raws[0] ?? '') ?? '')) return 1;
  const lengths = raws.map((_, index) => index + 1);
  return lengths.find((length) => readJson(textOf(raws.slice(0, length).join(',')) ?? '') !== undefined) ?? 1;
}

function isNested(types: ReadonlySet<string>): boolean {
  return types.has('array') || types.has('object');
}

/** Whether elements are arrays or objects. */
function isDeep(schema: unknown, model: ApiModel): boolean {
  return isNested(allowedTypes(elementSchema(schema, model), model));
}
