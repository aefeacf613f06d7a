import { UserError } from '../core/errors.ts';
import { type KnownSecret, mergedSpans, type Secret, spansByLooks, spansOf, toKnown } from './secret-spans.ts';

/** Text with its secrets taken out: where one stood, its name. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'secret'; readonly name: string };

/** Takes secrets out of text. Everything that leaves this room goes through one. */
export interface Redactor {
  readonly pieces: (text: string) => readonly TextPiece[];
  /** The text with `<name>` for each secret. */
  readonly redact: (text: string) => string;
  /** Know one more secret from here on, such as an access token that a server granted. */
  readonly learn: (name: string, value: string) => void;
}

/** Below this, a secret is part of ordinary words: to take it out would garble every text, to leave it in would show it. */
const SHORTEST = 4;

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
    throw new UserError({
      code: 'run/short-secret',
      message: `the secret ${short.name} has ${short.value.length} characters: too few to keep it out of reports`,
      hint: `Give it ${SHORTEST} characters or more, or do not declare it as a secret.`,
    });
  }
  const known: KnownSecret[] = secrets.filter(({ value }) => value !== '').map(toKnown);
  const isPublic = (value: string) => publicTexts.has(value);

  const pieces = (text: string): TextPiece[] => {
    const found = [...known.flatMap((secret) => spansOf(secret, text)), ...spansByLooks(text, isPublic)];
    const result: TextPiece[] = [];
    let written = 0;
    for (const { start, end, name } of mergedSpans(found)) {
      if (start > written) result.push({ kind: 'text', text: text.slice(written, start) });
      result.push({ kind: 'secret', name });
      written = end;
    }
    if (written < text.length) result.push({ kind: 'text', text: text.slice(written) });
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
