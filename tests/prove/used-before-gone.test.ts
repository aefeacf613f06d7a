/** What is created is used before it is deleted, and nothing is sent to what is gone: a server that keeps what it is given. */
import { beforeAll, expect, it } from 'vitest';
import type { Verdict } from '../../src/run/verdict.ts';
import { shop, shopServer } from '../contract/support/shop-with-state.ts';
import { brokenIn, notJudgedIn, suiteOf, tried } from '../helpers/suite.ts';

// Its ids have characters that a path gives a meaning: `a/b`, `50%`, `q?x=1`, `{{base_url}}`.
const { fetch, log } = shopServer(true);
let verdict: Verdict;

beforeAll(async () => {
  verdict = await tried(await suiteOf(shop), { fetch });
});

it('is never called wrong, and everything is judged', () => {
  expect({ broken: brokenIn(verdict), notJudged: notJudgedIn(verdict) }).toEqual({ broken: [], notJudged: [] });
});

it('gets each change of what was created before its end', () => {
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
