import { expect, it } from 'vitest';
import { arrayOf, get, inPath, integer, object, query, text, toModel } from './inferring.ts';

it('says of each inference what it is, why, and the line that declares or denies it', () => {
  const paths = {
    '/things': get(arrayOf(object({ id: text, thingKind: { enum: ['a'] } })), [
      query('page[size]', integer),
      query('thing_kind', { enum: ['a'] }),
    ]),
    '/things/{id}': get(object({ id: text }), [inPath('id', text)]),
  };
  const deny = 'x-list: false';
  expect(toModel(paths).inferences).toEqual([
    {
      operation: 'get /things',
      kind: 'inferred',
      what: 'The body is a list, its items told apart by "/id"',
      why: '"/things/{id}" continues its path, and "id" is named like its parameter',
      declare: 'x-list: { id: /id }',
      deny,
    },
    {
      operation: 'get /things',
      kind: 'inferred',
      what: 'The "id" of the first item leads to "/things/{id}"',
      why: "that path continues the list's",
      declare:
        'links: { item: { operationRef: "#/paths/~1things~1{id}/get", parameters: { id: "$response.body#/0/id" } } }',
      deny,
    },
    {
      operation: 'get /things',
      kind: 'inferred',
      what: '"page[size]" is the greatest number of items in an answer',
      why: 'its name and its type, integer',
      declare: 'x-list: { limit: "page[size]" }',
      deny,
    },
    {
      operation: 'get /things',
      kind: 'inferred',
      what: '"thing_kind" filters by "/thingKind"',
      why: 'its name, and the same enum as the member',
      declare: 'x-list: { filters: [{ parameter: thing_kind, member: thingKind }] }',
      deny,
    },
  ]);
});
