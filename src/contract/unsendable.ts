/** Why a value cannot be sent in the place of its parameter, or not so that a server can read it. */
import type { Json } from '../core/json.ts';
import { isCookieName } from '../model/field-names.ts';
import type { Parameter } from '../model/types.ts';
import { separatorIn } from './separators.ts';
import { type Sent, serialize } from './serialize.ts';

/** Clients write the characters beyond ASCII as Latin-1. */
const HEADER_TEXT = /^[\t -~\x80-\xff]*$/;
/** As for cookies in `example-value.ts`, with commas between elements. */
const COOKIE_TEXT = /^[!#-:<-[\]-~]*$/;

/** Whether a value is something in a request. */
export function isSent(parameter: Parameter, value: Json): boolean {
  return whyUnsendable(parameter, value) === undefined;
}

/** Whether it is, and nothing in it can be taken for what separates values. */
export function isClear(parameter: Parameter, value: Json): boolean {
  return isSent(parameter, value) && (parameter.spelling === 'json' || separatorIn(parameter, value) === undefined);
}

/** Why a value is nothing in a request, or another one; `undefined` if it can be sent. */
export function whyUnsendable(parameter: Parameter, value: Json): string | undefined {
  const { besideText, in: place, repeats, spelling, style } = parameter;
  const sent = serialize(parameter, value);
  if (style === 'cookie' && !sent.every(({ name, text }) => COOKIE_TEXT.test(text) && isCookieName(name)))
    return 'a cookie of this style cannot have it, since nothing in it is percent-encoded';
  const why = place === 'header' ? whyNoHeader(sent) : undefined;
  if (why !== undefined) return why;
  if (place === 'path' && sent.some(({ text }) => text === '' || (isLostInPath(text) && !besideText)))
    return 'clients remove such a segment from a path';
  // In one text, an element without a text is no element.
  const isBlank = Array.isArray(value) && !repeats && sent.every(({ text }) => text === '');
  const isNothing = spelling !== 'json' && (isEmpty(value) || sent.length === 0);
  return isBlank || isNothing ? 'it is empty, which OpenAPI writes as nothing' : undefined;
}

function whyNoHeader(sent: readonly Sent[]): string | undefined {
  if (!sent.every(({ text }) => HEADER_TEXT.test(text))) return 'no header can have it';
  return sent.every(({ text }) => text.replace(/^[ \t]+|[ \t]+$/g, '') === text)
    ? undefined
    : 'spaces around the text of a header are cut off';
}

export function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Whether a path has no segment of this text: URL parsers remove dots, also encoded ones. https://url.spec.whatwg.org/#single-dot-path-segment */
export function isLostInPath(segment: string): boolean {
  return segment === '' || segment === '.' || segment === '..';
}
