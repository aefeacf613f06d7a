/** A `format` of which no value matches the `pattern` beside it. */
import { type Contradiction, inKeywords } from './contradiction.ts';
import { FORMATS } from './formats.ts';
import type { Schema, Schemas } from './node.ts';
import { findSample } from './sample.ts';
import { toPattern } from './values.ts';

/**
 * A `format` and a `pattern` for which no value is found, though each alone has one. A format is an annotation, which a server need not
 * keep to, and what the author means is unknown, so a value of either is accepted. That of the pattern is sent, since it says more.
 *
 * https://json-schema.org/draft/2020-12/json-schema-validation#name-vocabularies-for-semantic-c
 */
export function formatBesidePattern(schema: Schema, schemas: Schemas): readonly Contradiction[] {
  const { format, pattern, type, minLength, maxLength, anyOf, enum: listed, const: constant } = schema;
  if (typeof format !== 'string' || !Object.hasOwn(FORMATS, format) || toPattern(pattern) === undefined) return [];
  if (listed !== undefined || constant !== undefined || (type !== 'string' && type !== undefined)) return [];
  const lengths = { minLength, maxLength };
  const hasValue = (more: Schema) =>
    findSample({ schema: { type: 'string', ...lengths, ...more }, pointer: '' }, schemas) !== undefined;
  if (hasValue({ format, pattern }) || !hasValue({ format }) || !hasValue({ pattern })) return [];
  const isEither = anyOf === undefined;
  const becomes = isEither ? 'a value of either is accepted' : 'neither is asserted';
  const message = `no value was found that satisfies its \`format\` ${format} and its \`pattern\`: ${becomes}`;
  const either = isEither && { anyOf: [{ pattern }, { format }] };
  return inKeywords(schema, 'pattern', message, { format: undefined, pattern: undefined, ...either });
}
