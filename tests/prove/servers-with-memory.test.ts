import { describe, expect, it } from 'vitest';
import { type Item, requestsIn } from '../../src/postman/types.ts';
import { incidentSuite, notKeptIn, tried } from '../helpers/suite.ts';
import { SERVERS } from './servers-with-memory.ts';

const suite = await incidentSuite();
const first = requestsIn(suite.collection).find(({ request }) => request.method === 'GET');

describe.concurrent('the suite sees servers that answer well, but not for long', () => {
  for (const { name, before, killed } of SERVERS) {
    if (!killed) continue;
    it(`where ${name}`, async () => {
      // The first request keeps an id for others.
      const only = (item: Item) => item === first || killed.requests.some((part) => item.name.includes(part));
      const broken = notKeptIn(await tried(suite, { fetch: before(suite.fetch), only }));
      expect(broken).toContainEqual(expect.stringContaining(`: ${killed.by}`));
    });
  }
});
