/**
 * The part of the Postman Collection Format v2.1.0 that this library writes.
 *
 * https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
 */
export interface Collection {
  readonly info: {
    readonly _postman_id: string;
    readonly name: string;
    readonly description: string;
    readonly version?: string;
    readonly schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  };
  readonly item: readonly Folder[];
  readonly auth?: Auth;
  readonly event: readonly CollectionEvent[];
  readonly variable: readonly Variable[];
}

/** A folder of a collection. */
export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly item: readonly (Item | Folder)[];
  readonly event?: readonly CollectionEvent[];
  /** We write none. Collections of others may have one. */
  readonly auth?: Auth;
}

/** A collection whose requests are made one at a time, each time that they are read: all of a large one are more than its description. */
export interface CollectionInParts extends Omit<Collection, 'item'> {
  readonly item: Iterable<FolderInParts>;
}

export interface FolderInParts extends Omit<Folder, 'item'> {
  readonly item: Iterable<Item | FolderInParts>;
}

/** With all requests at once. */
export function wholeCollection(collection: CollectionInParts): Collection {
  return { ...collection, item: Array.from(collection.item, wholeFolder) };
}

function wholeFolder(folder: FolderInParts): Folder {
  return { ...folder, item: Array.from(folder.item, (one) => ('item' in one ? wholeFolder(one) : one)) };
}

/** A collection or a folder with only the accepted requests, and without empty folders. */
export function onlyItems<Whole extends { readonly item: readonly (Item | Folder)[] }>(
  whole: Whole,
  isAcceptable: (item: Item) => boolean,
): Whole {
  const item = whole.item.flatMap((one): (Item | Folder)[] => {
    if (!('item' in one)) return isAcceptable(one) ? [one] : [];
    const folder = onlyItems(one, isAcceptable);
    return folder.item.length > 0 ? [folder] : [];
  });
  return { ...whole, item };
}

/** The requests of a collection, or of a folder, in the order in which they are sent. */
export function requestsIn({ item }: { readonly item: readonly (Item | Folder)[] }): readonly Item[] {
  return item.flatMap((one) => ('item' in one ? requestsIn(one) : [one]));
}

/** A request of a collection, with its scripts and saved responses. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly event: readonly CollectionEvent[];
  readonly protocolProfileBehavior: {
    readonly followRedirects: boolean;
    readonly disableBodyPruning?: true;
    readonly disableCookies?: true;
  };
  readonly request: Request;
  readonly response: readonly SavedResponse[];
}

export interface Request {
  readonly auth?: Auth;
  readonly method: string;
  readonly header: readonly KeyValue[];
  readonly body?: RequestBody;
  readonly url: Url;
  readonly description?: string;
}

export type RequestBody =
  | { readonly mode: 'raw'; readonly raw: string; readonly options: { readonly raw: { readonly language: string } } }
  | { readonly mode: 'urlencoded'; readonly urlencoded: readonly KeyValue[] }
  | { readonly mode: 'formdata'; readonly formdata: readonly FormPart[] }
  | { readonly mode: 'file'; readonly file: { readonly src: string } };

/** A part of a form. `contentType`: the media type of the part. */
export type FormPart = { readonly key: string; readonly description?: string; readonly contentType?: string } & (
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'file'; readonly src: string }
);

export interface Url {
  readonly raw: string;
  readonly host: readonly string[];
  readonly path?: readonly string[];
  readonly query?: readonly KeyValue[];
  readonly variable?: readonly KeyValue[];
}

export interface KeyValue {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly disabled?: true;
}

export interface Auth {
  readonly type: 'oauth2' | 'bearer' | 'basic' | 'digest' | 'apikey' | 'noauth';
  readonly oauth2?: readonly AuthAttribute[];
  readonly bearer?: readonly AuthAttribute[];
  readonly basic?: readonly AuthAttribute[];
  readonly digest?: readonly AuthAttribute[];
  readonly apikey?: readonly AuthAttribute[];
}

export interface AuthAttribute {
  readonly key: string;
  readonly value: string;
  readonly type: 'string';
}

export interface CollectionEvent {
  readonly listen: 'prerequest' | 'test';
  readonly script: { readonly type: 'text/javascript'; readonly exec: readonly string[] };
}

export interface Variable {
  readonly id: string;
  readonly key: string;
  readonly value: string;
  readonly type: 'string';
  readonly description?: string;
}

export interface SavedResponse {
  readonly id: string;
  readonly name: string;
  readonly originalRequest: Request;
  readonly status: string;
  readonly code: number;
  readonly _postman_previewlanguage: string;
  readonly header: readonly KeyValue[];
  readonly cookie: readonly never[];
  readonly body: string;
}

/** An environment as Postman exports it, without timestamps. */
export interface Environment {
  readonly id: string;
  readonly name: string;
  readonly values: readonly {
    readonly key: string;
    readonly value: string;
    readonly type: 'default' | 'secret';
    readonly enabled: true;
  }[];
  readonly _postman_variable_scope: 'environment';
}
