/** Headers that HTTP defines, described in a way that no server can keep: their values are not asserted. */
import { expect, it } from 'vitest';
import { document, operation, toModel } from '../helpers/builders.ts';

const ISO = '^\\d{4}-\\d\\d-\\d\\dT';
const HTTP = '^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$';

it.each([
  { name: 'Last-Modified', schema: { type: 'string', format: 'date-time' }, asserted: false },
  { name: 'Last-Modified', schema: { type: 'string', pattern: ISO }, asserted: false },
  { name: 'Last-Modified', schema: { type: 'string', pattern: HTTP }, asserted: true },
  { name: 'Last-Modified', schema: { type: 'string', pattern: ' 202[5-9] ' }, asserted: true },
  { name: 'Expires', schema: { allOf: [{ type: 'string' }, { pattern: ISO }] }, asserted: false },
  { name: 'Expires', schema: { type: 'string', pattern: '^0$' }, asserted: true },
  { name: 'Date', schema: { type: 'string', maxLength: 20 }, asserted: false },
  { name: 'Date', schema: { type: 'string', minLength: 29, maxLength: 29 }, asserted: true },
  { name: 'Retry-After', schema: { type: 'string', pattern: '^PT\\d+S$' }, asserted: false },
  { name: 'Retry-After', schema: { type: 'string', pattern: '^[1-9]$' }, asserted: true },
  { name: 'Retry-After', schema: { type: 'integer' }, asserted: true },
  { name: 'Link', schema: { type: 'string', pattern: '^<https://api[.]example/.*>; rel="next"$' }, asserted: true },
  { name: 'ETag', schema: { type: 'string' }, asserted: true },
  { name: 'ETag', schema: { type: 'string', pattern: '^W/"' }, asserted: true },
  { name: 'ETag', schema: { type: 'string', pattern: '^W/"[^"]+"$' }, asserted: true },
  { name: 'ETag', schema: { type: 'string', pattern: '^"' }, asserted: true },
  { name: 'ETag', schema: { type: 'string', pattern: '"$' }, asserted: true },
  { name: 'ETag', schema: { type: 'string', pattern: '[0-9a-f]{32}' }, asserted: true },
  { name: 'ETag', schema: { type: 'string', minLength: 42, maxLength: 42 }, asserted: true },
  { name: 'ETag', schema: { type: 'string', pattern: '^"\\d+"$' }, asserted: true },
  { name: 'ETag', schema: { type: 'string', pattern: '^[0-9a-f]{32}$' }, asserted: false },
  { name: 'ETag', schema: { type: 'string', format: 'uuid' }, asserted: false },
  { name: 'ETag', schema: { type: 'integer' }, asserted: false },
  { name: 'X-Modified', schema: { type: 'string', pattern: ISO }, asserted: true },
])('$name as $schema is asserted: $asserted', ({ name, schema, asserted }) => {
  const responses = { 200: { description: 'Fine', headers: { [name]: { schema } } } };
  const { notices } = toModel(document({ paths: { '/a': { get: operation({ responses }) } } }));
  const found = notices.filter(({ message }) =>
    message.startsWith(`the value of the header "${name}" is not asserted`),
  );
  expect(found).toHaveLength(asserted ? 0 : 1);
});
