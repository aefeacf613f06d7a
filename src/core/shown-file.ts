import { relative } from 'node:path';

export function isUrl(file: string): boolean {
  return /^https?:\/\//i.test(file);
}

/** A URL without what may be secret: user name, password, query and fragment. */
export function toPublicUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, protocol, pathname } = new URL(url);
  return origin === 'null' ? `${protocol}${pathname}` : `${origin}${pathname}`;
}

/** A file in messages and reports: relative to the current folder, or a URL without what may be secret. */
export function toShownFile(file: string): string {
  return isUrl(file) ? toPublicUrl(file) : relative('', file) || file;
}
