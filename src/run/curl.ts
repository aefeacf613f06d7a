import { toEnvName } from '../core/variable-names.ts';
import type { ClientInput } from './options.ts';
import type { Redactor, TextPiece } from './redact.ts';
import type { SentRequest } from './sent-request.ts';

/**
 * A curl command that repeats a request, for a POSIX shell.
 *
 * Secrets become shell variables, `$API_KEY` for `API-KEY` and for `apiKey`, which are those that `run` reads. Everything else is quoted, so that no text of a server or a
 * description is executed. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function toCurl(
  { method, url, headers, body }: SentRequest,
  redactor: Redactor,
  { clientCertificate }: Pick<ClientInput, 'clientCertificate'> = {},
): string {
  const word = (text: string) => shellWord(redactor.pieces(text));
  const words = ['curl', '-sS', ...methodWords(method)];
  // The names of files say where somebody works, so they are variables, too.
  if (clientCertificate && /^https:/i.test(url)) words.push('--cert "$CLIENT_CERT" --key "$CLIENT_KEY"');
  // Without -g, curl takes brackets and braces of a URL for ranges.
  if (/[[\]{}]/.test(url)) words.push('-g');
  const { rest, encoded } = withoutEncoded(redactor.pieces(url));
  words.push(/^https?:/i.test(url) ? shellWord(rest) : `--url ${shellWord(rest)}`);
  // Of curl 7.87.
  for (const parameter of encoded) words.push('--url-query', shellWord(parameter));
  for (const { name, value } of headers) {
    // In curl, `Name:` removes a header and `Name;` sends it empty.
    words.push('-H', word(value === '' ? `${name};` : `${name}: ${value}`));
  }
  if (body.kind === 'text' && method === 'HEAD') words.push('# and a body, which curl does not send with HEAD');
  else if (body.kind === 'text') words.push('--data-raw', word(body.text));
  if (body.kind === 'other') words.push(`# and a body of mode ${body.mode.replace(/\W/g, '')}`);
  return words.join(' ');
}

/** A URL without the parameters whose whole value is a secret that is percent-encoded, which a variable of the shell is not; and these. */
function withoutEncoded(pieces: readonly TextPiece[]): {
  readonly rest: readonly TextPiece[];
  readonly encoded: readonly (readonly TextPiece[])[];
} {
  const encoded: (readonly TextPiece[])[] = [];
  const rest: TextPiece[] = [];
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    const after = pieces[index + 1];
    if (piece.kind === 'text') {
      text += text.endsWith('?') || text.endsWith('&') ? piece.text.replace(/^&/, '') : piece.text;
      continue;
    }
    const name = /(?<=[?&])[^?&=#]*=$/.exec(text)?.[0];
    const isWhole = after === undefined || (after.kind === 'text' && /^[&#]/.test(after.text));
    if (piece.isEncoded && name !== undefined && isWhole) {
      encoded.push([{ kind: 'text', text: name }, piece]);
      text = text.slice(0, -name.length);
    } else {
      if (text !== '') rest.push({ kind: 'text', text });
      rest.push(piece);
      text = '';
    }
  }
  // What ended with such a parameter ends without the sign before it.
  if (encoded.length > 0) text = text.replace(/[?&](?=#|$)/, '');
  if (text !== '') rest.push({ kind: 'text', text });
  return { rest, encoded };
}

/** `-X HEAD` would wait for a body that never comes. */
function methodWords(method: string): string[] {
  return method === 'HEAD' ? ['-I'] : ['-X', shellWord([{ kind: 'text', text: method }])];
}

/**
 * In double quotes where the text has no character that a shell expands; else in single quotes, with the variables between
 * them.
 */
function shellWord(pieces: readonly TextPiece[]): string {
  const texts = pieces.filter((piece) => piece.kind === 'text').map(({ text }) => text);
  const hasSecret = pieces.some((piece) => piece.kind === 'secret');
  if (!hasSecret && /^[\w.-]+$/.test(texts.join(''))) return texts.join('');
  if (!hasSecret) return singleQuoted(texts.join(''));
  if (texts.every((text) => /^[\w .:/?=&,;@%+*-]*$/.test(text))) return `"${pieces.map(inDoubleQuotes).join('')}"`;
  return pieces
    .map((piece) => (piece.kind === 'text' ? singleQuoted(piece.text) : `"${variable(piece.name)}"`))
    .join('');
}

function inDoubleQuotes(piece: TextPiece, index: number, all: readonly TextPiece[]): string {
  if (piece.kind === 'text') return piece.text;
  const next = all[index + 1];
  const runsOn = next?.kind === 'text' && /^\w/.test(next.text);
  return runsOn ? `\${${variable(piece.name).slice(1)}}` : variable(piece.name);
}

function variable(name: string): string {
  return `$${toEnvName(name)}`;
}

/** Between single quotes, only the closing quote is special. An argument cannot contain NUL. */
function singleQuoted(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}
