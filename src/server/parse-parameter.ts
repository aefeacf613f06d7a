/**
 * Reads a parameter that one text holds, by its style: https://spec.openapis.org/oas/v3.1.1.html#style-examples
 *
 * It reads the raw text, because what separates elements is not percent-encoded, or not as the same character in a value is.
 */

import { tryDecode } from '../core/url-text.ts';
import { matrixName } from '../model/path-template.ts';
import type { ApiModel, Parameter } from '../model/types.ts';
import { nestedValue, wholeParts } from './nested-value.ts';
import { allowedTypes, elementSchemaAt, memberSchema } from './schema-members.ts';
import { toValue } from './text-value.ts';

/** What of a parameter says how it is written: of a member of a form, too. */
export type Styled = Pick<Parameter, 'name' | 'in' | 'style' | 'explode' | 'spelling' | 'node'> &
  Partial<Pick<Parameter, 'example'>>;

type PlainParameter = Pick<Parameter, 'in'> & Partial<Pick<Parameter, 'style'>>;

/** What was sent: nothing, a text that is no value of this parameter, or a value. */
export type Parsed =
  | { readonly kind: 'missing' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'value'; readonly value: unknown };

export const BROKEN: Parsed = { kind: 'wrong', why: 'its percent-encoding is broken' };

export const wrong = (why: string): Parsed => ({ kind: 'wrong', why });

/** A parameter that one raw text holds: of a header, a path segment, or a pair of a query or of cookies. */
export function parseText(parameter: Styled, raw: string, model: ApiModel): Parsed {
  const { schema } = parameter.node;
  const types = allowedTypes(schema, model);
  const body = withoutOpening(parameter, raw);
  if (body === undefined) return wrong(`it does not begin as the style "${parameter.style}" does`);
  if (types.has('array')) return parseArray(parameter, body, model);
  if (types.has('object')) return parseObject(parameter, body, model);
  const text = toPlain(parameter, body);
  return text === undefined ? BROKEN : { kind: 'value', value: toValue(text, types) };
}

export function parseArray(parameter: Styled, body: string, model: ApiModel): Parsed {
  const { schema } = parameter.node;
  const raws = split(parameter, body);
  const texts =
    raws && wholeParts(raws, schema, model, (part) => toPlain(parameter, part)).map((part) => toPlain(parameter, part));
  if (texts === undefined) return wrong(`its elements are not separated as the style "${parameter.style}" does`);
  if (!texts.every((text) => text !== undefined)) return BROKEN;
  return {
    kind: 'value',
    value: texts.map((text, at) => nestedValue(text, elementSchemaAt(schema, at, model), model)),
  };
}

export function parseObject(parameter: Styled, body: string, model: ApiModel): Parsed {
  const { schema } = parameter.node;
  const plainValue = (part: string) => toPlain(parameter, parameter.explode ? part.replace(/^[^=]*=/, '') : part);
  const separated = split(parameter, body);
  if (separated === undefined) return BROKEN;
  const raws = wholeParts(separated, schema, model, plainValue);
  // In a name, an equals sign is encoded.
  const isOpen = parameter.style === 'matrix';
  const parts = parameter.explode
    ? raws.flatMap((raw) => (isOpen && !raw.includes('=') ? [raw, ''] : raw.split(/=(.*)/s, 2)))
    : raws;
  if (parts.length % 2 === 1 || (parameter.explode && parts.length < 2 * raws.length))
    return wrong(parameter.explode ? `"${body}" is no members with their values` : 'a member has no value');
  const texts = parts.map((part) => toPlain(parameter, part));
  if (!texts.every((text) => text !== undefined)) return BROKEN;
  return { kind: 'value', value: objectOf(texts, schema, model) };
}

/** The object of texts that are names and values by turns. */
export function objectOf(texts: readonly string[], schema: unknown, model: ApiModel): object {
  const pairs = texts.flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? ''] as const] : []));
  return Object.fromEntries(
    pairs.map(([name, text]) => [name, nestedValue(text, memberSchema(schema, [name], model), model)]),
  );
}

/** The text after `.` of a label or `;name=` of a matrix; `undefined` without that. */
export function withoutOpening({ name: written, style, explode, spelling }: Styled, raw: string): string | undefined {
  const name = matrixName(written);
  if (style === 'label') return raw.startsWith('.') ? raw.slice(1) : undefined;
  if (style !== 'matrix') return raw;
  if (explode && spelling === 'other') return raw.startsWith(';') ? raw.slice(1) : undefined;
  if (raw === `;${name}`) return '';
  // An element without a text has no equals sign. https://www.rfc-editor.org/rfc/rfc6570#section-3.2.7
  if (explode && raw.startsWith(`;${name};`)) return raw.slice(name.length + 1);
  return raw.startsWith(`;${name}=`) ? raw.slice(name.length + 2) : undefined;
}

/** The parts of a raw text; `undefined` where they are separated as another style does. */
function split(
  { name: written, in: place, style, explode, spelling }: Styled,
  body: string,
): readonly string[] | undefined {
  const name = matrixName(written);
  switch (style) {
    case 'label':
      return body.split(explode ? '.' : ',');
    case 'matrix': {
      if (!explode) return body.split(',');
      const parts = body.split(';');
      if (spelling === 'other') return parts;
      const isNamed = parts.slice(1).every((part) => part === name || part.startsWith(`${name}=`));
      return isNamed ? parts.map((part, index) => (index === 0 ? part : part.slice(name.length + 1))) : undefined;
    }
    case 'spaceDelimited':
      return body.split(/%20|\+/);
    case 'pipeDelimited':
      return body.split(/%7C|\|/i);
    default:
      return place === 'header' ? body.split(/\s*,\s*/) : body.split(',');
  }
}

/** The text of a raw one. A header is not percent-encoded, nor is a cookie of that style; a plus sign is a space in a query only. */
export function toPlain({ in: place, style }: PlainParameter, raw: string): string | undefined {
  if (place === 'header' || style === 'cookie') return raw;
  return tryDecode(place === 'query' ? raw.replaceAll('+', ' ') : raw);
}
