/** How a parameter is written: https://spec.openapis.org/oas/v3.1.1.html#style-examples */
import { exactJson } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import type { Parameter } from '../model/types.ts';

/** The text of a JSON value in a URL or header: arrays separated by commas, objects as JSON. */
export function toText(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((element) => typeof element !== 'object'))
    return value.map((one) => (typeof one === 'number' ? exactJson(one) : one)).join(',');
  return exactJson(value);
}

/**
 * A value as the names and texts that are sent. One may become several: `ids=1&ids=2`, `filter[size]=1`. An empty object can become
 * none.
 */
export function serialize(parameter: Parameter, value: Json): readonly (readonly [string, string])[] {
  const { name, spelling, separator = ',', repeats } = parameter;
  if (spelling === 'json') return [[name, exactJson(value)]];
  if (Array.isArray(value) && value.length > 0) {
    const texts = value.map(toText);
    return repeats ? texts.map((text) => [name, text]) : [[name, texts.join(separator)]];
  }
  if (!isRecord(value)) return [[name, toText(value)]];
  const members = Object.entries(value).map(([key, member]) => [key, toText(member)] as const);
  switch (spelling) {
    case 'free-form':
      return members;
    case 'deep-object':
      return members.map(([key, text]) => [`${name}[${key}]`, text]);
    case 'other':
      return [[name, members.map((pair) => pair.join(repeats ? '=' : separator)).join(separator)]];
    case 'single':
      return [[name, toText(value)]];
  }
}
