import { describe, expect, it } from 'vitest';
import { type Answer, ask, at, idsAt, type ListApi, serve, THINGS, things } from './api.ts';

const body = (next: object, required: readonly string[] = []) => ({
  type: 'object',
  properties: {
    data: THINGS,
    paging: { type: 'object', required, properties: { next_cursor: next, previous_cursor: next, total: {} } },
  },
});

const by = (cursor: object, next: object, required?: readonly string[]): ListApi => ({
  list: {
    items: '/data',
    limit: 'limit',
    total: '/paging/total',
    cursor: { parameter: 'cursor', next: '/paging/next_cursor' },
    sort: { parameter: 'sort', keys: ['price'] },
    filters: ['kind'],
  },
  parameters: {
    cursor,
    limit: { type: 'integer', minimum: 1, default: 3 },
    sort: { type: 'string' },
    kind: { type: 'string' },
  },
  body: body(next, required),
});

const TEXT = { type: 'string' };

describe('paging by cursor', () => {
  it.each([
    { name: 'null at the end', cursor: TEXT, next: { type: ['string', 'null'] }, end: null },
    { name: 'nothing at the end', cursor: TEXT, next: TEXT, end: undefined },
    { name: 'an empty text at the end', cursor: TEXT, next: TEXT, required: ['next_cursor'], end: '' },
    {
      name: 'numbers for cursors',
      cursor: { type: 'integer' },
      next: { type: 'integer', format: 'int32' },
      end: undefined,
    },
    { name: 'UUIDs for cursors', cursor: { ...TEXT, format: 'uuid' }, next: TEXT, end: undefined },
    { name: 'short cursors', cursor: { ...TEXT, maxLength: 12 }, next: TEXT, end: undefined },
    { name: 'cursors of few letters', cursor: TEXT, next: { ...TEXT, pattern: '^[0-9a-f]+$' }, end: undefined },
    { name: 'a cursor for the beginning', cursor: { ...TEXT, default: '*' }, next: TEXT, end: undefined },
  ])('reads the whole list, with $name', async ({ cursor, next, required, end }) => {
    const server = serve(by(cursor, next, required));
    const read: Answer[] = [await ask(server, '?kind=red&sort=-price&limit=1')];
    for (
      let nextCursor = nextCursorOf(read[0]);
      nextCursor && read.length < 10;
      nextCursor = nextCursorOf(read.at(-1))
    ) {
      read.push(await ask(server, `?kind=red&sort=-price&limit=1&cursor=${nextCursor}`));
    }
    expect(read.map((answer) => idsAt(answer, '/data'))).toEqual(['1', '3', '5', '7']);
    expect(read.map((answer) => at(answer, '/paging/total'))).toEqual([4, 4, 4, 4]);
    const last = read[3] as Answer;
    expect(at(last, '/paging/next_cursor')).toBe(end);
    // The cursor of the page before leads there.
    const before = await ask(server, `?kind=red&sort=-price&limit=1&cursor=${at(last, '/paging/previous_cursor')}`);
    expect(before).toEqual({ ...read[2], headers: before.headers });
  });

  it('takes a cursor for the same request in other words, and with another limit', async () => {
    const server = serve(by(TEXT, TEXT), things(45));
    const nextCursor = nextCursorOf(await ask(server, '?kind=red&sort=price'));
    expect(idsAt(await ask(server, `?cursor=${nextCursor}&sort=price&kind=red&limit=2`), '/data')).toBe('37,39');
    expect(nextCursor).toBe(nextCursorOf(await ask(server, '?kind=red&sort=price')));
  });

  it.each([
    '?cursor={cursor}',
    '?cursor={cursor}&kind=blue',
    '?cursor={cursor}&kind=red&sort=-price',
    '?cursor={cursor}x&kind=red&sort=price',
    '?cursor=&kind=red&sort=price',
    '?cursor=3&kind=red&sort=price',
    '?cursor=WzMsIjAiXQ&kind=red&sort=price',
    '?cursor=%F0%9F%92%A9',
  ])('refuses "%s", where the cursor is of kind=red&sort=price', async (query) => {
    const server = serve(by(TEXT, TEXT));
    const nextCursor = nextCursorOf(await ask(server, '?kind=red&sort=price'));
    expect((await ask(server, query.replace('{cursor}', nextCursor))).status).toBe(400);
  });
});

/** The cursor of the next page, number or text; empty at the end. */
function nextCursorOf(answer: Answer | undefined): string {
  const nextCursor = answer && at(answer, '/paging/next_cursor');
  return typeof nextCursor === 'number' || typeof nextCursor === 'string' ? String(nextCursor) : '';
}
