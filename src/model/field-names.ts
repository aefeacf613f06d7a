/** The names that headers and cookies can have. */

/** A header name is a token: https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/**
 * A cookie name is a token, too, but servers read others, such as `filter[a]`. None reads what ends a name or a cookie.
 * https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1
 */
export function isCookieName(name: string): boolean {
  return /^[!#-+\--:<>-[\]-~]+$/.test(name);
}
