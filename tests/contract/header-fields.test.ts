import { expect, it } from 'vitest';
import { exampleText } from '../../src/contract/arguments.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const text = { type: 'string' };

it.each([
  { header: 'If-Match', schema: text, want: '*' },
  { header: 'if-none-match', schema: text, want: '"unknown"' },
  { header: 'Range', schema: { type: 'string', pattern: '^bytes=' }, want: 'bytes=0-' },
  { header: 'If-Match', schema: { type: 'string', pattern: '^"[0-9]"$' }, want: '"0"' },
  { header: 'If-Match', schema: { ...text, example: '"7"' }, want: '"7"' },
  { header: 'Accept-Language', schema: { enum: ['fr'] }, want: 'fr' },
  { header: 'Content-Encoding', schema: text, want: 'identity' },
  { header: 'Date', schema: text, want: 'Sun, 06 Nov 1994 08:49:37 GMT' },
  { header: 'Date', schema: { type: 'string', format: 'date-time' }, want: '2024-02-29T12:00:00Z' },
  { header: 'X-Forwarded-For', schema: text, want: '192.0.2.1' },
  { header: 'traceparent', schema: text, want: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  { header: 'X-T', schema: { ...text, enum: ['zażółć', ' a', 'b'] }, want: 'b' },
  { header: 'X-Range', schema: text, want: 'text' },
])('$header of $schema is sent as $want', ({ header, schema, want }) => {
  const parameters = [{ name: header, in: 'header', required: true, schema }];
  const model = toModel(withPath('/a', { put: { parameters, responses: { 200: {} } } }));
  const [parameter] = model.operations[0]?.parameters ?? [];
  expect(parameter && exampleText(parameter, model)).toBe(want);
});
