/** A suite in shards, and what of it is sent again. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/cli/compose.ts';
import { toFailed, toShard, toShardNumber, type WholeSuite } from '../../src/cli/suite-part.ts';
import { toDependencies } from '../../src/contract/dependencies.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { requestsIn } from '../../src/postman/types.ts';
import type { Cause } from '../../src/report/causes.ts';
import { mergeReports } from '../../src/report/merge.ts';
import type { Reported } from '../../src/report/notes.ts';
import { INCIDENT } from './support/cli.ts';

let suite: WholeSuite;
beforeAll(async () => {
  suite = await compose(INCIDENT, {});
});

const namesOf = (collection: WholeSuite['collection']) => requestsIn(collection).map(({ name }) => name);
const TOKEN = 'Get an access token';

describe('shards', () => {
  it.each([1, 2, 3, 7])('%i have each request once, and the token in each', (of) => {
    const parts = Array.from({ length: of }, (_, index) => toShard(suite, { number: index + 1, of }));
    const names = parts.map(({ collection }) => namesOf(collection));
    for (const part of names) expect(part).toContain(TOKEN);
    const sent = names.flat().filter((name) => name !== TOKEN);
    expect(sent.sort()).toEqual(
      namesOf(suite.collection)
        .filter((name) => name !== TOKEN)
        .sort(),
    );
  });

  it('keep requests together that need each other', () => {
    const { neededBy } = toDependencies(suite.contract);
    const parts = [1, 2, 3].map((number) => namesOf(toShard(suite, { number, of: 3 }).collection));
    for (const entry of entriesOf(suite.contract)) {
      const own = parts.find((part) => part.includes(entry.request.name));
      for (const { request } of neededBy(entry)) expect(own).toContain(request.name);
    }
  });

  it('have as much to do as each other, by the times of the last run', () => {
    const requests = requestsIn(suite.collection).map(({ id }, index) => ({
      id,
      answer: { kind: 'answered', ms: index === 20 ? 5_000 : 10 },
      assertions: [],
    }));
    const last = { requests } as unknown as Reported;
    const slow = requestsIn(suite.collection)[20]?.name ?? '';
    const sizes = [1, 2].map((number) => namesOf(toShard(suite, { number, of: 2 }, last).collection));
    const withSlow = sizes.find((part) => part.includes(slow)) ?? [];
    expect(withSlow.length).toBeLessThan(namesOf(suite.collection).length / 2);
  });

  it('refuse a collection with a request that the description does not give', () => {
    const mine = requestsIn(suite.collection)
      .slice(0, 1)
      .map((item) => ({ ...item, id: 'mine', name: 'Mine' }));
    const folder = { id: 'mine', name: 'Mine', description: '', item: mine };
    const collection = { ...suite.collection, item: [...suite.collection.item, folder] };
    expect(() => toShard({ ...suite, collection }, { number: 1, of: 2 })).toThrow('does not give: Mine');
  });

  it.each(['0/2', '3/2', '1', 'a/b', '-1/2', '1/0'])('are not %s', (text) => {
    expect(() => toShardNumber(text)).toThrow('--shard takes a number and how many there are');
  });
});

describe('report merge', () => {
  it('refuses no reports, and reports of no shard', () => {
    expect(() => mergeReports([])).toThrow('there is no report to merge');
    expect(() => mergeReports([{ requests: [] } as unknown as Reported])).toThrow('is not that of a shard');
  });
});

describe('the causes of merged reports', () => {
  const causeOf = (id: string, request: string, line: number): Cause => ({
    id,
    kind: 'broken',
    title: id,
    message: 'wrong',
    hints: [],
    places: [{ file: 'api.yaml', line }],
    requests: [{ id: request, name: request, method: 'GET', message: 'wrong', also: [] }],
  });
  const shardOf = (number: number, id: string, causes: readonly Cause[]) =>
    ({
      name: 'API',
      client: 'newman',
      exitCode: 1,
      requests: [{ id, ok: false, attempts: 1, assertions: [] }],
      notSent: [],
      problems: [],
      notices: [],
      totals: { requestsOfScripts: 0, ms: 1 },
      causes,
      shard: { number, of: 2, order: ['a', 'b'] },
    }) as unknown as Reported;

  it('are told once, in the order of the suite, with the requests and the places of all shards', () => {
    const second = shardOf(2, 'b', [causeOf('count', 'b', 9), causeOf('type', 'b', 7)]);
    const { causes = [] } = mergeReports([second, shardOf(1, 'a', [causeOf('count', 'a', 3)])]);
    expect(causes.map(({ id, requests }) => [id, requests.map((one) => one.id)])).toEqual([
      ['count', ['a', 'b']],
      ['type', ['b']],
    ]);
    expect(causes[0]?.places.map(({ line }) => line).toSorted()).toEqual([3, 9]);
  });

  it('say where no comparison of the whole run could be judged', () => {
    const comparison = { name: 'x', form: 'compare', planned: true, outcome: { kind: 'not-judged', reason: 'moved' } };
    const blind = (number: number, id: string) =>
      ({
        ...shardOf(number, id, []),
        exitCode: 0,
        requests: [{ id, ok: true, attempts: 1, assertions: [comparison] }],
      }) as unknown as Reported;
    const { ok, causes = [] } = mergeReports([blind(1, 'a'), blind(2, 'b')]);
    expect({ ok, kinds: causes.map(({ kind }) => kind) }).toEqual({ ok: false, kinds: ['problem'] });
  });

  it('are not those of different clients', () => {
    const other = { ...shardOf(2, 'b', []), client: 'postman' } as Reported;
    expect(() => mergeReports([shardOf(1, 'a', []), other])).toThrow('different clients');
  });
});

describe('run --failed', () => {
  it('sends what was red or not sent, what that needs, and the request for the token', () => {
    const { collection, contract } = suite;
    const { neededBy } = toDependencies(contract);
    const entry = entriesOf(contract).find((one) => neededBy(one).length > 0);
    const item = requestsIn(collection).find(({ name }) => name === entry?.request.name);
    const answer = { kind: 'answered' };
    const last = requestsIn(collection).find(({ name }) => name.endsWith(': no token'));
    const requests = [
      { id: item?.id, ok: false, answer },
      { id: last?.id, ok: true },
    ];
    const part = toFailed(suite, { requests: requests as unknown as Reported['requests'] });
    const names = part ? namesOf(part) : [];
    const needed = entry ? neededBy(entry).map(({ request }) => request.name) : [];
    expect(new Set(names)).toEqual(new Set([TOKEN, ...needed, item?.name, last?.name]));
  });

  it('sends nothing where nothing was red, and refuses a report of another suite', () => {
    expect(toFailed(suite, { requests: [] })).toBeUndefined();
    const other = [{ id: 'of-another', ok: false }] as unknown as Reported['requests'];
    expect(() => toFailed(suite, { requests: other })).toThrow('of-another');
  });
});
