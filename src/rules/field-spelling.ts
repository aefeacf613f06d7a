/** Header fields whose values HTTP writes in several ways, with the same meaning. */
import { isRecord, type Json } from '../core/json.ts';
import { js, type Script } from './script.ts';

/**
 * Fields in which letters may be of any case, but in quotation marks: names of directives, languages, codings, schemes, media types and
 * fields. RFC 9110, sections 8.3.1, 8.4.1, 11.1, 12.5.5 and 14.1; RFC 9111, 5.2; RFC 5646, 2.1.1; RFC 6266, 4.1; RFC 6797, 6.1; RFC 7034, 2.1;
 * https://fetch.spec.whatwg.org/#http-extensions
 */
const OF_ANY_CASE: ReadonlySet<string> = new Set([
  'accept-patch',
  'accept-post',
  'accept-ranges',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'pragma',
  'proxy-authenticate',
  'strict-transport-security',
  'vary',
  'www-authenticate',
  'x-content-type-options',
  'x-frame-options',
]);

/** Lists of methods, whose case matters. Spaces around a comma do not: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1 */
const OF_METHODS: ReadonlySet<string> = new Set(['allow', 'access-control-allow-methods']);

/** The values of a field in one spelling. */
export interface Plain {
  readonly schema: Json;
  readonly toPlain: (text: string) => string;
  /** The value of the response in this spelling, as `text`. */
  readonly read: Script;
}

/** How the values of a field are compared in one spelling; `undefined` if there is one only, or its schema does not say which. */
export function plainSpelling(name: string, schema: Json): Plain | undefined {
  const field = name.toLowerCase();
  const isOfAnyCase = OF_ANY_CASE.has(field);
  if (!isOfAnyCase && !OF_METHODS.has(field)) return undefined;
  const said = JSON.stringify(schema);
  // What a reference leads to is shared, and such an escape may be that of a letter.
  if (!/"(enum|const|pattern)":/.test(said) || said.includes('"$ref":') || /\\\\[pPuxck]/.test(said)) return undefined;
  const toPlain = isOfAnyCase ? (text: string) => toLowerCase(unspaced(text)) : unspaced;
  const spaced = js`linesOf(pm.response, ${name}).join().replace(/\s*([,;])\s*/g, '$1')`;
  return {
    schema: withPlain(schema, toPlain, isOfAnyCase),
    toPlain,
    read: isOfAnyCase
      ? js`const text = ${spaced}.replace(/"[^"]*"|[A-Z]/g, (part) => (part[1] ? part : part.toLowerCase()));`
      : js`const text = ${spaced};`,
  };
}

function unspaced(text: string): string {
  return text.replace(/\s*([,;])\s*/g, '$1');
}

function toLowerCase(text: string): string {
  return text.replace(/"[^"]*"|[A-Z]/g, (part) => (part[1] ? part : part.toLowerCase()));
}

function withPlain(schema: Json, toPlain: Plain['toPlain'], isOfAnyCase: boolean): Json {
  if (Array.isArray(schema)) return schema.map((one) => withPlain(one as Json, toPlain, isOfAnyCase));
  if (!isRecord(schema)) return schema;
  const plain = (value: unknown) => (typeof value === 'string' ? toPlain(value) : (value as Json));
  const entries = Object.entries(schema as Readonly<Record<string, Json>>).map(([keyword, value]): [string, Json] => {
    if (keyword === 'const') return [keyword, plain(value)];
    if (keyword === 'enum' && Array.isArray(value)) return [keyword, value.map(plain)];
    if (keyword !== 'pattern' || typeof value !== 'string') return [keyword, withPlain(value, toPlain, isOfAnyCase)];
    // An escape such as `\S` keeps its case, and a space beside a comma need not be there.
    const pattern = value.replace(/([,;]) (?![*+?{])/g, '$1 ?');
    return [
      keyword,
      isOfAnyCase ? pattern.replace(/\\.|[A-Z]/g, (part) => (part[1] ? part : part.toLowerCase())) : pattern,
    ];
  });
  return Object.fromEntries(entries);
}
