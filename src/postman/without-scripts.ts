/**
 * A collection for programs that do not run Postman's scripts, or only in part, such as Bruno. They fetch tokens themselves, by the
 * authorization of the collection.
 */
import type { Contract, Group } from '../contract/types.ts';
import { madeWhenRead } from '../core/folded.ts';
import type { Auth, CollectionInParts, FolderInParts, Item, KeyValue, Request, Url } from './types.ts';

/** Without what only scripts do: assertions, and the requests whose scripts store the token. */
export function withoutScriptedEntries(contract: Contract): Contract {
  return { ...contract, groups: plainGroups(contract.groups) };
}

function plainGroups(groups: readonly Group[]): readonly Group[] {
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries
        .filter(({ request }) => request.endpoint === undefined)
        .map((entry) => ({ ...entry, request: { ...entry.request, captures: [] }, assertions: [] })),
      groups: plainGroups(group.groups),
    }))
    .filter(({ entries, groups: below }) => entries.length + below.length > 0);
}

/** The sentence of the first steps that is not so without scripts. */
export const BY_SCRIPT = ' A script fetches the access token, and reuses it until it expires.';

/** Without any script. */
export function withoutEvents(collection: CollectionInParts): CollectionInParts {
  const { auth, info, item, variable } = collection;
  const description = info.description.replace(BY_SCRIPT, ' Your program fetches the access token itself.');
  const scope = variable.some(({ key }) => key === 'token_scope') ? '{{token_scope}}' : '';
  return {
    ...collection,
    ...(auth && { auth: withScope(auth, scope) }),
    info: { ...info, description },
    event: [],
    item: eachOf(item, (folder) => plainFolder(folder, scope)),
  };
}

/** What a script takes from a variable: the scope. An empty one counts as none: https://www.rfc-editor.org/rfc/rfc6749#section-3.2 */
function withScope(auth: Auth, scope: string): Auth {
  if (!auth.oauth2) return auth;
  return { ...auth, oauth2: auth.oauth2.map((one) => (one.key === 'scope' ? { ...one, value: scope } : one)) };
}

function plainFolder({ id, name, description, item }: FolderInParts, scope: string): FolderInParts {
  const plain = (one: Item | FolderInParts) => ('request' in one ? plainItem(one, scope) : plainFolder(one, scope));
  return { id, name, description, item: eachOf(item, plain) };
}

function eachOf<One, Other>(all: Iterable<One>, change: (one: One) => Other): Iterable<Other> {
  return madeWhenRead(function* () {
    for (const one of all) yield change(one);
  });
}

function plainItem(item: Item, scope: string): Item {
  const plain = (request: Request): Request => ({
    ...request,
    ...(request.auth && { auth: withScope(request.auth, scope) }),
    url: plainUrl(request.url),
  });
  const response = item.response.map((saved) => ({ ...saved, originalRequest: plain(saved.originalRequest) }));
  return { ...item, event: [], request: plain(item.request), response };
}

/**
 * `/orders/{{id}}` for `/orders/:id` whose value is `{{id}}`.
 *
 * Hoppscotch imports a path variable as a variable of the request, which then has itself as its value, and is never replaced.
 */
function plainUrl(url: Url): Url {
  const { variable = [], ...rest } = url;
  const isSame = ({ key, value }: KeyValue) => value === `{{${key}}}`;
  const same = new Set(variable.filter(isSame).map(({ key }) => `:${key}`));
  if (same.size === 0) return url;
  const before = url.path ?? [];
  const path = before.map((segment) => (same.has(segment) ? `{{${segment.slice(1)}}}` : segment));
  const raw = url.raw.replace(before.join('/'), () => path.join('/'));
  const others = variable.filter((one) => !isSame(one));
  return { ...rest, raw, path, ...(others.length > 0 && { variable: others }) };
}
