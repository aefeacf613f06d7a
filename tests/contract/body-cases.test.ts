/** Which invalid bodies are sent where there are too many. */
import { expect, it } from 'vitest';
import { brokenBodies } from '../../src/contract/cases/body-cases.ts';
import { json, operation, toModel, withPath } from '../helpers/builders.ts';

it('Invalid bodies are of all kinds, and at different members, also where many members are required', () => {
  const kinds = [{ type: 'string', pattern: '^[a-z]+$' }, { type: 'integer', maximum: 5 }, { enum: ['a', 'b'] }];
  const properties = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}`, kinds[index % 3]]));
  const schema = { type: 'object', required: Object.keys(properties), properties, additionalProperties: false };
  const responses = { 200: { description: '' }, 400: { description: '' } };
  const model = toModel(withPath('/a', { post: operation({ requestBody: json(schema), responses }) }));
  const names = model.operations
    .flatMap((one) => brokenBodies(one, model))
    .map(({ name }) => name.split(': ')[1] ?? '');
  expect(names).toHaveLength(16);
  expect(new Set(names.map((name) => name.replace(/^m\d+ /, '').replace(/ the pattern.*/, '')))).toEqual(
    new Set([
      'missing',
      'of another type',
      'not matching',
      'above 5',
      'not an allowed value',
      'with a member that is not described',
    ]),
  );
  expect(new Set(names.map((name) => name.split(' ')[0])).size).toBe(16);
});
