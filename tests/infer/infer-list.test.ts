import { describe, expect, it } from 'vitest';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { toReview, toYamlLine } from '../../src/infer/inference.ts';
import { answer, arrayOf, get, inPath, integer, object, query, type Schema, text, toModel } from './inferring.ts';

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
  const inferred = inferMeaning(toModel(paths));
  const { proposals } = inferred;
  const base = 'id: /id, agreement: plain, ordered: false, fullPages: false, inParts: true';
  const repeated =
    'certain by convention; to keep beside any other action for this list, since nothing is inferred for a declared list';
  expect(proposals.map(({ what, why, declare }) => [what, why, toYamlLine(declare)])).toEqual([
    [
      'The body is a list, its items identified by "/id"',
      '"/things/{id}" continues its path, and "id" is named like its parameter',
      `x-list: { ${base} }`,
    ],
    [
      '"limit" is the maximum number of items in a response; "offset" is the index of the first item, starting at 0',
      repeated,
      `x-list: { ${base}, limit: limit, offset: offset }`,
    ],
    [
      '"thing_kind" filters by "/thingKind"',
      'its name, and a description of equality: "Only this kind."',
      `x-list: { ${base}, filters: [{ parameter: thing_kind, member: thingKind }] }`,
    ],
  ]);
  expect(toReview(inferred), 'what only repeats conventions is no proposal of its own').toEqual(
    proposals.filter((_, index) => index !== 1),
  );
  expect(new Set(proposals.map(({ pointer }) => pointer))).toEqual(new Set(['/paths/~1things/get']));
});

it('a total that is certain as a lower bound is proposed as an exact one', () => {
  const header = (name: string) => ({ [name]: { schema: { type: 'integer' } } });
  const headers = { ...header('X-Total-Count'), ...header('X-Result-Count') };
  const list = get(arrayOf(thing), [], { responses: answer(arrayOf(thing), headers) });
  const { conventions, proposals } = inferMeaning(toModel({ ...paths, '/things': list }));
  expect(conventions[0]?.what).toBe('"X-Total-Count" is the number of all items, asserted as a lower bound');
  expect(proposals.map(({ what, why, repeats }) => ({ what, why, repeats }))).toContainEqual({
    what: '"X-Total-Count" is the number of all items',
    why: 'by convention, it may be missing, and is a lower bound; declared, it is always sent, and exact',
    repeats: undefined,
  });
});

it('without proposals, the same is certain', () => {
  const model = toModel(paths);
  const all = inferMeaning(model);
  expect(all.proposals).not.toEqual([]);
  expect(inferMeaning(model, { proposing: false })).toEqual({ ...all, proposals: [], doubts: expect.any(Array) });
});

it.each([
  { path: '/teams/{id}/members', member: 'id', want: { path: '/teams/{id}', parameter: 'id', body: '/0/id' } },
  {
    path: '/teams/{team_id}/members',
    member: 'id',
    want: { path: '/teams/{team_id}', parameter: 'team_id', body: '/0/id' },
  },
  {
    path: '/teams/{key}/members',
    member: 'id',
    want: { path: '/teams/{key}', parameter: 'key', body: '/0/id', isGuess: true },
  },
  {
    path: '/teams/{key}',
    member: 'id',
    want: { path: '/teams/{key}', parameter: 'key', body: '/0/id', isGuess: true },
  },
  { path: '/teams/{key}/members', member: 'id', type: { ...text, pattern: '^[A-Z]+$' }, want: undefined },
  { path: '/teams/{key}/members', member: 'motto', want: undefined },
  { path: '/teams/{key}/members', member: 'id', type: { ...text, example: 'ABC' }, want: undefined },
  { path: '/teams/{id}/members', member: 'id', type: integer, want: undefined },
  { path: '/teams/all/{id}/members', member: 'id', want: undefined },
])('the first item of /teams has the id for $path: $want', ({ path, member, type = text, want }) => {
  const name = /\{(.*)\}/.exec(path)?.[1] ?? '';
  const paths = {
    '/teams': get(arrayOf(object({ [member]: text }))),
    [path]: get(arrayOf(object({ id: text })), [inPath(name, type)]),
  };
  const { impliedLink } = inferMeaning(toModel(paths)).model.operations[0] ?? {};
  expect(impliedLink).toEqual(want && { degree: 'convention', ...want });
});

it.each([
  { name: 'AccountId', want: { body: '/Data/Account/0/AccountId' } },
  { name: 'account', want: undefined },
  { name: 'account', member: 'id', want: { body: '/Data/Account/0/id', isGuess: true } },
  {
    name: 'AccountId',
    more: { Closed: arrayOf(object({ AccountId: text })) },
    want: { body: '/Data/Account/0/AccountId', isGuess: true },
  },
  { name: 'AccountId', more: { Party: arrayOf(object({ AccountId: text, name: text })) }, want: undefined },
  {
    name: 'AccountId',
    more: { Party: arrayOf(object({ name: text })) },
    want: { body: '/Data/Account/0/AccountId', isGuess: true },
  },
  { name: 'AccountId', inside: { id: text }, want: undefined },
])(
  'a list in an optional object has the id for {$name}: $want',
  ({ name, member = 'AccountId', more, inside, want }) => {
    const list = { ...arrayOf({ ...object({ [member]: text }) }) };
    const data = { type: 'object', properties: { Account: list, ...more, ...inside } };
    const paths = {
      '/accounts': get({ type: 'object', required: ['Data'], properties: { Data: data, Links: { type: 'object' } } }),
      [`/accounts/{${name}}`]: get(object({ Data: data }), [inPath(name, text)]),
    };
    const { impliedLink } = inferMeaning(toModel(paths)).model.operations[0] ?? {};
    const path = `/accounts/{${name}}`;
    expect(impliedLink).toEqual(want && { degree: 'convention', path, parameter: name, ...want });
  },
);

describe('an id for the path of an item is guessed', () => {
  const guessIn = (item: Schema, parameter: object = {}) => {
    const parameters = [{ ...inPath('account-id', text), ...parameter }];
    const paths = {
      '/accounts': get(object({ accounts: arrayOf(item) })),
      '/accounts/{account-id}': get(item, parameters),
    };
    const { model, conventions } = inferMeaning(toModel(paths));
    expect(conventions).toEqual([]);
    return model.operations[0]?.impliedLink;
  };
  const told = { description: 'The account-id is the "resourceId" attribute of the account.' };
  it.each([
    {
      what: 'from the member that its description names, which an item may lack',
      item: object({ resourceId: text, currency: text }, ['currency']),
      parameter: told,
      want: '/accounts/0/resourceId',
    },
    {
      what: 'from a member of its name, which an item may lack',
      item: object({ accountId: text, currency: text }, ['currency']),
      want: '/accounts/0/accountId',
    },
    {
      what: 'although it says that it is above 0, and how long',
      item: object({ uuid: integer }),
      parameter: { schema: { type: 'integer', minimum: 1, format: 'int64' } },
      want: '/accounts/0/uuid',
    },
    {
      what: 'also where its schema is a part of another, with extensions and notes',
      item: object({ uuid: text }),
      parameter: {
        schema: { allOf: [{ type: 'string', minLength: 1 }], 'x-go-name': 'ID', deprecated: true, nullable: false },
      },
      want: '/accounts/0/uuid',
    },
    {
      what: 'from a number of its name, where it is a text of digits',
      item: object({ accountId: integer }),
      parameter: { schema: { type: 'string', pattern: '^\\d+$' } },
      want: '/accounts/0/accountId',
    },
    {
      what: 'but not from a number where its pattern refuses digits',
      item: object({ accountId: integer }),
      parameter: { schema: { type: 'string', pattern: '^acc_' } },
    },
    {
      what: 'but not from a number where an example is none',
      item: object({ accountId: integer }),
      parameter: { example: 'acc_1' },
    },
    {
      what: 'but not from a name of several segments',
      item: object({ name: { type: 'string', example: 'banks/1/accounts/2' } }),
    },
    { what: 'but not from a member of another type', item: object({ resourceId: integer }), parameter: told },
    {
      what: 'but not one far above 0',
      item: object({ uuid: integer }),
      parameter: { schema: { type: 'integer', minimum: 1000 } },
    },
  ])('$what', ({ item, parameter, want }) => {
    const found = guessIn(item, parameter);
    expect(found && { body: found.body, isGuess: found.isGuess }).toEqual(want && { body: want, isGuess: true });
  });
});
