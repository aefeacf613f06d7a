import { isRecord } from '../core/json.ts';
import { decoded } from '../core/url-text.ts';
import { EXTENSION, makingPath, manyOf } from '../model/paths-below.ts';
import type { Operation } from '../model/types.ts';
import type { Refused, Reply } from './reply.ts';
import type { Role } from './roles.ts';

/** The items that POST requests created. Only their ids are kept: the data do not change, so they are answered as described. */
export interface CreatedItems {
  /** Remember the ids in a response to a POST, and return it: a server does not know which member is the id. */
  readonly remember: (operation: Operation, path: string, served: Reply | Refused, response: Response) => Response;
  /** Whether the last parameter of a path names a created item. */
  readonly has: (path: string, template: string) => boolean;
  /** Where the id of this item was in the response that created it, and the id. */
  readonly idAt: (path: string, template: string) => PlacedId | undefined;
}

/** An id, and the names that lead to it. */
export type PlacedId = readonly [names: readonly string[], id: string | number];

/** At most this many ids, since a client may create any number. */
const MOST = 1000;

export function createdItems(): CreatedItems {
  const paths = new Set<string>();
  const ids = new Map<string, PlacedId>();
  return {
    remember: ({ method }, path, served, response) => {
      if (method !== 'post' || served.kind === 'refused') return response;
      const body = served.body?.value;
      const pathOf = (id: string | number) => `${decoded(makingPath(path).replace(EXTENSION, ''))}/${id}`;
      for (const id of [...scalarsIn(body), ...lastOfLocation(response)]) {
        if (paths.size < MOST) paths.add(pathOf(id));
      }
      for (const placed of idsIn(body)) {
        const itsPath = pathOf(placed[1]);
        if (ids.size < MOST && !ids.has(itsPath)) ids.set(itsPath, placed);
      }
      return response;
    },
    has: (path, template) => pathsOf(path, template).some((one) => paths.has(one)),
    idAt: (path, template) =>
      pathsOf(path, template)
        .flatMap((one) => [ids.get(one)])
        .find((one) => one !== undefined),
  };
}

/** The texts and numbers that are members of an object, and then those of the objects in it. */
function idsIn(body: unknown, above: readonly string[] = []): readonly PlacedId[] {
  const members = Object.entries(isRecord(body) ? body : {});
  const own = members.flatMap(([name, id]): PlacedId[] =>
    typeof id === 'string' || typeof id === 'number' ? [[[...above, name], id]] : [],
  );
  return above.length > 0 ? own : [...own, ...members.flatMap(([name, value]) => idsIn(value, [name]))];
}

/** The last segment of the URL in a `Location`. */
function lastOfLocation(response: Response): readonly string[] {
  const url = response.headers
    .get('location')
    ?.replace(/[?#].*/, '')
    .replace(/\/+$/, '');
  return url === undefined ? [] : [decoded(url.split('/').at(-1) ?? '')];
}

/** The path of an item, and those below what is called as many of it: `/silence/1` and `/silences/1`. */
function pathsOf(path: string, template: string): readonly string[] {
  const own = itemPath(path, template);
  const [, above = '', id = ''] = /^(.*)(\/[^/]*)$/.exec(own) ?? [];
  return [own, ...manyOf(above).map((many) => many + id)];
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
