/**
 * How a parameter is written: https://spec.openapis.org/oas/v3.1.1.html#style-examples
 *
 * Names and texts are plain; `encoded` is the text as a URL has it, where characters that separate are not those of a value.
 */
import { exactJson } from '../core/digits.ts';
import { isRecord, type Json } from '../core/json.ts';
import { keepingReserved, literalInUrl } from '../core/url-text.ts';
import { matrixName } from '../model/path-template.ts';
import type { Parameter } from '../model/types.ts';
import type { ArgumentValue } from '../rules/request.ts';
import { deepRows, formPairs, SEPARATORS } from './form-pairs.ts';

/** A name and a text that are sent: a row of a query, a segment of a path, a header, or a cookie. */
export interface Sent {
  readonly name: string;
  readonly text: string;
  /** The text with its percent-encoding, if that differs from the encoding of the whole text. */
  readonly encoded?: string;
}

/** The text of a JSON value in a URL or header: arrays separated by commas, objects as JSON. */
export function toText(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((element) => typeof element !== 'object'))
    return value.map((one) => (typeof one === 'number' ? exactJson(one) : one)).join(',');
  return exactJson(value);
}

/**
 * A value as the names and texts that are sent. One may become several: `ids=1&ids=2`, `filter[size]=1`. An empty array or object
 * becomes none, as in https://www.rfc-editor.org/rfc/rfc6570#section-2.3, except in a path, where something must stand. So do
 * members and elements that are null.
 */
export function serialize(parameter: Parameter, value: Json): readonly Sent[] {
  const { name, in: place, spelling, style } = parameter;
  if (spelling === 'json') {
    const text = exactJson(value);
    return [sent(parameter, name, place === 'header' ? inAscii(text) : text)];
  }
  if (!isRecord(value) && !Array.isArray(value)) {
    const text = toText(value);
    return [sent(parameter, name, text, prefixOf(parameter))];
  }
  const rows = rowsOf(parameter, value);
  return rows.length > 0 || parameter.in !== 'path' ? rows : [sent(parameter, name, '', style === 'label' ? '.' : '')];
}

/** JSON that a header can have: clients write other characters as Latin-1, or not at all. */
function inAscii(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function rowsOf(parameter: Parameter, value: readonly Json[] | Readonly<Record<string, Json>>): readonly Sent[] {
  const { form, name, in: place, style, explode } = parameter;
  const isRows = place === 'query' || place === 'cookie';
  if (Array.isArray(value)) {
    const texts = value.filter((element: Json) => element !== null).map(toText);
    if (texts.length === 0) return [];
    if (isRows && (explode || style === 'deepObject')) return texts.map((text) => sent(parameter, name, text));
    return [listed(parameter, texts)];
  }
  if (form) {
    const pairs = Object.entries(value).flatMap(([key, one]) => formPairs(key, one, form.get(key) ?? {}));
    return pairs.map(([key, text, encoded]) =>
      encoded === undefined ? sent(parameter, key, text) : { name: key, text, encoded },
    );
  }
  if (style === 'deepObject') return deepRows(name, value).map(([key, text]) => sent(parameter, key, text));
  const members = Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, toText(one)] as const]));
  if (members.length === 0) return [];
  if (isRows && explode) return members.map(([key, text]) => sent(parameter, rowName(parameter, key), text));
  if (!explode) return [listed(parameter, members.flat())];
  // Members of a matrix have names of their own.
  const prefix = style === 'simple' ? '' : (OPENING[style] ?? '');
  return [pairs(parameter, members, prefix)];
}

/** The name of a row that is a member. The names in a query are encoded where it is written; a cookie is written as it is. */
function rowName({ in: place, style }: Parameter, key: string): string {
  return place === 'cookie' && style !== 'cookie' ? literalInUrl(key).replaceAll(',', '%2C') : key;
}

const OPENING: Partial<Record<Parameter['style'], string>> = { label: '.', matrix: ';' };

/** What a path segment begins with: `.` of a label, `;name=` of a matrix. */
function prefixOf({ name, style }: Parameter): string {
  return style === 'matrix' ? `;${matrixName(name)}=` : (OPENING[style] ?? '');
}

/** What separates the elements of an array in one text. */
export function separatorOf({ name, style, explode }: Parameter): string {
  if (style === 'matrix' && explode) return `;${matrixName(name)}=`;
  if (style === 'label' && explode) return '.';
  return SEPARATORS[style] ?? ',';
}

/** One text. */
function sent(parameter: Parameter, name: string, text: string, prefix = ''): Sent {
  return withEncoded(
    parameter,
    name,
    joined([text], prefix, ''),
    joined([encoderOf(parameter, false)(text)], prefix, ''),
  );
}

/** Texts in one value, of which there may be only one. What separates them is encoded only where a URL cannot have it. */
function listed(parameter: Parameter, texts: readonly string[]): Sent {
  const [prefix, separator] = [prefixOf(parameter), separatorOf(parameter)];
  const between = separator.replaceAll(' ', '%20').replaceAll('|', '%7C');
  const [text, encoded] = [
    joined(texts, prefix, separator),
    joined(texts.map(encoderOf(parameter, true)), prefix, between),
  ];
  return withEncoded(parameter, parameter.name, text, encoded);
}

/** In a matrix, a name without a text has no equals sign: https://www.rfc-editor.org/rfc/rfc6570#section-3.2.7 */
function joined(texts: readonly string[], prefix: string, separator: string): string {
  if (!prefix.startsWith(';')) return prefix + texts.join(separator);
  const named = separator === prefix ? texts : [texts.join(separator)];
  return named.map((text) => (text === '' ? prefix.replace(/=$/, '') : prefix + text)).join('');
}

/** An exploded object in one value: `R=100,G=200`, `.R=100.G=200`, `;R=100;G=200`. */
function pairs(parameter: Parameter, members: readonly (readonly [string, string])[], prefix: string): Sent {
  const encode = encoderOf(parameter, true);
  const member = (key: string, text: string) => (prefix === ';' && text === '' ? key : `${key}=${text}`);
  const written = (part: (text: string) => string) =>
    prefix + members.map(([key, text]) => member(part(key), part(text))).join(prefix || ',');
  return withEncoded(
    parameter,
    parameter.name,
    written((text) => text),
    written(encode),
  );
}

/** Headers have no percent-encoding: https://spec.openapis.org/oas/v3.1.1.html#appendix-d-serializing-headers-and-cookies */
function withEncoded({ in: place }: Parameter, name: string, text: string, encoded: string): Sent {
  return place === 'header' || encoded === literalInUrl(text) ? { name, text } : { name, text, encoded };
}

/** The encoding of one text. In a list, it must not contain what separates its texts. */
function encoderOf({ style, in: place, allowReserved }: Parameter, isInList: boolean): (text: string) => string {
  const encode = allowReserved ? keepingReserved : literalInUrl;
  // Nothing of it is encoded: https://spec.openapis.org/oas/v3.2.0.html#style-values
  if (style === 'cookie') return (text) => text;
  if (place === 'path' && style !== 'simple') return (text) => inSegment(literalInUrl(text));
  return place === 'cookie' || isInList ? (text) => encode(text).replaceAll(',', '%2C') : encode;
}

/** A value of a label or matrix has no character that separates. A dot cannot be encoded with effect, since it is unreserved. */
function inSegment(text: string): string {
  return text.replaceAll(',', '%2C');
}

export function text(value: string): ArgumentValue {
  return { kind: 'text', text: value };
}

export function sentText({ text: plain, encoded }: Sent): ArgumentValue {
  return { kind: 'text', text: plain, ...(encoded !== undefined && { encoded }) };
}
