/** Reads a description from a URL. */

import { messageOf, UserError } from '../core/errors.ts';
import { codeOf } from '../core/file-faults.ts';
import { decoded } from '../core/url-text.ts';
import { toText } from './decode.ts';
import { MAX_BYTES, readStream } from './read-file.ts';

/** What reading one file may take. */
export interface Limits {
  /** Milliseconds, redirects included. */
  readonly ms: number;
  /** Unpacked. */
  readonly bytes: number;
}

const LIMITS: Limits = { ms: 60_000, bytes: MAX_BYTES };

const MOST_REDIRECTS = 5;

export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** A URL without the credentials in it, and these as a header for its origin. They are never printed. */
export interface Address {
  readonly href: string;
  readonly authorization: string | undefined;
}

/** @throws UserError `usage/bad-option` for a text that is no URL. */
export function toAddress(text: string): Address {
  if (!URL.canParse(text)) {
    throw new UserError({ code: 'usage/bad-option', message: `this is no URL: ${text.replace(/\/\/.*@/, '//')}` });
  }
  const url = new URL(text);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  if (username === '' && password === '') return { href: url.href, authorization: undefined };
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { href: url.href, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/**
 * The text at a URL. Redirects are followed within its origin only. Its content type is not read, since many servers give a wrong one.
 *
 * @throws UserError `file/not-found`, `file/unreadable` or `document/encoding`.
 */
export async function fetchText(href: string, authorization?: string, limits = LIMITS): Promise<string> {
  const fail = (message: string, hint?: string): never => {
    throw new UserError({ code: 'file/unreadable', message, place: { file: href }, ...(hint && { hint }) });
  };
  const signal = AbortSignal.timeout(limits.ms);
  const headers = {
    accept: 'application/yaml, application/json, text/yaml;q=0.9, */*;q=0.8',
    ...(authorization !== undefined && { authorization }),
  };
  try {
    let url = new URL(href);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return toText(await bodyOf(response, href, limits.bytes), href);
      await response.body?.cancel();
      if (!URL.canParse(location, url.href)) fail('redirects to what is no URL');
      const next = new URL(location, url);
      if (!isUrl(next.href)) fail(`redirects to ${next.protocol}, which is not followed`);
      if (next.origin !== url.origin) {
        fail(`redirects to another origin, ${next.origin}`, 'If you trust it, give that address.');
      }
      url = next;
    }
    return fail(`redirects more than ${MOST_REDIRECTS} times`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return fail(isLate ? `is not complete after ${limits.ms / 1000} s` : `cannot be fetched: ${causeOf(error)}`);
  }
}

async function bodyOf(response: Response, file: string, most: number): Promise<Buffer> {
  if (!response.ok) {
    await response.body?.cancel();
    const code = response.status === 404 || response.status === 410 ? 'file/not-found' : 'file/unreadable';
    const what = code === 'file/not-found' ? 'file not found' : 'the server refuses it';
    throw new UserError({ code, message: `${what}: status ${response.status}`, place: { file } });
  }
  // Counted unpacked, since a few bytes of gzip can hold many.
  return readStream(response.body ?? [], file, most);
}

/** What a server, a network or TLS does, by the words of Node. */
const CAUSES: readonly (readonly [words: RegExp, cause: string])[] = [
  [/ECONNREFUSED/, 'the connection is refused'],
  [/ENOTFOUND/, 'there is no host of that name'],
  [/EAI_AGAIN/, 'the name of the host cannot be looked up now'],
  [/E(HOST|NET)UNREACH/, 'there is no network route to the server'],
  [/ETIMEDOUT|Connect Timeout/i, 'no connection could be made in time'],
  [/other side closed|ECONNRESET|socket hang up|terminated|aborted/, 'the server closed the connection'],
  [
    /incorrect header check|unexpected end of file|invalid (stored|code|distance|block)/,
    'what it packed cannot be unpacked',
  ],
  [/wrong version number|packet length too long|EPROTO/, 'the server does not speak TLS there'],
  [/self-signed|certificate|CERT_/, 'its certificate is not accepted'],
];

/** `fetch` throws "fetch failed", with the reason as its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const text = [cause ?? error].map((one) => `${codeOf(one) ?? ''} ${messageOf(one)}`).join('');
  return CAUSES.find(([words]) => words.test(text))?.[1] ?? text.trim();
}
