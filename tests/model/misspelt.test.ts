/** Members that have no effect, where one that is like them would: what they promise is not asserted, and a notice says so. */
import { expect, it } from 'vitest';
import { toApiModel } from '../../src/model/read-model.ts';
import { document } from '../helpers/builders.ts';

const schema = { type: 'object' };
const ok = { 200: { description: 'ok' } };

it.each([
  { what: 'response', operation: { responses: { 200: { description: 'ok', schema } } }, want: 'schema: content' },
  {
    what: 'response',
    operation: { responses: { 200: { description: 'ok', contents: {} } } },
    want: 'contents: content',
  },
  { what: 'response', operation: { responses: { 200: { $reff: '#/x' } } }, want: '$reff: $ref' },
  {
    what: 'header',
    operation: { responses: { 200: { description: 'ok', headers: { X: { type: 'integer' } } } } },
    want: 'type: schema',
  },
  {
    what: 'media type',
    operation: { responses: { 200: { description: 'ok', content: { 'application/json': { schemas: schema } } } } },
    want: 'schemas: schema',
  },
  { what: 'operation', operation: { responses: ok, requestbody: { content: {} } }, want: 'requestbody: requestBody' },
  {
    what: 'parameter',
    operation: { responses: ok, parameters: [{ name: 'q', in: 'query', scheme: { type: 'integer' } }] },
    want: 'scheme: schema',
  },
  {
    what: 'what is unlike, an extension, or beside the right one',
    operation: { responses: { 200: { description: 'ok', schema, content: {}, 'x-contents': 1, nullable: true } } },
    want: undefined,
  },
])('$what: $want', ({ operation, want }) => {
  const paths = { '/a': { get: operation }, '/b': { get: operation } };
  const { notices } = toApiModel({ document: document({ paths }), locate: () => ({}) });
  const said = notices.flatMap(({ message }) => {
    const [, name, meant] = /^"(.*)" is not read: .*`(.*)`/.exec(message) ?? [];
    return name === undefined ? [] : [`${name}: ${meant}`];
  });
  expect(said).toEqual(want === undefined ? [] : [want, want]);
});
