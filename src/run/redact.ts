import { Refusal } from '../core/errors.ts';
import { type SecretForms, toSecretForms } from './secret-forms.ts';

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Text with its secrets taken out: where one stood, its name. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'secret'; readonly name: string };

/** Takes secrets out of text. Everything that leaves this room goes through one. */
export interface Redactor {
  readonly pieces: (text: string) => readonly Piece[];
  /** The text with `<name>` for each secret. */
  readonly redact: (text: string) => string;
  /** Know one more secret from here on, such as an access token that a server granted. */
  readonly learn: (name: string, value: string) => void;
}

/** Below this, a secret is part of ordinary words: to take it out would garble every text, to leave it in would show it. */
const SHORTEST = 4;

/** A secret of twice this length is also known by its beginning: messages cut long values short. */
const BEGINNING = 10;

interface KnownSecret extends Secret {
  readonly forms: SecretForms;
}

/** A part of a text that may not be shown. `exact` tells the secret itself from base64 that holds it. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly exact: boolean;
}

/**
 * Make what takes secrets out of text, in all their forms. An empty value is no secret; one under four characters is refused.
 *
 * `publicTexts` are never learned: what stands in a collection as text is for all to read, such as a deliberately wrong token.
 */
export function createRedactor(
  secrets: readonly Secret[],
  publicTexts: ReadonlySet<string> = new Set<string>(),
): Redactor {
  const short = secrets.find(({ value }) => value !== '' && value.length < SHORTEST);
  if (short) {
    throw new Refusal({
      code: 'run/short-secret',
      message: `the secret ${short.name} has ${short.value.length} characters: too few to keep it out of reports`,
      hint: `Give it ${SHORTEST} characters or more, or do not declare it as a secret.`,
    });
  }
  const known: KnownSecret[] = secrets.filter(({ value }) => value !== '').map(toKnown);
  const isPublic = (value: string) => publicTexts.has(value);

  const pieces = (text: string): Piece[] => {
    const found = [...known.flatMap((secret) => spansOf(secret, text)), ...spansByLooks(text, isPublic)];
    const result: Piece[] = [];
    let shown = 0;
    for (const { start, end, name } of merged(found)) {
      if (start > shown) result.push({ kind: 'text', text: text.slice(shown, start) });
      result.push({ kind: 'secret', name });
      shown = end;
    }
    if (shown < text.length) result.push({ kind: 'text', text: text.slice(shown) });
    return result;
  };

  return {
    pieces,
    redact: (text) =>
      pieces(text).reduce((all, piece) => all + (piece.kind === 'text' ? piece.text : `<${piece.name}>`), ''),
    learn: (name, value) => {
      if (value.length < SHORTEST || value.includes('{{') || isPublic(value)) return;
      if (!known.some((secret) => secret.value === value)) known.push(toKnown({ name, value }));
    },
  };
}

function toKnown(secret: Secret): KnownSecret {
  return { ...secret, forms: toSecretForms(secret.value) };
}

function spansOf({ name, value, forms }: KnownSecret, text: string): Span[] {
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
  const beginning = value.slice(0, BEGINNING);
  if (value.length < 2 * BEGINNING) return spans;
  for (let start = text.indexOf(beginning); start >= 0; start = text.indexOf(beginning, start + 1)) {
    let length = BEGINNING;
    while (length < value.length && text[start + length] === value[length]) length++;
    spans.push({ start, end: start + length, name, exact: true });
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

function spansByLooks(text: string, isPublic: (value: string) => boolean): Span[] {
  return LOOKS.flatMap(({ pattern, name }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = match.indices?.at(-1) ?? [0, 0];
      if (isPublic(text.slice(start, end))) return [];
      return [{ start, end, name: name ?? match[1]?.toLowerCase() ?? 'secret', exact: true }];
    }),
  );
}

/** Spans that overlap, as one: under the name of the longest, so that not even a tail of another is left. */
function merged(spans: readonly Span[]): Span[] {
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
