import { WRONG_END } from '../core/protocol.ts';
import { type LongPattern, type Place, placesBeforeCuts, placesOf } from './long-pattern.ts';
import { type SecretForms, toSecretForms } from './secret-forms.ts';

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** A secret, and how to find it. */
export interface KnownSecret extends Secret {
  readonly forms: SecretForms;
}

/** A part of a text that must be hidden. `exact`: it is the secret itself, not a base64 text that contains it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly exact: boolean;
}

export function toKnown(secret: Secret): KnownSecret {
  return { ...secret, forms: toSecretForms(secret.value) };
}

export function spansOf({ name, forms }: KnownSecret, text: string): Span[] {
  const spans = placesIn(forms.spelled, text).map((place): Span => ({ ...place, name, exact: true }));
  for (const place of forms.base64.flatMap((pattern) => placesIn(pattern, text))) {
    let { start, end } = place;
    while (start > 0 && IN_BASE64.test(text.charAt(start - 1))) start--;
    while (end < text.length && IN_BASE64.test(text.charAt(end))) end++;
    spans.push({ start, end, name, exact: false });
  }
  return spans;
}

function placesIn(pattern: LongPattern, text: string): readonly Place[] {
  return [...placesOf(pattern, text), ...placesBeforeCuts(pattern, text)];
}

const IN_BASE64 = /[A-Za-z0-9+/_=-]/;

/**
 * Patterns of credentials that are not known as secrets. The name is in the first group or in `name`, the value in the last
 * group.
 */
const LOOKS: readonly { readonly pattern: RegExp; readonly name?: string }[] = [
  { pattern: /(access_token|refresh_token|id_token|client_secret)[\\"']*\s*[:=]\s*[\\"']*([^\s\\"'&,;<>{}]{4,})/dgi },
  { pattern: /\bBearer\s+(?=\S*\d)([\w.~+/=-]{8,})(?![\w.~+/="-])/dgi, name: 'access_token' },
  { pattern: /\bBasic\s+(?=\S*[\dA-Z=])([\w+/=-]{8,})(?![\w+/="-])/dgi, name: 'basic_credentials' },
  { pattern: /\b(eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?)/dg, name: 'access_token' },
];

export function spansByLooks(text: string, isPublic: (value: string) => boolean): Span[] {
  return LOOKS.flatMap(({ pattern, name }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [start, last] = match.indices?.at(-1) ?? [0, 0];
      const end = text.slice(start, last).endsWith(WRONG_END) ? last - WRONG_END.length : last;
      if (isPublic(text.slice(start, end))) return [];
      return [{ start, end, name: name ?? match[1]?.toLowerCase() ?? 'secret', exact: true }];
    }),
  );
}

/** Merge spans that overlap, under the name of the longest, so that no part of a secret is left. */
export function mergedSpans(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  let longest: Span | undefined;
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (!last || !longest || span.start >= last.end) {
      result.push(span);
      longest = span;
      continue;
    }
    if (isBefore(span, longest)) longest = span;
    result[result.length - 1] = { ...longest, start: last.start, end: Math.max(last.end, span.end) };
  }
  return result;
}

function isBefore(a: Span, b: Span): boolean {
  const longer = a.end - a.start - (b.end - b.start);
  return longer > 0 || (longer === 0 && a.exact && !b.exact);
}
