/** A folder whose requests all have the same pre-request script has it once. A mutant is in no such folder. */
import { expect, it } from 'vitest';
import { entriesOf } from '../../src/contract/types.ts';
import { requestsIn } from '../../src/postman/types.ts';
import { toMutantCollection } from '../../src/prove/mutant-collection.ts';
import { toMutants } from '../../src/prove/mutants.ts';
import { suiteOf } from '../helpers/suite.ts';

const item = {
  type: 'object',
  required: ['id', 'kind'],
  properties: { id: { type: 'string' }, kind: { type: 'string', format: 'uuid' } },
};
const query = (name: string, schema: object) => ({ name, in: 'query', schema });
const suite = suiteOf({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    '/things': {
      get: {
        'x-list': {
          id: '/id',
          limit: 'limit',
          offset: 'offset',
          sort: { parameter: 'sort', keys: ['id'] },
          filters: ['kind'],
        },
        parameters: [
          query('limit', { type: 'integer', minimum: 1, maximum: 9 }),
          query('offset', { type: 'integer', minimum: 0 }),
          query('sort', { type: 'string' }),
          query('kind', { type: 'string', format: 'uuid' }),
        ],
        responses: {
          200: { description: '', content: { 'application/json': { schema: { type: 'array', items: item } } } },
        },
      },
    },
  },
});

it('only the requests of the folder have its script, where each mutant is a request of one folder', async () => {
  const { contract, collection } = await suite;
  const skips = 'skipUnless(';
  const texts = (events: readonly { readonly script: { readonly exec: readonly string[] } }[] = []) =>
    events.map(({ script }) => script.exec.join('\n')).join('\n');
  const filters = entriesOf({ groups: contract.groups }).filter(({ request }) => request.id.includes('/filters/'));
  expect(filters.length).toBeGreaterThan(1);
  expect(requestsIn(collection).filter(({ event }) => texts(event).includes(skips))).toEqual([]);

  const made = toMutantCollection({ contract, collection }, toMutants(contract, { rules: ['status'] }));
  expect(made.item.map((folder) => texts(folder.event)).filter((text) => text.includes(skips))).toEqual([]);
  const mutants = requestsIn(made).filter(({ id }) => id.startsWith('mutant'));
  const skipped = mutants.filter(({ event }) => texts(event).includes(skips));
  expect(skipped.length).toBeGreaterThan(1);
  expect(skipped.every(({ name }) => name.includes('filtered'))).toBe(true);
  expect(skipped.length).toBeLessThan(mutants.length);
});
