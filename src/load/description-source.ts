/** Where a description is read from: a file, the `openapi.*` of a folder, a URL, or standard input. */

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { decoded } from '../core/url-text.ts';
import { toChoices, toFileStem } from '../core/words.ts';
import { toText } from './decode.ts';
import { fetchText, isUrl, toAddress } from './fetch-text.ts';
import { type Parsed, parseText } from './parse.ts';
import { attempt, readParsed, readStream } from './read-file.ts';

export interface DescriptionSource {
  /** An absolute path, or a URL without credentials. */
  readonly address: string;
  /** Read this file, or another with the same credentials. */
  readonly read: (address: string) => Promise<Parsed>;
}

/** What the user typed for standard input. */
const STDIN = '-';

const STDIN_NAME = 'standard input';

/** The name of a description without its credentials, to be printed. */
export function toShownDescription(file: string): string {
  return isUrl(file) ? toAddress(file).href : file;
}

export function sourceOf(file: string): DescriptionSource {
  if (isUrl(file)) {
    const { href, authorization } = toAddress(file);
    const { origin } = new URL(href);
    const read = async (address: string) => {
      const own = new URL(address).origin === origin ? authorization : undefined;
      return parseText(await fetchText(address, own), address);
    };
    return { address: href, read };
  }
  const address = resolve(file);
  const read = async (other: string) => {
    if (isUrl(other)) return parseText(await fetchText(other), other);
    if (other !== address) return readParsed(other);
    return file === STDIN
      ? parseText(toText(await readStream(process.stdin, STDIN_NAME), STDIN_NAME), STDIN_NAME)
      : readParsed(file);
  };
  return { address, read };
}

/** Modules are not looked for, since they are executed. */
const IN_FOLDER = ['openapi.yaml', 'openapi.yml', 'openapi.json'] as const;

/** The description itself; for a folder, the one in it. @throws UserError where a folder has none, or several. */
export async function descriptionIn(file: string): Promise<string> {
  if (file === STDIN || isUrl(file)) return file;
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(file) ?? [];
  if (scheme !== undefined) {
    const message = `a description is read from a file, or from an http or https URL, and not by ${scheme}`;
    throw new UserError({ code: 'file/unreadable', message, hint: 'Save it, and name the file.' });
  }
  const isFolder = await stat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return file;
  const names = await attempt(file, () => readdir(file));
  const [found, ...others] = IN_FOLDER.filter((name) => names.includes(name));
  if (found !== undefined && others.length === 0) return join(file, found);
  const message = found
    ? `this is a folder with several descriptions: ${[found, ...others].join(', ')}`
    : `this is a folder, and it has no ${toChoices(IN_FOLDER)}`;
  throw new UserError({ code: 'file/unreadable', message, place: { file }, hint: 'Name the file in it.' });
}

/**
 * `orders` for `spec/orders/index.ts` and `orders.openapi.yaml`; of `openapi.yaml`, a URL that ends so, and standard input, the title: the
 * folder of a checkout has another name on each machine.
 */
export function toName(file: string, openapi: unknown): string {
  const url = isUrl(file) ? new URL(file) : undefined;
  const path = url ? decoded(url.pathname) : resolve(file);
  const stem = basename(path)
    .replace(/\.[^.]+$/, '')
    .replace(/\.openapi$/, '');
  if (file !== STDIN && stem === 'index') return toFileStem(basename(dirname(path)) || url?.hostname || 'api');
  const isNamed = file !== STDIN && !['openapi', 'swagger', ''].includes(stem);
  return toFileStem(isNamed ? stem : titleOf(openapi) || url?.hostname || 'api');
}

function titleOf(openapi: unknown): string {
  const info = isRecord(openapi) ? openapi['info'] : undefined;
  const title = isRecord(info) ? info['title'] : undefined;
  return typeof title === 'string' ? title : '';
}
