import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { get, type Item, ids, incidentServer, LIST_URL, list } from './helpers.ts';

const item = (id: string, more: object = {}) => ({
  id,
  status: 'S',
  priority: 'P',
  createdAt: '2024-01-01T00:00:00Z',
  ...more,
});

const few = {
  '/incidents': [
    item('a', { priority: 'P2', createdAt: '2024-03-01T00:00:00Z', location: { address: { country: 'FR' } } }),
    item('b', {
      priority: 'P1',
      createdAt: '2024-03-01T00:30:00+01:00',
      location: { address: { country: 'FR' } },
      score: 7,
    }),
    item('c', { priority: 'P1', createdAt: undefined, location: { address: { country: 'DE' } }, urgency: 'b' }),
    item('d', { priority: 'P2', createdAt: '2024-02-01T00:00:00Z', urgency: 'B', customer: { name: "BULLES'O" } }),
    item('e', {
      priority: 'P1',
      createdAt: 'someday',
      urgency: 'a',
      tags: ['x', 'y'],
      notes: [{ by: 'me' }, { by: 'you' }],
    }),
    item('f', { priority: 'P10', createdAt: '2024-03-01T00:00:00.000Z', description: null, open: true }),
  ],
};

describe('filters', () => {
  it.each([
    { query: '', want: 'abcdef' },
    { query: '?priority=P1', want: 'bce' },
    { query: '?location.address.country=FR', want: 'ab' },
    { query: '?location.address.country=FR&priority=P1', want: 'b' },
    { query: '?priority=P1&priority=P1', want: 'bce' },
    { query: '?priority=P1&priority=P2', want: '' },
    { query: '?priority=p1', want: '' },
    { query: '?customer.name=BULLES%27O', want: 'd' },
    { query: '?score=7', want: 'b' },
    { query: '?open=true', want: 'f' },
    { query: '?tags=y', want: 'e' },
    { query: '?notes.by=you', want: 'e' },
    { query: '?tags=x&tags=y', want: 'e' },
    { query: '?tags.length=2', want: '' },
    { query: '?description=null', want: '' },
    { query: '?customer=[object%20Object]', want: '' },
    { query: '?unknown=1', want: '' },
    { query: '?__proto__=1', want: '' },
    { query: '?constructor.name=Object', want: '' },
    { query: '?%=1', want: '' },
    { query: '?.=1', want: '' },
    { query: '?attributes=x', want: 'abcdef' },
  ])('answers "$query" with "$want"', async ({ query, want }) => {
    const { status, body, headers } = await list(incidentServer({}, few), query);
    expect([status, ids(body).join('')]).toEqual([200, want]);
    expect(headers.get('X-Result-Count')).toBe(String(want.length));
    expect(headers.get('X-Total-Count')).toBe(String(want.length));
  });

  it('refuses a value whose percent-encoding is broken', async () => {
    const { status } = await list(incidentServer({}, few), '?priority=%ZZ');
    expect(status).toBe(400);
  });
});

describe('sort', () => {
  it.each([
    // By time: b is half an hour before midnight in UTC; c has no time, and e none that can be read.
    { query: '?sort=createdAt', want: 'dbafce' },
    { query: '?sort=-createdAt', want: 'afbdce' },
    // By code unit: P1, P10, P2; and capitals before small letters.
    { query: '?sort=priority', want: 'bcefad' },
    { query: '?sort=-priority', want: 'adfbce' },
    { query: '?sort=urgency', want: 'decabf' },
    { query: '?sort=-urgency', want: 'cedabf' },
    { query: '?sort=priority,-createdAt', want: 'bcefad' },
    { query: '?sort=-priority,createdAt', want: 'dafbce' },
    { query: '?sort=location.address.country', want: 'cabdef' },
    { query: '?sort=id,priority', want: 'abcdef' },
    { query: '?sort=status', want: 'abcdef' },
    { query: '?sort=-status', want: 'abcdef' },
    { query: '?sort=customer', want: 'abcdef' },
    { query: '?sort=-id&priority=P1&offset=1&limit=1', want: 'c' },
  ])('answers "$query" with "$want"', async ({ query, want }) => {
    const { body } = await list(incidentServer({}, few), query);
    expect(ids(body).join('')).toBe(want);
  });
});

describe('pages', () => {
  it.each([
    { query: '?limit=2', want: 'ab', total: 6 },
    { query: '?offset=4', want: 'ef', total: 6 },
    { query: '?offset=1&limit=3', want: 'bcd', total: 6 },
    { query: '?offset=6', want: '', total: 6 },
    { query: '?offset=99999999999999999999&limit=1', want: '', total: 6 },
    { query: '?limit=99999999999999999999', want: 'abcdef', total: 6 },
    { query: '?priority=P1&limit=2', want: 'bc', total: 3 },
    { query: '?priority=P9', want: '', total: 0 },
  ])('answers "$query" with "$want" of $total', async ({ query, want, total }) => {
    const { body, headers } = await list(incidentServer({}, few), query);
    expect(ids(body).join('')).toBe(want);
    expect([headers.get('X-Result-Count'), headers.get('X-Total-Count')]).toEqual([String(want.length), String(total)]);
  });

  it('answers with the slice of the whole sorted list, for any offset and limit', async () => {
    const server = incidentServer();
    const { body: whole } = await list(server, '?sort=-createdAt,priority');
    await fc.assert(
      fc.asyncProperty(fc.nat(70), fc.integer({ min: 1, max: 70 }), async (offset, limit) => {
        const { body, headers } = await list(server, `?sort=-createdAt,priority&offset=${offset}&limit=${limit}`);
        expect(body).toEqual(whole.slice(offset, offset + limit));
        expect(headers.get('X-Result-Count')).toBe(String(body.length));
        expect(headers.get('X-Total-Count')).toBe(String(whole.length));
      }),
      { numRuns: 60 },
    );
  });

  it('loses no item and invents none, however it sorts', async () => {
    const server = incidentServer();
    const { body: whole } = await list(server);
    const { body: sorted } = await list(server, '?sort=location.address.country,-priority');
    expect(new Set(ids(sorted))).toEqual(new Set(ids(whole)));
    expect(sorted).toHaveLength(whole.length);
  });
});

describe('items', () => {
  it('answers each id of the list with that very item', async () => {
    const server = incidentServer();
    const { body } = await list(server, '?limit=5');
    for (const wanted of body as Item[]) {
      expect((await get(server, `${LIST_URL}/${String(wanted['id'])}`)).body).toEqual(wanted);
    }
  });

  it('reads a percent-encoded id', async () => {
    const server = incidentServer({}, { '/incidents': [item('a/b c')] });
    expect((await get(server, `${LIST_URL}/a%2Fb%20c`)).body['id']).toBe('a/b c');
  });
});
