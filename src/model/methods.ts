/** The methods of operations. https://spec.openapis.org/oas/v3.2.0.html#path-item-object */

/** The methods of the IANA registry, and a few others, that HTTP servers know. https://www.iana.org/assignments/http-methods */
export const OTHER_METHODS = [
  'acl',
  'bind',
  'checkout',
  'copy',
  'link',
  'lock',
  'merge',
  'mkactivity',
  'mkcalendar',
  'mkcol',
  'move',
  'notify',
  'propfind',
  'proppatch',
  'purge',
  'rebind',
  'report',
  'search',
  'subscribe',
  'unbind',
  'unlink',
  'unlock',
  'unsubscribe',
] as const;

export type OtherMethod = (typeof OTHER_METHODS)[number];

/** In lower case. Those after `trace` are of OpenAPI 3.2: `query`, and the keys of `additionalOperations`. */
export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace' | 'query' | OtherMethod;

/** Methods for whose content HTTP defines no meaning, so that servers and proxies may drop or refuse it. RFC 9110, section 9.3. */
const WITHOUT_MEANING: ReadonlySet<Method> = new Set(['get', 'head', 'delete', 'trace']);

/** Whether a body of a request with this method may get lost on its way. */
export function mayLoseBody(method: Method): boolean {
  return WITHOUT_MEANING.has(method);
}

/** `GET /orders` */
export function operationName({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}
