/** Which files a description may refer to, and reading them. https://spec.openapis.org/oas/v3.1.1.html#relative-references-in-api-description-uris */

import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { type Finding, UserError } from '../core/errors.ts';
import { decoded } from '../core/url-text.ts';
import { type Boundary, boundaryOf } from './boundary.ts';
import { isUrl } from './fetch-text.ts';
import type { Parsed, Unread } from './parse.ts';
import { attempt as attemptToRead } from './read-file.ts';

/** What a description may refer to besides its own folder. */
export interface Reach {
  /** A folder above it. */
  readonly root?: string | undefined;
  /** Hosts, such as `api.example.com`. */
  readonly allowHost?: readonly string[] | undefined;
}

/** @throws UserError for a root that is no folder, or a host that is none: neither would allow anything. */
export async function checkReach({ root, allowHost = [] }: Reach): Promise<void> {
  if (root !== undefined && !(await attemptToRead(root, () => stat(root))).isDirectory()) {
    const message = 'the root is a file, and a folder is expected';
    throw new UserError({ code: 'file/unreadable', message, place: { file: root }, hint: 'Correct `--root`.' });
  }
  const wrong = allowHost.find((host) => !/^[^\s/@?#]+$/.test(host));
  if (wrong === undefined) return;
  const message = `--allow-host takes a host, such as api.example.com or localhost:8080, got "${withoutSecrets(wrong)}"`;
  const meant = URL.canParse(wrong) ? new URL(wrong).host : '';
  const hint = meant === '' ? {} : { hint: `Did you mean \`--allow-host ${meant}\`?` };
  throw new UserError({ code: 'usage/bad-option', message, ...hint });
}

/** A file, or why it is not read. */
export interface Attempt {
  readonly address: string;
  readonly file: Parsed | Unread;
  /** The errors in it. */
  readonly findings: readonly Finding[];
}

/** Files by their addresses: absolute paths or URLs. */
export interface Sources {
  /** The address to which a reference in another file leads, without its fragment; or why it may not be read. */
  readonly resolve: (written: string, base: string, reference: string) => string | Unread;
  readonly readAll: (addresses: readonly string[]) => Promise<readonly Attempt[]>;
  /** A reference from another file, as the first document would write it. */
  readonly spell: (reference: string, base: string) => string;
  /** The folders outside of that of the description from which files were read. */
  readonly foldersOutside: () => readonly string[];
}

/** The most files of a description. DigitalOcean has 2,907. */
const MAX_FILES = 20_000;

/** Files that are open at the same time. */
const AT_ONCE = 32;

/**
 * The sources of a description.
 *
 * @param home its address: an absolute path, or a URL without credentials.
 * @param read parses the file at an address.
 */
export function sourcesOf(home: string, reach: Reach, read: (address: string) => Promise<Parsed>): Sources {
  const hosts = new Set((reach.allowHost ?? []).map((host) => host.toLowerCase()));
  const folder = isUrl(home) ? '' : dirname(home);
  const boundary = boundaryOf(home, reach.root);
  let files = 0;
  const tryRead = (address: string): Promise<Attempt> => {
    files += 1;
    if (files > MAX_FILES) {
      const message = `the description has more than ${MAX_FILES} files`;
      throw new UserError({ code: 'file/unreadable', message, place: { file: home } });
    }
    return attempt(address, nameOf(address, folder), boundary, read);
  };
  return {
    resolve: (written, base, reference) => {
      const isRemote = isUrl(base) || hasScheme(written) || written.startsWith('//');
      if (isRemote) return toUrl(written, base, reference, { hosts, home });
      const address = addressOf(written, base);
      return boundary.whyOutside(address, reference) ?? address;
    },
    readAll: async (addresses) => {
      const attempts: Attempt[] = [];
      for (let index = 0; index < addresses.length; index += AT_ONCE) {
        attempts.push(...(await Promise.all(addresses.slice(index, index + AT_ONCE).map(tryRead))));
      }
      return attempts;
    },
    spell: (reference, base) => {
      const [written = '', fragment] = reference.split('#', 2);
      return nameOf(addressOf(written, base), folder) + (fragment === undefined ? '' : `#${fragment}`);
    },
    foldersOutside: boundary.foldersOutside,
  };
}

/** Where a reference of a file leads, whether or not it may be read. */
function addressOf(written: string, base: string): string {
  if (written === '') return base;
  if (isUrl(base)) return URL.canParse(written, base) ? new URL(written, base).href : written;
  return hasScheme(written) ? written : resolve(dirname(base), decoded(written));
}

function hasScheme(written: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(written);
}

/** `paths/orders.yaml`, relative to the folder of the description; a URL as it is. */
function nameOf(address: string, folder: string): string {
  return isUrl(address) || folder === '' ? address : relative(folder, address).split(sep).join('/');
}

async function attempt(
  address: string,
  name: string,
  boundary: Boundary,
  read: (address: string) => Promise<Parsed>,
): Promise<Attempt> {
  const missing = (file: Unread, findings: readonly Finding[] = []): Attempt => ({ address, file, findings });
  if (!isUrl(address)) {
    const outside = await boundary.whyReallyOutside(address, name);
    if (outside) return missing(outside);
  }
  try {
    return { address, file: await read(address), findings: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [{ code, message, hint }] = error.findings;
    if (code === 'file/not-found') return missing({ code, message: `file not found: "${name}"` });
    if (code === 'file/unreadable') return missing({ code, message: `"${name}": ${message}`, ...(hint && { hint }) });
    return missing({ code, message: `"${name}" has errors` }, error.findings);
  }
}

interface Allowed {
  readonly hosts: ReadonlySet<string>;
  readonly home: string;
}

/** The URL to which a reference leads, if it is on a host that may be asked. */
function toUrl(written: string, base: string, reference: string, { hosts, home }: Allowed): string | Unread {
  const from = isUrl(base) ? base : undefined;
  const url = URL.canParse(written, from) ? new URL(written, from) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    const what = url?.protocol === 'file:' ? 'is a reference by a URL of a file' : 'is a remote reference';
    return { code: 'reference/remote', message: `"${withoutSecrets(reference)}" ${what}`, hint: BESIDE };
  }
  const isOwn = isUrl(home) && url.origin === new URL(home).origin;
  if (!isOwn && !hosts.has(url.host.toLowerCase())) {
    const hint = `Save a copy next to the description, or allow it with \`--allow-host ${url.host}\`.`;
    return { code: 'reference/remote', message: `"${withoutSecrets(reference)}" is a remote reference`, hint };
  }
  url.hash = '';
  return url.href;
}

const BESIDE = 'Save a copy next to the description and reference that.';

/** A URL in a description may have a password. */
function withoutSecrets(reference: string): string {
  return reference.replace(/\/\/[^/?#]*@/, '//');
}
