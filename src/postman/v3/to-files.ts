/** A collection as version 3 of Postman's format: a folder of YAML files, which the Postman CLI runs and Git workflows take. */
import { assertNever } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { stableId } from '../../core/stable-id.ts';
import type {
  Auth,
  CollectionEvent,
  CollectionInParts,
  FolderInParts,
  Item,
  KeyValue,
  RequestBody,
  SavedResponse,
} from '../types.ts';
import { toBaseName, withExtension } from './file-names.ts';
import { toYaml } from './to-yaml.ts';

/** A file of the folder. */
export interface V3File {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** The file of a collection, or of a folder, with what is no request. */
const DEFINITION = '.resources/definition.yaml';

/** Requests and folders are in the order of these numbers, so that one can be put between two others. */
const ORDER_STEP = 1000;

/**
 * Write a collection as `postman collection migrate` does, byte for byte, but for the id of its authorization, which is random there.
 *
 * What that command gets wrong is written rightly: names that cannot be files or that lead elsewhere, texts that the CLI itself then reads
 * as something else, such as dates, and forms without rows, whose requests it then leaves out.
 */
export function toV3Files(collection: CollectionInParts): V3File[] {
  const { info, auth, event, variable } = collection;
  const definition = toFile(DEFINITION, {
    $kind: 'collection',
    id: info._postman_id,
    name: info.name,
    ...described(info.description),
    ...(variable.length > 0 && { variables: Object.fromEntries(variable.map(({ key, value }) => [key, value])) }),
    ...toScripts(event, 'http:'),
    ...(auth && { auth: [toSharedAuth(auth, info._postman_id)] }),
  });
  return [definition, ...toChildren(collection.item, '')];
}

function toFile(path: string, value: Json): V3File {
  return { path, text: toYaml(value) };
}

/** The files of the requests and folders of a folder. `path` is empty, or ends with a slash. */
function* toChildren(items: Iterable<Item | FolderInParts>, path: string): Generator<V3File> {
  const taken = new Set<string>();
  let order = 0;
  for (const item of items) {
    order += ORDER_STEP;
    if (!('item' in item)) {
      yield* toRequestFiles(item, path, toBaseName(item.name, 'request', taken), order);
      continue;
    }
    const base = toBaseName(item.name, 'folder', taken);
    const within = `${path}${base}/`;
    const definition: Json = {
      $kind: 'collection',
      id: item.id,
      ...named(item.name, base),
      ...described(item.description),
      ...toScripts(item.event ?? [], 'http:'),
      ...(item.auth && { auth: [toSharedAuth(item.auth, item.id)] }),
      order,
    };
    yield toFile(`${within}${DEFINITION}`, definition);
    yield* toChildren(item.item, within);
  }
}

function toRequestFiles(item: Item, path: string, base: string, order: number): V3File[] {
  const { request } = item;
  const examples = `.resources/${base}.resources/examples`;
  const definition: Json = {
    $kind: 'http-request',
    id: item.id,
    ...named(item.name, base),
    ...described(request.description),
    ...toV3Request(request),
    ...(request.auth && { auth: toOwnAuth(request.auth) }),
    ...toScripts(item.event, ''),
    settings: { ...item.protocolProfileBehavior },
    ...(item.response.length > 0 && { examples: `./${examples}` }),
    order,
  };
  const taken = new Set<string>();
  return [
    toFile(`${path}${withExtension(base, 'request')}`, definition),
    ...item.response.map((response, index) => {
      const name = toBaseName(response.name, 'example', taken);
      const file = `${path}${examples}/${withExtension(name, 'example')}`;
      return toFile(file, toExample(response, name, (index + 1) * ORDER_STEP));
    }),
  ];
}

function toExample(response: SavedResponse, base: string, order: number): Json {
  const { id, name, originalRequest, code, status, header, body } = response;
  const type = body === '' ? 'text' : response._postman_previewlanguage;
  return {
    $kind: 'http-example',
    id,
    ...named(name, base),
    request: toV3Request(originalRequest),
    response: {
      statusCode: code,
      statusText: status,
      ...(header.length > 0 && { headers: toPairs(header) }),
      body: { type, content: body },
    },
    order,
  };
}

/** What a request and the request of a saved response have in common. */
function toV3Request({ url, method, header, body }: Item['request']): { readonly [member: string]: Json } {
  const { query = [], variable = [] } = url;
  return {
    url: url.raw,
    method,
    ...(header.length > 0 && { headers: toPairs(header) }),
    ...(query.length > 0 && { queryParams: toPairs(query, isInherited) }),
    ...(variable.length > 0 && { pathVariables: toPairs(variable) }),
    ...(body && { body: toV3Body(body) }),
  };
}

function toV3Body(body: RequestBody): Json {
  switch (body.mode) {
    case 'raw':
      return { type: body.options.raw.language, content: body.raw };
    case 'urlencoded':
      return { type: 'urlencoded', content: body.urlencoded.length > 0 ? toPairs(body.urlencoded) : [] };
    case 'formdata':
      return {
        type: 'formdata',
        content: body.formdata.map(({ type, ...part }) => ({ type, ...inOrder({ ...part }, PART_MEMBERS) })),
      };
    case 'file':
      return { type: 'file', content: { src: body.file.src } };
    default:
      return assertNever(body);
  }
}

const PART_MEMBERS = ['key', 'value', 'src', 'contentType', 'disabled', 'description'] as const;

/** The members of an object that are there, in this order. */
function inOrder(from: Readonly<Record<string, Json>>, members: readonly string[]): { readonly [name: string]: Json } {
  return Object.fromEntries(members.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

/** A map where there is nothing but different names and values, else a list. */
function toPairs(pairs: readonly KeyValue[], isSpecial = (_key: string) => false): Json {
  const keys = new Set(pairs.map(({ key }) => key));
  const isPlain =
    keys.size === pairs.length &&
    pairs.every(
      ({ key, disabled, description }) => !(disabled || description || isSpecial(key) || key === '__proto__'),
    );
  if (isPlain) return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
  return pairs.map(({ key, value, disabled, description }) => ({
    key,
    value,
    ...(disabled && { disabled }),
    ...(description && { description }),
  }));
}

/** The Postman CLI takes names such as `constructor` for repeated ones in a query. */
function isInherited(key: string): boolean {
  return key in {};
}

function described(description: string | undefined): { readonly description?: string } {
  return description ? { description } : {};
}

/** The name of a file is the name of its request, unless it cannot be. */
function named(name: string, base: string): { readonly name?: string } {
  return name.trim() === base ? {} : { name };
}

/** The scripts that are not empty. Those of a collection or a folder name the protocol. */
function toScripts(events: readonly CollectionEvent[], protocol: string): { readonly scripts?: Json } {
  const scripts = events
    .map(({ listen, script }) => ({
      type: `${protocol}${listen === 'test' ? 'afterResponse' : 'beforeRequest'}`,
      code: script.exec.join('\n'),
      language: 'text/javascript',
    }))
    .filter(({ code }) => code !== '');
  return scripts.length > 0 ? { scripts } : {};
}

function toOwnAuth(auth: Auth): { readonly [member: string]: Json } {
  const { type } = auth;
  if (type === 'noauth') return { type };
  const credentials = (auth[type] ?? []).map(({ key, value }) => [key, value]);
  return { type, credentials: Object.fromEntries(credentials) };
}

/** Of a collection or a folder, which may have several to choose from. */
function toSharedAuth(auth: Auth, ownerId: string): Json {
  const { type } = auth;
  return { id: stableId(ownerId, 'auth'), type, name: `${type} auth`, ...toOwnAuth(auth) };
}
