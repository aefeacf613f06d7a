import { expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { toYamlLine } from '../../src/infer/inference.ts';
import { arrayOf, get, inPath, integer, object, query, text, toModel } from './inferring.ts';

const thing = object({ id: text, thingKind: { enum: ['a'] } });
const paths = {
  '/things': get(arrayOf(thing), [
    query('limit', integer),
    query('offset', integer),
    query('thing_kind', { enum: ['a'] }, { description: 'Only this\n  kind.' }),
  ]),
  '/things/{id}': get(object({ id: text }), [inPath('id', text)]),
};

it('says of each convention what it is, why, what declares it, and the line that denies it', () => {
  const { conventions } = inferMeaning(toModel(paths));
  expect(conventions.map(({ declare = {}, ...rest }) => ({ ...rest, declare: toYamlLine(declare) }))).toEqual([
    {
      operation: 'get /things',
      what: '"limit" is the maximum number of items in a response',
      why: '"limit" and "offset" are both present and of type integer',
      declare: 'x-list: { limit: limit }',
      deny: 'x-list: false',
    },
    {
      operation: 'get /things',
      what: '"offset" is the index of the first item, starting at 0',
      why: '"limit" and "offset" are both present and of type integer',
      declare: 'x-list: { offset: offset }',
      deny: 'x-list: false',
    },
    {
      operation: 'get /things',
      what: '"/things/{id}" is requested with the "id" of the first item',
      why: "the path continues the list's path",
      declare:
        'links: { item: { operationRef: "#/paths/~1things~1{id}/get", parameters: { id: "$response.body#/0/id" } } }',
      deny: 'x-list: false',
    },
  ]);
});

it('proposes the rest, each as a declaration that stands for itself, and quotes what it was read from', () => {
  const { proposals } = inferMeaning(toModel(paths));
  const base = 'id: /id, agreement: plain, ordered: false, fullPages: false, inParts: true';
  const repeated = 'certain by convention, and repeated because nothing is inferred for a declared list';
  expect(proposals.map(({ what, why, declare }) => [what, why, toYamlLine(declare)])).toEqual([
    [
      'The body is a list, its items identified by "/id"',
      '"/things/{id}" continues its path, and "id" is named like its parameter',
      `x-list: { ${base} }`,
    ],
    ['"limit" is the maximum number of items in a response', repeated, `x-list: { ${base}, limit: limit }`],
    ['"offset" is the index of the first item, starting at 0', repeated, `x-list: { ${base}, offset: offset }`],
    [
      '"thing_kind" filters by "/thingKind"',
      'its name, and a description of equality: "Only this kind."',
      `x-list: { ${base}, filters: [{ parameter: thing_kind, member: thingKind }] }`,
    ],
  ]);
  expect(new Set(proposals.map(({ pointer }) => pointer))).toEqual(new Set(['/paths/~1things/get']));
});
