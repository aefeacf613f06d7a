import { expect, it } from 'vitest';
import { exampleText } from '../../src/contract/arguments.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const integer = { type: 'integer' };

it.each([
  { name: 'limit', schema: integer, want: '10' },
  { name: 'per_page', schema: { type: 'number' }, want: '10' },
  { name: 'rows', required: true, schema: integer, want: '10' },
  { name: 'limit', schema: { ...integer, maximum: 5 }, want: '1' },
  { name: 'limit', schema: { ...integer, default: 25 }, want: '25' },
  { name: 'limit', schema: { ...integer, minimum: 20 }, want: '20' },
  { name: 'limit', schema: { type: 'string' }, want: 'text' },
  { name: 'limit', in: 'header', schema: integer, want: '0' },
  { name: 'page', schema: integer, want: '1' },
  { name: 'page', required: true, schema: integer, want: '1' },
  { name: 'page', schema: { ...integer, default: 0 }, want: '0' },
  { name: 'max', required: true, schema: integer, want: '10' },
  { name: 'floor', required: true, schema: integer, want: '1' },
  { name: 'max', required: true, schema: { ...integer, maximum: 0 }, want: '0' },
  { name: 'offset', required: true, schema: integer, want: '0' },
  { name: 'offset', schema: integer, want: '0' },
  { name: 'floor', schema: integer, want: '0' },
])('$name of $schema (required: $required) is sent as $want', ({ schema, want, ...more }) => {
  const parameters = [{ in: 'query', ...more, schema }];
  const model = toModel(withPath('/a', { get: { parameters, responses: { 200: {} } } }));
  const [parameter] = model.operations[0]?.parameters ?? [];
  expect(parameter && exampleText(parameter, model)).toBe(want);
});
