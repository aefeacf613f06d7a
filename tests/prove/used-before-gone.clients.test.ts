/** What is created is used before it is deleted, and nothing is sent to what is gone: a server that keeps what it is given. */
import { expect, it } from 'vitest';
import { shop, shopServer } from '../contract/support/shop-with-state.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { brokenIn, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';

it.each(CLIENTS)('a correct server is never called wrong by %s, all is judged but an empty page', async (client) => {
  // Its ids have characters that a path gives a meaning: `a/b`, `50%`, `q?x=1`, `{{base_url}}`.
  const { fetch, log } = shopServer(true);
  const verdict = await tried(await suiteOf(shop), { fetch, client });
  expect({ broken: brokenIn(verdict), notJudged: notJudgedIn(verdict) }).toEqual({
    broken: [],
    notJudged: ['Orders: the second page: empty-list'],
  });
  const changes = log.filter((line) => !/^GET| 4\d\d$/.test(line));
  const [, order] = /^PATCH \/orders\/(.*) 200$/.exec(changes[1] ?? '') ?? [];
  const [, line] = /\/lines\/(.*) 200$/.exec(changes[3] ?? '') ?? [];
  expect(changes).toEqual([
    'POST /orders 201',
    `PATCH /orders/${order} 200`,
    `POST /orders/${order}/lines 201`,
    `PUT /orders/${order}/lines/${line} 200`,
    `POST /orders/${order}/cancel 200`,
    `DELETE /orders/${order}/lines/${line} 204`,
    `DELETE /orders/${order} 204`,
  ]);
});
