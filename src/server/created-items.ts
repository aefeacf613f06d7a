import { isRecord } from '../core/json.ts';
import { decoded } from '../core/url-text.ts';
import { EXTENSION, toAbove } from '../model/paths-below.ts';
import type { Operation } from '../model/types.ts';
import type { Refused, Reply } from './reply.ts';
import type { Role } from './roles.ts';

/** The items that POST requests created. Only their ids are kept: the data do not change, so they are answered as described. */
export interface CreatedItems {
  /** Remember the ids in a response to a POST, and return it: a server does not know which member is the id. */
  readonly remember: (operation: Operation, path: string, served: Reply | Refused, response: Response) => Response;
  /** Whether the last parameter of a path names a created item. */
  readonly has: (path: string, template: string) => boolean;
  /** The member that had the id of this item where it was created, and the id. */
  readonly idAt: (path: string, template: string) => readonly [name: string, id: string | number] | undefined;
}

/** At most this many ids, since a client may create any number. */
const MOST = 1000;

export function createdItems(): CreatedItems {
  const paths = new Set<string>();
  const ids = new Map<string, readonly [string, string | number]>();
  return {
    remember: ({ method }, path, served, response) => {
      if (method !== 'post' || served.kind === 'refused') return response;
      const body = served.body?.value;
      const pathOf = (id: string | number) => `${decoded(toAbove(path).replace(EXTENSION, ''))}/${id}`;
      for (const id of [...scalarsIn(body), ...lastOfLocation(response)]) {
        if (paths.size < MOST) paths.add(pathOf(id));
      }
      for (const [name, id] of Object.entries(isRecord(body) ? body : {})) {
        if (typeof id !== 'string' && typeof id !== 'number') continue;
        if (ids.size < MOST && !ids.has(pathOf(id))) ids.set(pathOf(id), [name, id]);
      }
      return response;
    },
    has: (path, template) => paths.has(itemPath(path, template)),
    idAt: (path, template) => ids.get(itemPath(path, template)),
  };
}

/** The last segment of the URL in a `Location`. */
function lastOfLocation(response: Response): readonly string[] {
  const url = response.headers
    .get('location')
    ?.replace(/[?#].*/, '')
    .replace(/\/+$/, '');
  return url === undefined ? [] : [decoded(url.split('/').at(-1) ?? '')];
}

/** A path up to its last parameter, without an extension after that. */
function itemPath(path: string, template: string): string {
  const place = template.split('/').findLastIndex((segment) => segment.includes('{'));
  const above = path
    .split('/')
    .slice(0, place + 1)
    .join('/');
  const isExtended = EXTENSION.test(template.split('/')[place]?.split('}')[1] ?? '');
  return decoded(isExtended ? above.replace(EXTENSION, '') : above);
}

/** A role that looks for no item. */
export function withoutItem(role: Role): Role {
  if (role.kind !== 'list') return { kind: 'other' };
  const { owner: _, ...list } = role;
  return list;
}

/** An item in an envelope in an envelope may have its id in one, too. */
const MOST_DEPTH = 3;

/** The texts and numbers in an object, and in the objects in it. The elements of an array are as deep as it is. */
export function scalarsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap((element: unknown) => scalarsIn(element, depth));
  if (!isRecord(value) || depth > MOST_DEPTH) return [];
  return Object.values(value).flatMap((member) => scalarsIn(member, depth + 1));
}
