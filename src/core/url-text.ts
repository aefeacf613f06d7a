/** Text as a URL has it. */

/**
 * Text for a URL. Every character with a meaning in URLs or for Postman, such as `{{`, is percent-encoded. Half of a surrogate pair
 * cannot be encoded, and becomes the replacement character.
 */
export function literalInUrl(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%40', '@');
}

/**
 * As `literalInUrl`, for `allowReserved`: reserved characters and percent-encoded triples stay, but for those that would end or split
 * the value in a query. https://spec.openapis.org/oas/v3.1.1.html#parameter-allow-reserved
 */
export function keepingReserved(text: string): string {
  return text
    .split(/(%[\dA-Fa-f]{2})/)
    .map((part, index) =>
      index % 2 === 1 ? part : literalInUrl(part).replace(/%(2F|3F|21|24|27|28|29|2A|3B|3D)/g, decodeURIComponent),
    )
    .join('');
}

/** The path of a URL, without a trailing slash. */
export function basePathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/+$/, '') : '';
}

/** The credentials in a URL, as a header has them; `undefined` if there are none. https://www.rfc-editor.org/rfc/rfc7617 */
export function basicIn({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const pair = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** Text without its percent-encoding; `undefined` if that is broken. */
export function tryDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Text without its percent-encoding. If that is broken, the text is taken as it is. */
export function decoded(text: string): string {
  return tryDecode(text) ?? text;
}
