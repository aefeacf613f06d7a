import { expect, it } from 'vitest';
import { operation, toModel, withPath } from '../helpers/builders.ts';

function linksOf(link: unknown) {
  const paths = {
    get: operation({ responses: { 200: { links: { next: link } } } }),
    put: operation({ operationId: 'change' }),
  };
  return toModel(withPath('/a~b', paths)).operations[0]?.links;
}

it.each([
  { link: { operationId: 'change' }, want: 'change' },
  { link: { operationRef: '#/paths/~1a~0b/put' }, want: 'change' },
  { link: { operationRef: '#/paths/~1a~0b/get' }, want: 'get /a~b' },
  { link: { operationId: 'get /a~b' }, want: 'get /a~b' },
])('a link leads to an operation by its id, given or made: $want', ({ link, want }) => {
  expect(linksOf(link)).toMatchObject([{ name: 'next', status: '200', operation: want }]);
});

it('a link names the parameters that it fills, with or without their place', () => {
  const parameters = { 'path.id': '$response.body#/0/id', q: '$request.query.q', constant: 7 };
  expect(linksOf({ operationId: 'change', description: 'On.', parameters })).toMatchObject([
    { description: 'On.', parameters: { id: '$response.body#/0/id', q: '$request.query.q' } },
  ]);
});
