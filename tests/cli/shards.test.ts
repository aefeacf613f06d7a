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

/** A green request of a report, without what a test is about. */
const requested = (id: string) => ({ id, name: id, folder: [], ok: true, attempts: 1, problems: [], notes: [] });

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

  const comparisons = (length: number) => Array.from({ length }, () => ({ form: 'compare' }));
  it.each([
    { what: 'the times', longest: { answer: { kind: 'answered', ms: 5_000 } }, others: {} },
    {
      what: 'the requests that scripts sent',
      longest: { requestsOfScripts: 200 },
      others: { requestsOfScripts: 1, assertions: comparisons(200) },
    },
    { what: 'the comparisons, where the client counts none', longest: { assertions: comparisons(200) }, others: {} },
  ])('have as much to do as each other, by $what of the last run', ({ longest, others }) => {
    const requests = requestsIn(suite.collection).map(({ id }, index) => ({
      id,
      answer: { kind: 'answered', ms: 10 },
      assertions: [],
      ...(index === 20 ? longest : others),
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

  it.each([
    { what: 'no order', shard: { number: 1, of: 1 }, want: 'cannot be read' },
    { what: 'more shards than there can be', shard: { number: 1, of: 2 ** 32, order: [] }, want: 'cannot be read' },
    {
      what: 'requests that are in no report',
      shard: { number: 1, of: 1, order: ['a', 'b', 'c'] },
      want: 'of 3 requests of the suite, 1 are in none of the reports',
    },
  ])('refuses $what', ({ shard, want }) => {
    const requests = [{ id: 'a', ok: true, attempts: 1, assertions: [], notes: [] }];
    const notSent = [{ id: 'b', name: 'B', folder: [], method: 'POST', reason: 'writes' }];
    const report = { requests, notSent, notices: [], problems: [], totals: { requestsOfScripts: 0, ms: 1 }, shard };
    expect(() => mergeReports([report as unknown as Reported])).toThrow(want);
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
      requests: [{ id, ok: false, attempts: 1, assertions: [], notes: [] }],
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
        requests: [{ id, ok: true, attempts: 1, assertions: [comparison], notes: [] }],
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
    const names = part ? namesOf(part.collection) : [];
    const needed = entry ? neededBy(entry).map(({ request }) => request.name) : [];
    expect(new Set(names)).toEqual(new Set([TOKEN, ...needed, item?.name, last?.name]));
  });

  it('sends nothing where nothing was red, and refuses a report of another suite', () => {
    expect(toFailed(suite, { requests: [] })).toBeUndefined();
    const other = [{ id: 'of-another', ok: false }] as unknown as Reported['requests'];
    expect(() => toFailed(suite, { requests: other })).toThrow('of-another');
  });
});

describe('the gates of merged reports', () => {
  const outcome = { kind: 'not-judged', reason: 'empty-list', tolerated: true } as const;
  const member = (state: string, more: object = {}) => ({ kind: 'header', name: '200 ETag', state, ...more });
  const shardOf = (number: number, rows: readonly object[], report: object = {}) =>
    ({
      name: 'API',
      client: 'newman',
      ok: true,
      exitCode: 0,
      requests: [{ ...requested(`${number}`), assertions: [{ name: 'x', planned: true, outcome }] }],
      notSent: [],
      problems: [],
      notices: [],
      totals: { requestsOfScripts: 0, ms: 1 },
      causes: [],
      coverage: { operations: [{ id: 'op', method: 'GET', path: '/', members: rows }], asserted: 0, assertable: 0 },
      shard: { number, of: 2, order: ['1', '2'] },
      ...report,
    }) as unknown as Reported;

  it.each([
    { what: 'asserted by one', rows: [member('not-asserted'), member('asserted')], want: member('asserted') },
    {
      what: 'not judged by both: the first of the suite says why',
      rows: [member('not-judged', { why: 'later', first: 7 }), member('not-judged', { why: 'sooner', first: 3 })],
      want: member('not-judged', { why: 'sooner', first: 3 }),
    },
    {
      what: 'out of reach of one: the other says why',
      rows: [member('out-of-reach'), member('not-asserted', { why: 'no assertion is about it' })],
      want: member('not-asserted', { why: 'no assertion is about it' }),
    },
    {
      what: 'not sent by one, and no request of the other',
      rows: [
        member('not-asserted', { why: 'no request sends it' }),
        member('not-asserted', { why: 'its requests were not sent' }),
      ],
      want: member('not-asserted', { why: 'its requests were not sent' }),
    },
    {
      what: 'out of reach of both',
      rows: [member('out-of-reach'), member('out-of-reach')],
      want: member('out-of-reach'),
    },
  ])('a member is $what', ({ rows, want }) => {
    const { coverage } = mergeReports(rows.map((row, index) => shardOf(index + 1, [row])));
    expect(coverage?.operations[0]?.members).toEqual([want]);
  });

  it('see the coverage of all shards', () => {
    const shards = [
      shardOf(1, [member('asserted'), member('not-asserted')]),
      shardOf(2, [member('not-asserted'), member('not-asserted')]),
    ];
    expect(mergeReports(shards, { minCoverage: 50 })).toMatchObject({ ok: true, exitCode: 0 });
    expect(mergeReports(shards, { minCoverage: 51 })).toMatchObject({
      ok: false,
      exitCode: 1,
      causes: [{ title: 'Only 50 % of what the description has is asserted, and --min-coverage is 51 %' }],
    });
  });

  it('need reports that have it', () => {
    const shards = [shardOf(1, []), shardOf(2, [], { coverage: undefined })];
    expect(() => mergeReports(shards, { minCoverage: 1 })).toThrow('--min-coverage needs reports');
  });

  it.each([
    {
      what: 'one shard has none',
      shards: [shardOf(1, []), shardOf(2, [], { coverage: undefined })],
      want: ['shard 2 of 2 has none in its report'],
    },
    {
      what: 'shards have others',
      shards: [shardOf(1, []), shardOf(2, [member('asserted')])],
      want: ['the shards have that of different descriptions'],
    },
    {
      what: 'no shard has one',
      shards: [1, 2].map((number) => shardOf(number, [], { coverage: undefined })),
      want: [],
    },
  ])('say that the coverage is not known where $what', ({ shards, want }) => {
    expect(mergeReports(shards).notices).toEqual(
      want.map((why) => `The coverage of the whole run is not known: ${why}.`),
    );
  });

  it('see what no shard may leave without a judgement', () => {
    const shards = [shardOf(1, []), shardOf(2, [])];
    expect(mergeReports(shards, { failOn: ['no-order'] })).toMatchObject({ ok: true });
    expect(mergeReports(shards, { failOn: ['empty-list'] })).toMatchObject({
      ok: false,
      exitCode: 1,
      notJudged: [{ reason: 'empty-list', count: 2, tolerated: false }],
      causes: [{ kind: 'not-judged', requests: [{ id: '1' }, { id: '2' }] }],
    });
  });

  it('find that credentials were refused only where no shard was let in', () => {
    const refusal = 'The server refused the credentials: every request that sends them was answered with 403. Run `x`.';
    const requestOf = (id: string, status: number) => {
      const failed = { kind: 'failed', message: 'expected 200 but got 403' };
      const outcome = status === 200 ? { kind: 'passed' } : failed;
      const answer = { kind: 'answered', status };
      const assertions = [{ name: 'Status is 200', planned: true, outcome }];
      return { ...requested(id), ok: status === 200, authenticates: true, answer, assertions };
    };
    const refused = (number: number) =>
      shardOf(number, [], {
        ok: false,
        exitCode: 4,
        problems: [refusal],
        requests: [requestOf(`${number}`, 403)],
        causes: undefined,
      });
    const both = mergeReports([refused(1), refused(2)]);
    expect(both).toMatchObject({ exitCode: 4, causes: [{ kind: 'problem', requests: [{ id: '1' }, { id: '2' }] }] });
    const one = mergeReports([refused(1), shardOf(2, [], { requests: [requestOf('2', 200)] })]);
    expect(one).toMatchObject({ exitCode: 1, problems: [], causes: [{ kind: 'broken', requests: [{ id: '1' }] }] });
  });

  it('say where no request that may succeed could be judged, of all shards together', () => {
    const requestOf = (id: string, status: number) => {
      const open = { kind: 'not-judged', reason: 'unknown-data', tolerated: true };
      const outcome = status === 200 ? { kind: 'passed' } : open;
      const answer = { kind: 'answered', status };
      return { ...requested(id), answer, assertions: [{ name: 'Status is 200', planned: true, outcome }] };
    };
    const shard = (number: number, status: number) =>
      shardOf(number, [], { requests: [requestOf(`${number}`, status)], causes: undefined });
    expect(mergeReports([shard(1, 404), shard(2, 404)])).toMatchObject({ ok: false, exitCode: 4 });
    expect(mergeReports([shard(1, 404), shard(2, 200)])).toMatchObject({ ok: true, exitCode: 0, problems: [] });
  });

  it.each([
    { where: 'no token was granted', problems: ['The run ended because it got no access token: x'], answer: undefined },
    {
      where: 'no response came',
      problems: ['No request got a response: the target cannot be reached from here.'],
      answer: { kind: 'unanswered', error: 'lost', cause: 'lost' },
    },
  ])('say no more than a whole run where $where', ({ problems, answer }) => {
    const outcome = { kind: 'not-judged', reason: 'no-answer', tolerated: false };
    const requestOf = (id: string) => ({
      ...requested(id),
      ok: false,
      authenticates: true,
      answer,
      problems: ['x'],
      assertions: [{ name: 'x', form: 'compare', planned: true, outcome: answer ? outcome : { kind: 'missing' } }],
    });
    const silent = (number: number) =>
      shardOf(number, [], { ok: false, exitCode: 4, problems, requests: [requestOf(`${number}`)], causes: undefined });
    expect(mergeReports([silent(1), silent(2)])).toMatchObject({ exitCode: 4, problems });
  });

  it('name the shard that was given twice', () => {
    const [one, two] = [shardOf(1, []), shardOf(2, [])];
    expect(() => mergeReports([one, one])).toThrow('of 2 shards, these were given more than once: 1');
    expect(() => mergeReports([one, two, two])).toThrow('these were given more than once: 2');
  });
});
