import { type SecretForms, toSecretForms } from './secret-forms.ts';

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** A secret, and how to find it. */
export interface KnownSecret extends Secret {
  readonly forms: SecretForms;
}

/** A part of a text that may not be shown. `exact` tells the secret itself from base64 that holds it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly exact: boolean;
}

/** A long secret is known by so much of its beginning, wherever it stands. */
const BEGINNING = 10;

/** Where a text was cut short, as chai does with what it quotes, a secret is known by this much of its beginning. */
const BEGINNING_OF_CUT = 4;

export function toKnown(secret: Secret): KnownSecret {
  return { ...secret, forms: toSecretForms(secret.value) };
}

export function spansOf({ name, value, forms }: KnownSecret, text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(forms.spelled)) {
    spans.push({ start: match.index, end: match.index + match[0].length, name, exact: true });
  }
  for (const match of forms.base64 ? text.matchAll(forms.base64) : []) {
    let start = match.index;
    let end = match.index + match[0].length;
    while (start > 0 && IN_BASE64.test(text.charAt(start - 1))) start--;
    while (end < text.length && IN_BASE64.test(text.charAt(end))) end++;
    spans.push({ start, end, name, exact: false });
  }
  return [...spans, ...spansOfBeginnings(name, value, text)];
}

/** The beginning of a secret without its end: long ones anywhere, short ones where something was cut off. */
function spansOfBeginnings(name: string, value: string, text: string): Span[] {
  const spans: Span[] = [];
  const add = (start: number, length: number) => spans.push({ start, end: start + length, name, exact: true });
  if (value.length >= 2 * BEGINNING) {
    const beginning = value.slice(0, BEGINNING);
    for (let start = text.indexOf(beginning); start >= 0; start = text.indexOf(beginning, start + 1)) {
      let length = BEGINNING;
      while (length < value.length && text[start + length] === value[length]) length++;
      add(start, length);
    }
  }
  const spellings = new Set([
    value,
    encodeURIComponent(Buffer.from(value).toString()),
    JSON.stringify(value).slice(1, -1),
  ]);
  for (const { index } of text.matchAll(/…|\.{3}|$/g)) {
    for (const spelling of spellings) {
      let length = Math.min(spelling.length - 1, index);
      while (length >= BEGINNING_OF_CUT && !text.endsWith(spelling.slice(0, length), index)) length--;
      if (length >= BEGINNING_OF_CUT) add(index - length, length);
    }
  }
  return spans;
}

const IN_BASE64 = /[A-Za-z0-9+/_=-]/;

/** What looks like a credential, whoever issued it: its name is in the first group, or given, and its value in the last. */
const LOOKS: readonly { readonly pattern: RegExp; readonly name?: string }[] = [
  { pattern: /(access_token|refresh_token|id_token|client_secret)[\\"']*\s*[:=]\s*[\\"']*([^\s\\"'&,;<>{}]{4,})/dgi },
  { pattern: /\bBearer\s+(?=\S*\d)([\w.~+/=-]{8,})(?![\w.~+/="-])/dgi, name: 'access_token' },
  { pattern: /\bBasic\s+(?=\S*[\dA-Z=])([\w+/=-]{8,})(?![\w+/="-])/dgi, name: 'basic_credentials' },
  { pattern: /\b(eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?)/dg, name: 'access_token' },
];

export function spansByLooks(text: string, isPublic: (value: string) => boolean): Span[] {
  return LOOKS.flatMap(({ pattern, name }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = match.indices?.at(-1) ?? [0, 0];
      if (isPublic(text.slice(start, end))) return [];
      return [{ start, end, name: name ?? match[1]?.toLowerCase() ?? 'secret', exact: true }];
    }),
  );
}

/** Spans that overlap, as one: under the name of the longest, so that not even a tail of another is left. */
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
