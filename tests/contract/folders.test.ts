/** Names and folders of requests. */
import { expect, it } from 'vitest';
import type { FoldersBy } from '../../src/contract/sending-order.ts';
import { toContract } from '../../src/contract/to-contract.ts';
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
