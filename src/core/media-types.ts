/** Media types and ranges of them: https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1, #section-12.5.1 */

/** A media type without parameters, in lower case: names of types are case-insensitive. */
export function bareType(type: string): string {
  const end = type.indexOf(';');
  return (end < 0 ? type : type.slice(0, end)).trim().toLowerCase();
}

/** Lines of JSON that say so in their suffix. */
const LINES_IN_SUFFIX = /^application\/((x-)?ndjson|json-?lines|stream)\+json$/;

/** Whether a type, or the range `application/*+json`, is JSON. */
export function isJsonType(type: string): boolean {
  const bare = bareType(type);
  return /[/+]json$/.test(bare) && !LINES_IN_SUFFIX.test(bare);
}

/** Whether a description means many types: `image/*`, `application/*+json`. */
export function isTypeRange(type: string): boolean {
  return bareType(type).includes('*');
}

/**
 * The JSON among several media types: one with a name before a range. Last comes a range of all types with a schema of data: Spring describes
 * each response so. Where a response has another type, nothing of it is judged.
 */
export function preferredJson<Media extends { readonly type: string; readonly mayBeJson?: true }>(
  all: readonly Media[],
): Media | undefined {
  const json = all.filter(({ type }) => isJsonType(type));
  return json.find(({ type }) => !isTypeRange(type)) ?? json[0] ?? all.find(({ mayBeJson }) => mayBeJson);
}

/** Whether a type is in a range, or is the same type. */
export function isInRange(type: string, range: string): boolean {
  return new RegExp(patternOfType(range)).test(bareType(type));
}

/** A regular expression, as text, for the types in a range, or for one type. */
export function patternOfType(range: string): string {
  const escaped = bareType(range).replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
  return `^${escaped.replaceAll('*', '[^/]+')}$`;
}

/** A usual type for each range that is not JSON. */
const USUAL: Readonly<Record<string, string>> = {
  'text/*': 'text/plain',
  'image/*': 'image/png',
  'audio/*': 'audio/mpeg',
  'video/*': 'video/mp4',
  'font/*': 'font/woff2',
  'model/*': 'model/gltf-binary',
  'multipart/*': 'multipart/form-data',
};

/**
 * A type to send for what a description names: a type as written, without a change; for a range, one in it. `isData`: whether the
 * content is an object, an array or a number, so that JSON fits.
 */
export function concreteType(type: string, isData: boolean): string {
  if (!isTypeRange(type)) return type;
  const range = bareType(type);
  const suffix = /^(.+)\/\*(\+.+)$/.exec(range);
  // No registered type is asked for by name, since each has a meaning of its own.
  if (suffix) return `${suffix[1]}/vnd.example${suffix[2]}`;
  if (range === '*/*' || range === 'application/*') return isData ? 'application/json' : unstructured(range);
  return USUAL[range] ?? range.replace('*', 'octet-stream');
}

function unstructured(range: string): string {
  return range === '*/*' ? 'text/plain' : 'application/octet-stream';
}

/**
 * What is sent in `Accept` for a documented type. HTTP has no range for a suffix, so `application/*+json` becomes `application/*`. Without
 * the charset: a server whose type has none does not offer what is accepted with one (Express returns 406 then).
 */
export function acceptableType(type: string): string {
  return type.replace(/\/\*\+[^;]*/, '/*').replace(/\s*;\s*charset\s*=\s*("[^"]*"|[^;\s]*)/gi, '');
}

/** How content of a type is written. `other`: bytes of which only the description of the content says more. */
export type ContentKind =
  | 'json'
  | 'form'
  | 'multipart'
  | 'xml'
  | 'lines'
  | 'json-seq'
  | 'events'
  | 'yaml'
  | 'csv'
  | 'text'
  | 'binary'
  | 'other';

const KINDS: readonly (readonly [ContentKind, RegExp])[] = [
  ['lines', LINES_IN_SUFFIX],
  ['json', /[/+]json$/],
  ['form', /^application\/x-www-form-urlencoded$/],
  ['multipart', /^multipart\/form-data$/],
  ['xml', /[/+]xml$/],
  // https://github.com/ndjson/ndjson-spec, https://jsonlines.org
  ['lines', /^application\/(x-)?(ndjson|jsonl|json-?lines)$/],
  // https://www.rfc-editor.org/rfc/rfc7464, https://www.rfc-editor.org/rfc/rfc8091
  ['json-seq', /[/+]json-seq$/],
  // https://html.spec.whatwg.org/multipage/server-sent-events.html
  ['events', /^text\/event-stream$/],
  // https://www.rfc-editor.org/rfc/rfc9512
  ['yaml', /^(application|text)\/(x-)?yaml$|\+yaml$/],
  ['csv', /^text\/csv$/],
  ['text', /^text\/|^application\/(javascript|graphql|sql)$/],
  ['binary', /^(image|audio|video|font|model)\/|^application\/(octet-stream|pdf|zip|gzip|x-tar)$/],
];

/** Whether content is in parts, also as another type than a form. https://www.rfc-editor.org/rfc/rfc2046#section-5.1 */
export function isMultipart(type: string): boolean {
  return bareType(type).startsWith('multipart/');
}

/** A parameter of a media type, such as `charset`. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.6 */
export function typeParameter(type: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i').exec(type);
  return found ? (found[1]?.replace(/\\(.)/g, '$1') ?? found[2]) : undefined;
}

/** A type for a text that is sent as UTF-8, which its charset must not deny. Of ASCII, the bytes are the same in most charsets. */
export function inUtf8(type: string, text: string): string {
  const charset = typeParameter(type, 'charset') ?? 'utf-8';
  const isSame = /^(us-ascii|iso-8859-\d+|latin1|windows-125\d)$/i.test(charset) && /^[\0-\x7f]*$/.test(text);
  if (/^utf-?8$/i.test(charset) || isSame) return type;
  return type.replace(/(;\s*charset\s*=\s*)("[^"]*"|[^;\s]+)/i, '$1utf-8');
}

/** The kind of a media type. An image that is XML is XML. */
export function contentKind(type: string): ContentKind {
  const bare = bareType(type);
  return KINDS.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'other';
}

/** Whether a text has the form of a media type or a range. https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */
export function isMediaType(type: string): boolean {
  return /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(bareType(type));
}
