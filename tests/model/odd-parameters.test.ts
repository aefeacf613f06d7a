import { describe, expect, it } from 'vitest';
import { toApiModel } from '../../src/model/read-model.ts';
import { query, text } from './inferring.ts';

function modelOf(description: string, more: object = {}, ofAll = '') {
  const get = { description, parameters: [query('q', text)], responses: { 200: { description: '' } }, ...more };
  return toApiModel({
    document: { openapi: '3.1.1', info: { title: 'API', version: '1', description: ofAll }, paths: { '/a': { get } } },
    locate: (pointer) => ({ pointer }),
  });
}

it.each([
  {
    said: 'A parameter whose value does not match its schema, or which is given more than once, is refused with 400. Query\nparameters that are not described here are ignored.',
    want: { repeated: 'refused', unknown: 'ignored' },
  },
  { said: 'Unknown query parameters are rejected.', want: { unknown: 'refused' } },
  { said: 'With `ids`, other parameters are ignored.', want: undefined },
  { said: 'A `status` parameter with an unknown value is rejected with 400.', want: undefined },
  { said: 'Unknown query parameters are not rejected.', want: undefined },
  { said: 'The `status` parameter may be repeated; values not listed are refused.', want: undefined },
  { said: 'Undocumented parameters are ignored.', want: { unknown: 'ignored' } },
  { said: 'One that gives the same query parameter twice is refused.', want: { repeated: 'refused' } },
  { said: 'A parameter of the body that is not described is refused.', want: undefined },
  { said: 'Unknown parameters may be ignored or refused.', want: undefined },
  { said: 'Parameters may be given more than once.', want: undefined },
  { said: '', want: undefined },
])('what is done with odd parameters is told in prose: "$said" -> $want', ({ said, want }) => {
  const { operations, inferences } = modelOf(said);
  expect(operations[0]?.oddParameters).toEqual(want);
  expect(inferences).toHaveLength(want === undefined ? 0 : 1);
  expect(modelOf('', {}, said).operations[0]?.oddParameters).toEqual(want);
});

describe('declared', () => {
  it.each([
    { declared: { repeated: 'refused', unknown: 'ignored' }, want: { repeated: 'refused', unknown: 'ignored' } },
    { declared: {}, want: {} },
    { declared: false, want: {} },
  ])('$declared is whole', ({ declared, want }) => {
    const { operations, inferences } = modelOf('Unknown parameters are refused.', { 'x-odd-parameters': declared });
    expect({ odd: operations[0]?.oddParameters, inferences }).toEqual({ odd: want, inferences: [] });
  });

  it.each([{ repeated: 'ignored' }, { unknown: 'taken' }, 'refused'])('%j is a mistake', (declared) => {
    expect(() => modelOf('', { 'x-odd-parameters': declared })).toThrow(/expected ("refused"|an object)/);
  });
});
