/** Patterns of other dialects and unknown types in what is sent: nothing tells whether a made-up value is right. */
import { expect, it } from 'vitest';
import { foreignPatterns } from '../../src/contract/foreign-patterns.ts';
import { toModel, withPath } from '../helpers/builders.ts';

const FOREIGN = { type: 'string', pattern: '(?i)^abc$' };
const responses = { 200: { description: '' } };
const pointersIn = (operation: object) =>
  foreignPatterns(toModel(withPath('/a', { post: { responses, ...operation } }))).map(({ pointer }) =>
    pointer.replace('/paths/~1a/post', ''),
  );
const q = { name: 'q', in: 'query', schema: FOREIGN };
const bodyOf = (schema: object, more: object = {}) => ({
  requestBody: { content: { 'application/json': { schema, ...more } } },
});
const BODY = '/requestBody/content/application~1json/schema';

it.each([
  { what: 'a parameter', operation: { parameters: [q] }, want: ['/parameters/0/schema/pattern'] },
  { what: 'an example', operation: { parameters: [{ ...q, example: 'ABC' }] }, want: [] },
  { what: 'a default', operation: { parameters: [{ ...q, schema: { ...FOREIGN, default: 'abc' } }] }, want: [] },
  { what: 'ECMA-262', operation: { parameters: [{ ...q, schema: { type: 'string', pattern: '^a$' } }] }, want: [] },
  { what: 'a member', operation: bodyOf({ properties: { a: FOREIGN } }), want: [`${BODY}/properties/a/pattern`] },
  { what: 'an example of a body', operation: bodyOf({ properties: { a: FOREIGN } }, { example: {} }), want: [] },
  { what: 'a type', operation: bodyOf({ properties: { a: { type: 'bool' } } }), want: [`${BODY}/properties/a/type`] },
  { what: 'a type with an example', operation: bodyOf({ properties: { a: { type: 'int', example: 1 } } }), want: [] },
  { what: 'types', operation: { parameters: [{ ...q, schema: { type: ['string', 'null'] } }] }, want: [] },
  { what: 'a member of that name', operation: bodyOf({ properties: { pattern: { type: 'string' } } }), want: [] },
  {
    what: 'an alternative, once',
    operation: bodyOf({ oneOf: [{ type: 'integer' }, { allOf: [{ $ref: `#/paths/~1a/post${BODY}` }, FOREIGN] }] }),
    want: [`${BODY}/oneOf/1/allOf/1/pattern`],
  },
  {
    what: 'a response',
    operation: { responses: { 200: { description: '', headers: { A: { schema: FOREIGN } } } } },
    want: [],
  },
])('$what: $want', ({ operation, want }) => {
  expect(pointersIn(operation)).toEqual(want);
});
