/** Pages that only a link leads to: no parameter is declared for them. */
import { expect, it } from 'vitest';
import { type Answer, ask, at, idsAt, serve, THINGS, things } from './api.ts';

const body = {
  type: 'object',
  required: ['items', 'next'],
  properties: { items: THINGS, next: { type: ['string', 'null'], format: 'uri' } },
};

it.each([{ own: 'position' }, { own: 'own_position', taken: { position: { type: 'string' } } }])(
  'each page leads to the next one, by a parameter of the server: $own',
  async ({ own, taken = {} }) => {
    const list = { items: '/items', id: '/id', limit: 'limit', next: '/next', ordered: false };
    const server = serve({ list, parameters: { limit: { type: 'integer', minimum: 1 }, ...taken }, body }, things(5));
    const found: string[] = [];
    const parameters = new Set<string>();
    for (
      let next: unknown = 'https://things.example/v1/things?limit=2';
      typeof next === 'string' && found.length < 9;
    ) {
      for (const name of new URL(next).searchParams.keys()) parameters.add(name);
      const page: Answer = await ask(server, next);
      found.push(idsAt(page, '/items'));
      next = at(page, '/next');
    }
    expect(found).toEqual(['1,2', '3,4', '5']);
    expect([...parameters]).toEqual(['limit', own]);
  },
);
