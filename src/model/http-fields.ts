/** Fields of responses that HTTP defines: what a description cannot promise of them, since a server that keeps to HTTP cannot. */
import type { Json } from '../core/json.ts';
import { accepts } from '../schema/accepts.ts';
import type { SchemaNode, Schemas } from '../schema/node.ts';
import { sampleValue } from '../schema/sample.ts';
import { statedTypes } from '../schema/types-of.ts';
import { keywordOf } from '../schema/walk.ts';

/** Fields of one connection, which proxies and clients remove or change. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export function isOfConnection(name: string): boolean {
  return OF_CONNECTION.has(name.toLowerCase());
}

/** `Content-Length` must not be sent beside `Transfer-Encoding`. https://www.rfc-editor.org/rfc/rfc9112#section-6.2 */
export function isOptionalInHttp(name: string): boolean {
  return name.toLowerCase() === 'content-length';
}

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** Of all years that a pattern may be about, months and weekdays, at midnight and at another time. */
const DATES: readonly string[] = Array.from({ length: 50 * 12 }, (_, month) =>
  new Date(
    month % 5 === 0 ? Date.UTC(1990, month, (month % 28) + 1) : Date.UTC(1990, month, (month % 28) + 1, 8, 49, 37),
  ).toUTCString(),
);

const DELAYS = [0, 1, 2, 5, 9, 10, 15, 30, 60, 90, 100, 120, 300, 600, 900, 1800, 3600, 86_400];

/** Strong and weak tags of the forms that servers use: numbers, names, hashes. https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3 */
const TAGS: readonly string[] = ['', '1', 'abc-123', 'v1', 'abc', 'AbC+/123==', '5e8d4f2a-0001-4000-8000-000000000001']
  .concat([7, 8, 12, 16, 24, 32, 40, 64, 128].map((length) => '0123456789abcdef'.repeat(8).slice(0, length)))
  .flatMap((tag) => [`"${tag}"`, `W/"${tag}"`]);

/** Values of the forms that HTTP gives a field. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7, RFC 8288, RFC 8594 */
const FORMS: Readonly<Record<string, readonly [string, ...Json[]]>> = {
  date: [DATE, ...DATES],
  'last-modified': [DATE, ...DATES],
  sunset: [DATE, ...DATES],
  expires: [DATE, ...DATES, '0', 0],
  'retry-after': ['120', ...DELAYS, ...DELAYS.map(String), DATE, ...DATES],
  link: ['</>; rel="self"'],
};

/** What is compared with the forms. Any text may be in a link, so its pattern says nothing against them. */
const COMPARED = ['format', 'pattern', 'minLength', 'maxLength'];
const OF_LINKS = ['format'];

/**
 * A value that HTTP allows, for a field whose schema accepts none that it allows: `Last-Modified` as a date-time. `undefined`: the schema
 * says nothing against HTTP. An `ETag` has quotation marks: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3
 */
export function valueAgainstSchema(name: string, node: SchemaNode, schemas: Schemas): string | undefined {
  const judging = { schemas, notNeeded: [] };
  if (name.toLowerCase() === 'etag') {
    const sample = sampleValue(node, schemas);
    const tag = `"${typeof sample === 'string' ? sample : JSON.stringify(sample)}"`;
    const isTag = typeof sample === 'string' && /^(W\/)?"[^"]*"$/.test(sample);
    return isTag || [tag, ...TAGS].some((one) => accepts(one, node.schema, judging)) ? undefined : tag;
  }
  const forms = Object.hasOwn(FORMS, name.toLowerCase()) ? FORMS[name.toLowerCase()] : undefined;
  if (!forms) return undefined;
  const types = [...statedTypes(schemas, node)];
  const stated = (name.toLowerCase() === 'link' ? OF_LINKS : COMPARED).flatMap((keyword) => {
    const value = keywordOf(schemas, node, keyword);
    return value === undefined ? [] : [[keyword, value] as const];
  });
  const wanted = { ...Object.fromEntries(stated), ...(types.length > 0 && { type: types }) };
  return forms.some((form) =>
    accepts(form, wanted, { ...judging, schemas: { ...schemas, dialect: 'json-schema-2020-12' } }),
  )
    ? undefined
    : forms[0];
}
