/** Page sizes that only prose states. */
import { describe, expect, it } from 'vitest';
import { pageSizeNear } from '../../src/contract/cases/page-size.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { statedSizes } from '../../src/infer/infer-sizes.ts';
import { json, toModel } from '../helpers/builders.ts';

it.each([
  ['Number of results per page, between 10 and 100. Default 20.', { least: 10, most: 100 }],
  ['Page size. One of 10, 25, 50 or 100.', { among: [10, 25, 50, 100] }],
  ['10, 25 (default), or 50', { among: [10, 25, 50] }],
  ['Between 1 and 100, and the default is 10.', { least: 1, most: 100 }],
  ['1-1,000', { least: 1, most: 1000 }],
  ['Allowed: [5, 50]', { least: 5, most: 50 }],
  ['from 5 to 50', { least: 5, most: 50 }],
  ['Maximum 100, default 20', { least: 1, most: 100 }],
  ['At most 5.', { least: 1, most: 5 }],
  ['20 by default, 100 max', { least: 1, most: 100 }],
  ['Must be at least 10.', { least: 10 }],
  ['No less than 10, no more than 50', { least: 10, most: 50 }],
  ['Greater than 10 and less than 50', { least: 11, most: 49 }],
  ['>= 10', { least: 10 }],
  ['10 or more', { least: 10 }],
  ['The number of items, such as 20', { among: [20] }],
  ['0 means no limit, up to 50', { least: 1, most: 50 }],
  ['The default is 20', undefined],
  ['The number of items', undefined],
  ['As of RFC 7231, v2, since 2019', undefined],
  ['A page of 100 to 10', undefined],
])('"%s" states %j', (text, want) => {
  expect(statedSizes(text)).toEqual(want);
});

it('takes the default for one of the sizes', () => {
  expect(statedSizes('One of 50 or 100', [25])).toEqual({ among: [25, 50, 100] });
});

describe('the sizes that are sent', () => {
  const sent = (limit: object, declared: object) => {
    const { model } = inferMeaning(
      toModel({
        openapi: '3.1.0',
        info: { title: 'a', version: '1' },
        paths: {
          '/a': {
            get: {
              ...declared,
              parameters: [
                { name: 'limit', in: 'query', ...limit },
                { name: 'offset', in: 'query', schema: { type: 'integer' } },
              ],
              responses: {
                200: {
                  description: '',
                  ...json({
                    type: 'array',
                    items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
                  }),
                },
              },
            },
          },
        },
      }),
    );
    const parameter = model.operations[0]?.parameters.find(({ name }) => name === 'limit');
    return parameter && [1, 7, 10].map((wanted) => pageSizeNear(parameter, wanted, model));
  };
  const integer = { type: 'integer' };

  it.each([
    { what: 'in bounds', limit: { description: 'Between 10 and 100', schema: integer }, want: [10, 10, 10] },
    { what: 'one of some', limit: { description: 'One of 25 or 50', schema: integer }, want: [25, 25, 25] },
    { what: 'of a schema', limit: { schema: { ...integer, description: 'Between 5 and 100' } }, want: [5, 7, 10] },
    { what: 'below a maximum', limit: { description: 'Up to 5', schema: integer }, want: [1, 5, 5] },
    {
      what: 'below a maximum beside a minimum',
      limit: { description: 'Up to 5', schema: { ...integer, minimum: 2 } },
      want: [2, 5, 5],
    },
    {
      what: 'by a minimum, whatever the example',
      limit: { description: 'Such as 50', schema: { ...integer, minimum: 2 } },
      want: [2, 7, 10],
    },
    {
      what: 'by its schema, where that has both bounds',
      limit: { description: 'One of 25 or 50', schema: { ...integer, minimum: 1, maximum: 50 } },
      want: [1, 7, 10],
    },
    { what: 'by its enum', limit: { description: 'Up to 5', schema: { enum: [20, 40] } }, want: [20, 20, 20] },
    { what: 'any', limit: { schema: integer }, want: [1, 7, 10] },
  ])('are $what', ({ limit, want }) => {
    expect(sent(limit, { 'x-list': { limit: 'limit', offset: 'offset' } })).toEqual(want);
    if (!('enum' in limit.schema)) expect(sent(limit, {})).toEqual(want);
  });
});
