/** Reads a description from a URL. */

import { messageOf, UserError } from '../core/errors.ts';
import { codeOf } from '../core/file-faults.ts';
import { toNetworkFault } from '../core/network-faults.ts';
import { proxyFor } from '../core/proxy.ts';
import { basicIn } from '../core/url-text.ts';
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
  const authorization = basicIn(url);
  url.username = '';
  url.password = '';
  url.hash = '';
  return { href: url.href, authorization };
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
      const response = await get(url, { headers, signal });
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
    // By a proxy, what is thrown may speak of the connection that was closed for it.
    return fail(
      signal.aborted ? `is not complete after ${limits.ms / 1000} s` : `cannot be fetched: ${causeOf(error)}`,
    );
  }
}

/** By the proxy of the environment, which both clients take, too. */
async function get(
  url: URL,
  options: { headers: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<Response> {
  const { proxy, variable, isInvalid } = proxyFor(url, process.env);
  if (isInvalid) throw new Error(`the environment variable ${variable} is not the URL of a proxy`);
  if (!proxy) return fetch(url, { ...options, redirect: 'manual' });
  const { fetchBy } = await import('./tunnel.ts');
  return fetchBy(proxy, url, options);
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

/** `fetch` throws "fetch failed", with the reason as its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const texts = [cause, error].flatMap((one) => (one === undefined ? [] : [messageOf(one), codeOf(one) ?? '']));
  const { sentence } = texts.map(toNetworkFault).find((fault) => fault.cause !== 'other') ?? {
    sentence: texts[0] ?? '',
  };
  return sentence.replace(/^(The|There|This|No) /, (word) => word.toLowerCase()).replace(/\.$/, '');
}
