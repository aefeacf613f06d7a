import { relative } from 'node:path';

/** A file in messages: relative to the current folder, or a URL as it is. */
export function toShownFile(file: string): string {
  return /^https?:\/\//i.test(file) ? file : relative('', file) || file;
}
