/** The value of an Example Object. https://spec.openapis.org/oas/v3.2.0.html#example-object */
import { jsonInText } from '../core/digits.ts';
import type { Json } from '../core/json.ts';
import { isJsonType, isMultipart } from '../core/media-types.ts';

/**
 * `dataValue` of OpenAPI 3.2, or `value`; else what `serializedValue` is in its media type: the value that JSON has, and the text of any
 * other. `undefined` where nothing says its media type, and of a text in parts, whose boundary is not known.
 */
export function valueOfExample(example: Readonly<Record<string, unknown>>, type = ''): Json | undefined {
  const { dataValue, serializedValue, value } = example;
  if (dataValue !== undefined || value !== undefined) return (dataValue === undefined ? value : dataValue) as Json;
  if (typeof serializedValue !== 'string' || type === '' || isMultipart(type)) return undefined;
  return isJsonType(type) ? jsonInText(serializedValue) : serializedValue;
}
