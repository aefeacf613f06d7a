/** Names and folders of requests. */
import { describe, expect, it } from 'vitest';
import type { FoldersBy } from '../../src/contract/folders.ts';
import { toContract } from '../../src/contract/to-contract.ts';
import type { Group } from '../../src/contract/types.ts';
import { document, operation, toModel } from '../helpers/builders.ts';

const get = (summary: string, tag: string, more: object = {}) => operation({ summary, tags: [tag], ...more });
const model = toModel(
  document({
    paths: {
      '/api/v1/orders': { get: get('List', 'Shop') },
      '/api/v1/orders/{id}/lines': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: get('Lines', 'Shop', { deprecated: true, description: 'Old.' }),
      },
      '/api/v1/pets': { get: get('List', 'Pets'), head: get('Count', 'Shop'), options: get('Count', 'Shop') },
    },
  }),
);

const LINES = 'Lines (deprecated)';
const LISTS = ['List (/api/v1/orders)', 'List (/api/v1/pets)'];
const COUNTS = ['Count (OPTIONS /api/v1/pets)', 'Count (HEAD /api/v1/pets)'];

it.each<{ by: FoldersBy; want: Record<string, string[]> }>([
  { by: 'tags', want: { Shop: [LISTS[0] ?? '', LINES, ...COUNTS], Pets: [LISTS[1] ?? ''] } },
  { by: 'paths', want: { orders: [LISTS[0] ?? '', LINES], pets: [LISTS[1] ?? '', ...COUNTS] } },
  { by: 'flat', want: { Operations: [LISTS[0] ?? '', LINES, LISTS[1] ?? '', ...COUNTS] } },
])('has folders by $by, with names that occur once', async ({ by, want }) => {
  const { groups } = await toContract(model, [], async () => undefined, { folders: by });
  const folders = groups.filter(({ name }) => name !== 'Contract');
  expect(
    Object.fromEntries(folders.map(({ name, entries }) => [name, entries.map(({ request }) => request.name)])),
  ).toEqual(want);
});

it('says in its description that an operation is deprecated', async () => {
  const { groups } = await toContract(model, [], async () => undefined);
  const found = groups.flatMap(({ entries }) => entries).find(({ request }) => request.name === LINES);
  expect(found?.request.description).toBe('**Deprecated.** Old.');
});

describe('tags of OpenAPI 3.2', () => {
  const tags = [
    { name: 'orders', summary: 'The orders', description: 'What is ordered' },
    { name: 'lines', parent: 'orders' },
    { name: 'notes', parent: 'lines' },
    { name: 'beta', kind: 'badge' },
    { name: 'all' },
    { name: 'pets', parent: 'all' },
  ];
  const id = { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] };
  const pathsOf = (all: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(all).map(([path, own]) => [path, { get: operation({ tags: own }) }]));
  const drawn = (groups: readonly Group[]): unknown[] =>
    groups.flatMap(({ name, entries, groups: inside }) => [
      [name, ...entries.map(({ request }) => request.operation.path), ...drawn(inside)],
    ]);
  const foldersOf = async (paths: object, openapi = '3.2.0') => {
    const { groups } = await toContract(toModel(document({ openapi, tags, paths })), [], async () => undefined);
    return drawn(groups.filter(({ name }) => name !== 'Contract'));
  };

  it.each([
    {
      what: 'are folders in folders, with their requests beside each other',
      paths: pathsOf({ '/n': ['notes'], '/x': ['else'], '/o': ['orders'], '/l': ['lines'], '/p': ['pets'] }),
      want: [
        ['The orders', '/o', ['lines', '/l', ['notes', '/n']]],
        ['else', '/x'],
        ['all', ['pets', '/p']],
      ],
    },
    {
      what: 'are no folder if they are a badge, or have no name, and there is another one',
      paths: pathsOf({ '/o': ['beta', 'orders'], '/b': ['beta'], '/e': ['', ' '], '/f': ['', 'else'] }),
      want: [
        ['The orders', '/o'],
        ['beta', '/b'],
        ['Operations', '/e'],
        ['else', '/f'],
      ],
    },
    {
      what: 'are two folders where their requests need one in between',
      paths: {
        '/a/{id}/b': { ...id, get: operation({ tags: ['orders'] }) },
        '/o': { get: operation({ tags: ['orders'] }) },
        '/a': {
          get: operation({
            tags: ['else'],
            responses: {
              200: {
                description: '',
                content: {
                  'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } },
                },
                links: { b: { operationId: 'lines', parameters: { id: '$response.body#/id' } } },
              },
            },
          }),
        },
        '/a/{id}/c': { ...id, get: operation({ operationId: 'lines', tags: ['lines'] }) },
      },
      want: [
        ['The orders', '/a/{id}/b', '/o'],
        ['else', '/a'],
        ['The orders (continued)', ['lines', '/a/{id}/c']],
      ],
    },
  ])('$what', async ({ paths, want }) => {
    expect(await foldersOf(paths)).toEqual(want);
  });

  it('are side by side in a description of 3.1', async () => {
    const paths = pathsOf({ '/o': ['orders'], '/l': ['lines'] });
    expect(await foldersOf(paths, '3.1.0')).toEqual([
      ['orders', '/o'],
      ['lines', '/l'],
    ]);
  });
});
