/** Reads a description from a URL. */

import { messageOf, UserError } from '../core/errors.ts';
import { decoded } from '../core/url-text.ts';
import { toText } from './decode.ts';
import { readStream } from './read-file.ts';

/** Time for one file, in milliseconds, redirects included. */
const LIMIT_MS = 60_000;

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
export async function fetchText(href: string, authorization?: string): Promise<string> {
  const fail = (message: string, hint?: string): never => {
    throw new UserError({ code: 'file/unreadable', message, place: { file: href }, ...(hint && { hint }) });
  };
  const signal = AbortSignal.timeout(LIMIT_MS);
  const headers = {
    accept: 'application/yaml, application/json, text/yaml;q=0.9, */*;q=0.8',
    ...(authorization !== undefined && { authorization }),
  };
  try {
    let url = new URL(href);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return toText(await bodyOf(response, href), href);
      await response.body?.cancel();
      const next = new URL(location, url);
      if (next.origin !== url.origin) {
        fail(`redirects to another origin, ${next.origin}`, 'If you trust it, give that address.');
      }
      url = next;
    }
    return fail(`redirects more than ${MOST_REDIRECTS} times`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return fail(isLate ? `no answer within ${LIMIT_MS / 1000} s` : `cannot be fetched: ${causeOf(error)}`);
  }
}

async function bodyOf(response: Response, file: string): Promise<Buffer> {
  if (!response.ok) {
    await response.body?.cancel();
    const code = response.status === 404 || response.status === 410 ? 'file/not-found' : 'file/unreadable';
    const what = code === 'file/not-found' ? 'file not found' : 'the server refuses it';
    throw new UserError({ code, message: `${what}: status ${response.status}`, place: { file } });
  }
  // Counted unpacked, since a few bytes of gzip can hold many.
  return readStream(response.body ?? [], file);
}

/** `fetch` throws "fetch failed", with the reason as its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const text = messageOf(cause ?? error);
  return text === '' && cause instanceof Error && 'code' in cause ? String(cause.code) : text;
}
