/** Places in the description, as reports write them. */
import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Place } from '../core/errors.ts';
import { isUrl, toPublicUrl, toShownFile } from '../core/shown-file.ts';

/** A place whose file has no secret in its URL. */
export function toPublicPlace(place: Place): Place {
  return place.file !== undefined && isUrl(place.file) ? { ...place, file: toPublicUrl(place.file) } : place;
}

/** `shop.yaml:7:3`, or the file alone, or the pointer where the file is not known. */
export function placeInWords({ file = '', line, column, pointer = '' }: Place): string {
  if (file === '') return pointer;
  const shown = toShownFile(file);
  return line === undefined ? `${shown} ${pointer}`.trim() : `${shown}:${line}:${column ?? 1}`;
}

/** The pointer in the file of a place, which may be another one than that in the document: Swagger 2.0 has `#/definitions`. */
export function pointerInFile({ pointer: own }: Place, pointer: string): string {
  const found = own ?? pointer;
  return found.startsWith('#') ? found : `#${found}`;
}

/** A path from the current folder with slashes, as CI systems read it; an absolute one for a file outside of it. */
export function toRepositoryPath(file: string): string {
  if (isUrl(file)) return toPublicUrl(file);
  const path = relative('', resolve(file));
  return (path.startsWith('..') ? resolve(file) : path).split(sep).join('/');
}

/** A relative URI reference for a file in the current folder, and an absolute URI for any other. RFC 3986. */
export function toUri(file: string): string {
  const path = toRepositoryPath(file);
  if (isUrl(path)) return path;
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return pathToFileURL(path).href;
  return path.split('/').map(encodeURIComponent).join('/');
}
