import { UserError } from '../core/errors.ts';
import { tryDecode } from '../core/url-text.ts';
import { count } from '../core/words.ts';
import {
  type KnownSecret,
  mergedSpans,
  type Secret,
  type Span,
  spansByLooks,
  spansOf,
  toKnown,
} from './secret-spans.ts';

/** A part of a text: as it is, or the name of the secret that stood there. `isEncoded`: with percent-encoding. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'secret'; readonly name: string; readonly isEncoded?: true };

/** Replaces secrets in texts. Every text that leaves `run/` goes through one. */
export interface Redactor {
  readonly pieces: (text: string) => readonly TextPiece[];
  /** The text with `<name>` for each secret. */
  readonly redact: (text: string) => string;
  /** The same for a text that may end within a secret, and has no mark there. */
  readonly redactCut: (text: string) => string;
  /** Add a secret, such as an access token that a server granted. */
  readonly learn: (name: string, value: string) => void;
}

/** Marks the end of a text that was cut. */
const CUT = '…';

/** The length of the shortest secret: a shorter one is part of ordinary words, and to replace it would garble every text. */
const SHORTEST = 4;

/** Whether a value is too short to be hidden. An empty one is not sent. */
export function isTooShort(value: string): boolean {
  return value !== '' && value.length < SHORTEST;
}

/** The length of the shortest part of a secret that is hidden by itself: a shorter one may be a name, or a realm. */
const SHORTEST_PART = 8;

/**
 * A key for a query may be given percent-encoded: it arrives decoded, and a server may say so. Of credentials with a scheme or parameters
 * (`Token x`, `result="x"`), it may say the part that matters. https://www.rfc-editor.org/rfc/rfc9110#section-11.4
 */
function asKnown({ name, value }: Secret): readonly KnownSecret[] {
  const parts = [...value.matchAll(/="([^"]+)"/g), ...value.matchAll(/^[A-Za-z][\w-]* +(\S+)$/g)]
    .map(([, part = '']) => part)
    .filter((part) => part.length >= SHORTEST_PART);
  const decoded = tryDecode(value) ?? value;
  const values = new Set([value, ...(isTooShort(decoded) ? [] : [decoded]), ...parts]);
  return [...values].map((each) => toKnown({ name, value: each }));
}

/**
 * A redactor that finds secrets in all their encodings. Empty values are ignored; a value under four characters is an error.
 *
 * `publicTexts` are never secrets: the texts of the collection itself, such as a deliberately wrong token. `segments`: those of its paths,
 * which stay in a URL, also if a user has the name of one.
 */
export function createRedactor(
  secrets: readonly Secret[],
  publicTexts: ReadonlySet<string> = new Set<string>(),
  segments: ReadonlySet<string> = new Set<string>(),
): Redactor {
  const short = secrets.find(({ value }) => isTooShort(value));
  if (short) {
    throw new UserError({
      code: 'run/short-secret',
      message: `the secret ${short.name} has only ${count(short.value.length, 'character')}: too few to keep it out of reports`,
      hint: `Give it ${SHORTEST} characters or more, or do not declare it as a secret.`,
    });
  }
  const known: KnownSecret[] = secrets.filter(({ value }) => value !== '').flatMap(asKnown);
  const isPublic = (value: string) => publicTexts.has(value);

  const pieces = (text: string): TextPiece[] => {
    const isOwn = ownSegmentsIn(text, segments);
    const ofSecrets = known.flatMap((secret) => spansOf(secret, text)).filter((span) => !isOwn(span));
    const found = [...ofSecrets, ...spansByLooks(text, isPublic)];
    const result: TextPiece[] = [];
    let written = 0;
    for (const { start, end, name } of mergedSpans(found)) {
      if (start > written) result.push({ kind: 'text', text: text.slice(written, start) });
      const isEncoded =
        text.slice(start, end).includes('%') && !known.some((one) => one.value === text.slice(start, end));
      result.push({ kind: 'secret', name, ...(isEncoded && { isEncoded: true as const }) });
      written = end;
    }
    if (written < text.length) result.push({ kind: 'text', text: text.slice(written) });
    return result;
  };

  const redact = (text: string) =>
    pieces(text).reduce((all, piece) => all + (piece.kind === 'text' ? piece.text : `<${piece.name}>`), '');

  return {
    pieces,
    redact,
    redactCut: (text) => redact(`${text}${CUT}`).replace(/…$/, ''),
    learn: (name, value) => {
      if (value.length < SHORTEST || value.includes('{{') || isPublic(value)) return;
      if (!known.some((secret) => secret.value === value)) known.push(toKnown({ name, value }));
    },
  };
}

/** Tells the places in a URL that lie in a segment of its path which the collection itself has. */
function ownSegmentsIn(text: string, segments: ReadonlySet<string>): (place: Pick<Span, 'start' | 'end'>) => boolean {
  const [url = '', origin = ''] = /^(https?:\/\/[^/?#\s]*)[^?#\s]*/i.exec(text) ?? [];
  if (url === '' || segments.size === 0) return () => false;
  const own = [...url.slice(origin.length).matchAll(/[^/]+/g)].filter(([segment]) => segments.has(segment));
  return ({ start, end }) =>
    own.some(({ index, 0: segment }) => {
      const from = origin.length + index;
      return start >= from && end <= from + segment.length;
    });
}
