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
}

/** At most this many ids, since a client may create any number. */
const MOST = 1000;

export function createdItems(): CreatedItems {
  const paths = new Set<string>();
  return {
    remember: ({ method }, path, served, response) => {
      if (method !== 'post' || served.kind === 'refused') return response;
      const url = response.headers
        .get('location')
        ?.replace(/[?#].*/, '')
        .replace(/\/+$/, '');
      for (const id of [
        ...scalarsIn(served.body?.value),
        ...(url === undefined ? [] : [decoded(url.split('/').at(-1) ?? '')]),
      ]) {
        if (paths.size < MOST) paths.add(`${decoded(toAbove(path).replace(EXTENSION, ''))}/${id}`);
      }
      return response;
    },
    has: (path, template) => {
      const place = template.split('/').findLastIndex((segment) => segment.includes('{'));
      const above = path
        .split('/')
        .slice(0, place + 1)
        .join('/');
      const isExtended = EXTENSION.test(template.split('/')[place]?.split('}')[1] ?? '');
      return paths.has(decoded(isExtended ? above.replace(EXTENSION, '') : above));
    },
  };
}

/** A role that looks for no item. */
export function withoutItem(role: Role): Role {
  if (role.kind !== 'list') return { kind: 'other' };
  const { owner: _, ...list } = role;
  return list;
}

/** The texts and numbers in an object, and in the objects in it. */
function scalarsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (!isRecord(value) || depth > 1) return [];
  return Object.values(value).flatMap((member) => scalarsIn(member, depth + 1));
}
