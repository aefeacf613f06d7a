/** What comparisons read of a server, how often, and what they say where it moves or refuses. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { About, ListData } from '../../src/sandbox/request-data.ts';
import type { Ran } from '../helpers/in-newman.ts';
import { type Case, runCases } from '../helpers/in-sandbox.ts';
import { type Reply, serverThat } from '../helpers/server.ts';

const plain: ListData = { items: '', id: '/id', unique: true, agreement: 'shared', ends: ['', ''] };
const offset = { ...plain, limit: 'limit', paging: { kind: 'offset', parameter: 'offset' } } as const;

const LISTS: Readonly<Record<string, ListData>> = {
  plain,
  offset,
  most: { ...offset, most: 3 },
  full: { ...offset, most: 3, fullPages: true },
  page: { ...plain, limit: 'limit', paging: { kind: 'page', parameter: 'page', first: 1 } },
  cursor: { ...plain, items: '/data', paging: { kind: 'cursor', parameter: 'after', next: '/next' } },
  linked: { ...plain, next: { kind: 'link-header' } },
  member: { ...plain, items: '/data', next: { kind: 'member', pointer: '/links/next' } },
  slashed: { ...plain, ends: ['/', '/'] },
  extended: { ...plain, ends: ['.json', '.json'] },
  sorted: { ...plain, sorting: ['sort'], order: [['sort', 'id']] },
};

const about = (list: string, more: Partial<About> = {}): About => ({ list, isList: true, query: {}, ...more });
const itemsTo = (end: number) => Array.from({ length: end }, (_, id) => ({ id, even: id % 2 === 0 }));

/** Servers of lists, by the first part of the path. */
const SERVERS: Readonly<Record<string, (url: URL, calls: number) => Reply>> = {
  plain: () => ({ body: itemsTo(5) }),
  /** Five items, two at once unless more are requested, four at most. */
  offset: ({ searchParams }) => {
    const from = Number(searchParams.get('offset') ?? 0);
    const size = Math.min(Number(searchParams.get('limit') ?? 2), 4);
    return { body: itemsTo(5).slice(from, from + size) };
  },
  page: ({ searchParams }) => {
    const page = Number(searchParams.get('page') ?? 1) - 1;
    return { body: itemsTo(4).slice(page * 2, page * 2 + 2) };
  },
  cursor: ({ searchParams }) => {
    const after = Number(searchParams.get('after') ?? 0);
    return { body: { data: itemsTo(5).slice(after, after + 2), next: after < 4 ? String(after + 2) : null } };
  },
  linked: ({ searchParams }) => {
    const page = Number(searchParams.get('p') ?? 0);
    const first = '<https://elsewhere.example/v1/linked?p=0>; rel="first"';
    const next = `<https://elsewhere.example/v1/linked?p=${page + 1}>; rel="next"`;
    return {
      headers: { Link: page < 2 ? `${first}, ${next}` : first },
      body: itemsTo(5).slice(page * 2, page * 2 + 2),
    };
  },
  several: () => ({ headers: { Link: ['</1?p=0>; rel="first"', '</1?p=1>; rel=next'] }, body: [] }),
  pathOnly: () => ({ headers: { Link: '<https://elsewhere.example/pathOnly/2>; rel="next"' }, body: [] }),
  relative: () => ({ headers: { Link: '<2>; rel="next"' }, body: [] }),
  quoted: () => ({ headers: { Link: '<1?p=1,2>; title="x"; rel="last next"' }, body: [] }),
  deep: ({ pathname }) => ({ headers: { Link: `<${pathname}/2?p=1>; rel="next"` }, body: [] }),
  member: ({ searchParams, pathname }) => {
    const page = Number(searchParams.get('p') ?? 0);
    return {
      body: { data: itemsTo(3).slice(page * 2, page * 2 + 2), links: page === 0 ? { next: `${pathname}?p=1#y` } : {} },
    };
  },
  /** Its parts begin anew at their end. */
  endless: ({ searchParams }) => {
    const from = Number(searchParams.get('offset') ?? 0) % 4;
    return { body: itemsTo(4).slice(from, from + 2) };
  },
  /** An item before the next part is new: that part begins with one of the part before. */
  shifted: ({ searchParams }) => {
    const from = Number(searchParams.get('offset') ?? 0);
    return { body: itemsTo(5).slice(Math.max(0, from - 1), from + 1) };
  },
  /** It refuses what lies beyond its end. */
  strict: ({ searchParams }) => {
    const from = Number(searchParams.get('offset') ?? 0);
    return from >= 4 ? { status: 416, body: {} } : { body: itemsTo(4).slice(from, from + 2) };
  },
  long: ({ searchParams }) => {
    const from = Number(searchParams.get('offset') ?? 0);
    return { body: itemsTo(1000).slice(from, from + 2) };
  },
  moving: (_, calls) => ({ body: itemsTo(calls) }),
  /** Five items, in another order each time. */
  mixed: (_, calls) => ({ body: [...itemsTo(5).slice(calls % 5), ...itemsTo(calls % 5)] }),
  /** Right when it is read a second time. */
  late: (_, calls) => ({ body: itemsTo(calls === 1 ? 4 : 5) }),
  throttled: (_, calls) => (calls === 1 ? { body: itemsTo(2) } : { status: 429, body: {} }),
  busy: (_, calls) => (calls === 1 ? { body: itemsTo(2) } : { status: 503, body: {} }),
  /** Throttled only when it is read anew. */
  tired: (_, calls) => (calls < 3 ? { body: itemsTo(2) } : { status: 429, body: {} }),
  broken: (_, calls) => (calls === 1 ? { body: itemsTo(2) } : { status: 500, body: {} }),
  noList: (_, calls) => ({ body: calls === 1 ? itemsTo(2) : {} }),
};

interface Row {
  /** The path, with the name of the server first; unique. */
  readonly path: string;
  readonly about: About;
  readonly script: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is reported, failures as `name: message`. */
  readonly want: readonly string[];
  /** What was asked of the server, this request among it; not told where it does not matter. */
  readonly requested?: readonly string[];
}

/** Fails with what was read: ids and whether more follows. */
const TELL = `pm.expect.fail(JSON.stringify(whole.items.map(idOf)) + (whole.isCut ? ' cut' : ''))`;
const tell = (reader: string) => `compare('it', ['${reader}'], ({ ${reader}: whole }) => ${TELL}); runComparisons();`;
const sizeIs = (size: number, reader = 'whole') =>
  `compare('it', ['${reader}'], ({ ${reader}: read }) => pm.expect(read.items.length).to.equal(${size})); runComparisons();`;
const isLinked = (query: string) =>
  `pm.test('it', () => pm.expect(nextUrl(pm.response)).to.equal(pm.request.url.toString().split('?')[0] + '${query}'));`;

const ROWS: readonly Row[] = [
  { path: 'plain/1', about: about('plain'), script: tell('whole'), want: ['it: [0,1,2,3,4]'] },
  {
    path: 'offset/1',
    about: about('offset'),
    script: tell('whole'),
    want: ['it: [0,1,2,3,4]'],
  },
  {
    path: 'offset/2?limit=1&offset=2',
    about: about('most', { query: { limit: '1', offset: '2' } }),
    script: sizeIs(5),
    want: ['it'],
    requested: [
      'offset/2?limit=1&offset=2',
      'offset/2?limit=3',
      'offset/2?limit=3&offset=3',
      'offset/2?limit=3&offset=5',
    ],
  },
  {
    path: 'offset/4?limit=3',
    about: about('most', { query: { limit: '3' }, size: 2 }),
    script: sizeIs(5),
    want: ['it'],
    requested: ['offset/4?limit=3', 'offset/4?limit=3', 'offset/4?limit=3&offset=3', 'offset/4?limit=3&offset=5'],
  },
  {
    // What this request has as a page is read in other pages.
    path: 'offset/5?limit=3',
    about: about('most', { query: { limit: '3' }, size: 2 }),
    script: sizeIs(5, 'ordered'),
    want: ['it'],
    requested: [
      'offset/5?limit=3',
      'offset/5?limit=2',
      'offset/5?limit=2&offset=2',
      'offset/5?limit=2&offset=4',
      'offset/5?limit=2&offset=5',
    ],
  },
  {
    // As many as were requested, so one more part may follow; where pages are full, a shorter one is the last.
    path: 'offset/3',
    about: about('full'),
    script: sizeIs(5),
    want: ['it'],
    requested: ['offset/3', 'offset/3?limit=3', 'offset/3?limit=3&offset=3'],
  },
  {
    path: 'page/1',
    about: about('page'),
    script: sizeIs(4),
    want: ['it'],
    requested: ['page/1', 'page/1', 'page/1?page=2', 'page/1?page=3'],
  },
  {
    path: 'cursor/1',
    about: about('cursor'),
    script: sizeIs(5),
    want: ['it'],
    requested: ['cursor/1', 'cursor/1', 'cursor/1?after=2', 'cursor/1?after=4'],
  },
  {
    path: 'linked/1',
    about: about('linked'),
    script: sizeIs(5),
    want: ['it'],
    requested: ['linked/1', 'linked/1', 'linked/1?p=1', 'linked/1?p=2'],
  },
  {
    path: 'member/1',
    about: about('member'),
    script: sizeIs(3),
    want: ['it'],
    requested: ['member/1', 'member/1', 'member/1?p=1'],
  },
  { path: 'endless/1', about: about('offset'), script: sizeIs(6), want: ['it'] },
  { path: 'strict/1', about: about('offset'), script: sizeIs(4), want: ['it'] },
  {
    path: 'shifted/1',
    about: about('offset'),
    script: `compare('it', ['whole'], ({ whole }) => pm.expect(whole.items.map(idOf)).to.include(4)); runComparisons();`,
    want: ['it'],
  },
  {
    path: 'long/1',
    about: about('offset'),
    script: `compare('it', ['whole'], ({ whole }) => sliceOf(whole)); runComparisons();`,
    want: ['it (not judged: only a part of the list was read)'],
  },
  {
    path: 'long/2',
    about: about('offset', { upTo: 3 }),
    script: `compare('it', ['ordered'], ({ ordered }) => pm.expect(sliceOf(ordered, 1, 3).map(idOf)).to.eql([1, 2])); runComparisons();`,
    want: ['it'],
    requested: ['long/2', 'long/2', 'long/2?offset=2'],
  },
  {
    path: 'long/3?limit=2',
    about: about('offset', { query: { limit: '2' } }),
    script: sizeIs(6, 'pages'),
    want: ['it'],
    requested: ['long/3?limit=2', 'long/3?limit=2&offset=2', 'long/3?limit=2&offset=4'],
  },
  {
    path: 'plain/2?sort=-id&x=1',
    about: about('sorted', { query: { sort: '-id', x: '1' } }),
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/2?sort=-id&x=1', 'plain/2?x=1&sort=id'],
  },
  {
    path: 'plain/3/4?x=1',
    about: { list: 'sorted', query: { x: '1' } },
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/3/4?x=1', 'plain/3?sort=id'],
  },
  {
    path: 'plain/s/4/',
    about: { list: 'slashed', query: {} },
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/s/4/', 'plain/s/'],
  },
  {
    path: 'plain/x/4.json?x=1',
    about: { list: 'extended', query: { x: '1' } },
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/x/4.json?x=1', 'plain/x.json'],
  },
  {
    path: 'plain/t/?x=1',
    about: about('slashed', { query: { x: '1' } }),
    script: `compare('it', ['whole', 'details'], ({ details }) => pm.expect(details.length).to.equal(4)); runComparisons();`,
    want: ['it'],
    requested: ['plain/t/?x=1', 'plain/t/?x=1', 'plain/t/0/', 'plain/t/2/', 'plain/t/4/', 'plain/t/3/'],
  },
  {
    path: 'plain/9/4?x=1',
    about: { list: 'sorted', query: { x: '1' }, required: [['ids', '1']] },
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/9/4?x=1', 'plain/9?ids=1&sort=id'],
  },
  {
    // A link of the list leads to a page of it, and not to one of the item.
    path: 'member/2/0',
    about: { list: 'member', query: {} },
    script: sizeIs(3),
    want: ['it'],
    requested: ['member/2/0', 'member/2', 'member/2?p=1'],
  },
  {
    path: 'plain/4?even=true',
    about: about('plain', { query: { even: 'true' }, filters: [{ parameter: 'even', member: '/even' }] }),
    script: `compare('it', ['whole', 'matching'], ({ whole, matching }) => pm.expect([sliceOf(whole), sliceOf(matching)].map((all) => all.length)).to.eql([5, 5])); runComparisons();`,
    want: ['it'],
    requested: ['plain/4?even=true', 'plain/4', 'plain/4?even=true'],
  },
  {
    path: 'plain/5?even=true',
    about: about('plain', { query: { even: 'true' }, filters: [{ parameter: 'even', member: '/even' }] }),
    script: `compare('it', ['whole'], ({ whole }) => expectComplete([{ id: 0 }, { id: 4 }], whole, true));
compare('exact', ['whole'], ({ whole }) => expectComplete(whole.items, whole, true));
compare('not exact', ['whole'], ({ whole }) => expectComplete(whole.items, whole, false)); runComparisons();`,
    want: ['it: missing: [2]', 'exact: not in the whole list, or does not match: [1,3]', 'not exact'],
  },
  {
    path: 'several/1?p=0',
    about: about('linked', { query: { p: '0' } }),
    script: isLinked('?p=1'),
    want: ['it'],
  },
  { path: 'quoted/1', about: about('linked'), script: isLinked('?p=1,2'), want: ['it'] },
  { path: 'deep/1', about: about('linked'), script: isLinked('/2?p=1'), want: ['it'] },
  {
    path: 'pathOnly/1?p=1',
    about: about('linked', { query: { p: '1' } }),
    script: `pm.test('it', () => pm.expect(nextUrl(pm.response)).to.equal(pm.request.url.toString().replace('1?p=1', '2')));`,
    want: ['it'],
  },
  {
    path: 'relative/1',
    about: about('linked'),
    script: `pm.test('it', () => pm.expect(nextUrl(pm.response)).to.equal(''));`,
    want: ['it'],
  },
  {
    path: 'linked/2?p=2',
    about: about('linked'),
    script: `pm.test('it', () => pm.expect(nextUrl(pm.response)).to.equal(''));`,
    want: ['it'],
  },
  {
    path: 'plain/6?x=2',
    about: about('plain', { query: { x: '1' } }),
    script: `testAsSent('that', () => pm.expect.fail()); ${sizeIs(5)}`,
    want: ['that (not judged: the request was changed)', 'it (not judged: the request was changed)'],
    requested: ['plain/6?x=2'],
  },
  {
    path: 'plain/7?fields=status&x=1&fields=id',
    about: about('plain', { query: { fields: 'id&fields=status', x: '1' } }),
    script: `testAsSent('it', () => undefined);`,
    want: ['it'],
  },
  {
    path: 'plain/7?fields=id&fields=other',
    about: about('plain', { query: { fields: 'id&fields=status' } }),
    script: `testAsSent('it', () => undefined);`,
    want: ['it (not judged: the request was changed)'],
  },
  {
    path: 'plain/7?y=%zz&x=a+b',
    about: about('plain', { query: { x: 'a b' }, ignored: ['y'] }),
    script: `testAsSent('it', () => undefined);`,
    want: ['it'],
  },

  // What stands as it is fails after three looks; everything is read anew, once a look.
  {
    path: 'plain/8',
    about: about('plain'),
    script: `compare('right', ['whole'], () => undefined); compare('skipped', ['whole'], () => skipHere('no-order'));
compare('wrong', ['whole', 'ordered'], () => pm.expect.fail('no')); runComparisons();`,
    want: ['right', 'skipped (not judged: the list has no stable order)', 'wrong: no'],
    requested: ['plain/8', 'plain/8', 'plain/8', 'plain/8', 'plain/8', 'plain/8'],
  },
  {
    path: 'moving/1',
    about: about('plain'),
    script: sizeIs(1),
    want: ['it (not judged: the data moved: expected 2 to equal 1)'],
  },
  {
    path: 'moving/2',
    about: about('plain', { unordered: true }),
    script: sizeIs(1),
    want: ['it (not judged: the list has no stable order)'],
  },
  // An order that moves explains no wrong number of items. A number that moves is not that of the whole list.
  {
    path: 'mixed/1',
    about: about('plain', { unordered: true }),
    script: `compare('first', ['whole'], ({ whole }) => pm.expect(whole.items[0].id).to.equal('none'));
compare('number', ['whole'], ({ whole }) => pm.expect(44).to.equal(whole.items.length), true); runComparisons();`,
    want: ['first (not judged: the list has no stable order)', 'number: expected 44 to equal 5'],
  },
  {
    path: 'moving/3',
    about: about('plain', { unordered: true }),
    script: `compare('number', ['whole'], ({ whole }) => pm.expect(44).to.equal(whole.items.length), true); runComparisons();`,
    want: ['number (not judged: the list has no stable order)'],
  },
  {
    path: 'late/1',
    about: about('plain'),
    script: `compare('it', ['again'], ({ response, again }) => expectSameItems(items(response), again.items)); runComparisons();`,
    want: ['it (not judged: the data moved: at /4: expected the item 4, got nothing)'],
  },
  {
    path: 'throttled/1',
    about: about('plain'),
    script: sizeIs(2),
    want: ['it (not judged: the server refused to return the list again: HTTP 429)'],
  },
  {
    path: 'busy/1',
    about: about('plain'),
    script: sizeIs(2),
    want: ['it (not judged: the server refused to return the list again: HTTP 503)'],
  },
  {
    path: 'tired/1',
    about: about('plain'),
    script: `compare('right', ['whole'], () => undefined); compare('skipped', ['whole'], () => skipHere('no-order'));
compare('wrong', ['whole'], () => pm.expect.fail('no')); runComparisons();`,
    want: [
      'right',
      'skipped (not judged: the list has no stable order)',
      'wrong (not judged: the server refused to return the list again: no)',
    ],
  },
  {
    path: 'broken/1',
    about: about('plain'),
    script: sizeIs(2),
    want: ['it: cannot compare: a further request got HTTP 500'],
  },
  {
    path: 'noList/1',
    about: about('plain'),
    script: sizeIs(2),
    want: ['it: cannot compare: the list: expected an array, got {}'],
  },
  {
    path: 'offset/9',
    about: about('cursor'),
    script: `compare('it', ['pages'], () => undefined); runComparisons();`,
    want: ['it: cannot compare: the list: expected an array, got nothing'],
  },

  // A list is read once in a run, for each URL and headers.
  {
    path: 'plain/once?x=1',
    about: about('sorted', { query: { x: '1' } }),
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/once?x=1', 'plain/once?x=1&sort=id'],
  },
  {
    path: 'plain/once?x=1&sort=id',
    about: about('sorted', { query: { x: '1', sort: 'id' } }),
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/once?x=1&sort=id'],
  },
  {
    path: 'plain/once?sort=x&x=1',
    about: about('sorted', { query: { x: '1', sort: 'x' } }),
    script: sizeIs(5),
    headers: { Authorization: 'Bearer other' },
    want: ['it'],
    requested: ['plain/once?sort=x&x=1', 'plain/once?x=1&sort=id'],
  },
  {
    path: 'plain/once?x=2',
    about: about('sorted', { query: { x: '2' } }),
    script: sizeIs(5),
    want: ['it'],
    requested: ['plain/once?x=2', 'plain/once?x=2&sort=id'],
  },
  // One that is cut at its most parts is read no further.
  { path: 'long/once?sort=a', about: about('offset', { query: { sort: 'a' } }), script: sizeIs(50), want: ['it'] },
  {
    path: 'long/once?sort=a&limit=1',
    about: about('offset', { query: { sort: 'a', limit: '1' } }),
    script: sizeIs(50),
    want: ['it'],
    requested: ['long/once?sort=a&limit=1'],
  },

  // The last ones spend the budget of the run.
  {
    path: 'plain/bytes',
    about: about('plain'),
    script: `pm.test('counted', () => pm.expect(spent().bytes).to.be.above(1000)); ${sizeIs(5)}`,
    want: ['counted', 'it'],
  },
  {
    path: 'plain/more',
    about: about('plain'),
    script: `compare('right', ['whole'], () => undefined);
spent().requests = 0; spent().bytes = 0;
compare('wrong', ['whole'], () => { spent().bytes = BUDGET.bytes + 1; pm.expect.fail('no'); }); runComparisons();`,
    want: ['right', 'wrong (not judged: it failed, and the budget for reading lists is spent: no)'],
    requested: ['plain/more', 'plain/more'],
  },
  {
    path: 'plain/requests',
    about: about('plain'),
    script: `spent().requests = BUDGET.requests; ${sizeIs(5)}`,
    want: ['it (not judged: the budget for reading lists is spent)'],
    requested: ['plain/requests'],
  },
];

describe('a comparison', () => {
  const stated: string[][] = ROWS.map(() => []);
  const requested: string[][] = ROWS.map(() => []);
  let ran: Ran;

  beforeAll(async () => {
    let current: string[] | undefined;
    const calls = new Map<string, number>();
    const { url } = await serverThat((request) => {
      const wanted = new URL(request.url, 'http://localhost');
      const [, server = '', place] = wanted.pathname.split('/');
      if (server === 'begin') {
        current = requested[Number(place)];
        return {};
      }
      current?.push(request.url.slice(1));
      const count = (calls.get(wanted.pathname) ?? 0) + 1;
      calls.set(wanted.pathname, count);
      return SERVERS[server]?.(wanted, count) ?? { status: 404 };
    });
    const cases = ROWS.map(
      (row, index): Case => ({
        url: `${url}/${row.path}`,
        before: `pm.sendRequest('${url}/begin/${index}', () => undefined);`,
        script: `pm.test('begin', () => undefined); ${row.script}`,
        about: row.about,
        ...(row.headers && { headers: row.headers }),
      }),
    );
    ran = await runCases(cases, LISTS);
    let index = -1;
    for (const { name, error } of ran.assertions) {
      if (name === 'begin') index += 1;
      else stated[index]?.push(error ? `${name}: ${error.message}` : name);
    }
  });

  it('never throws outside of an assertion', () => {
    expect(ran.faults).toEqual([]);
  });

  const rows = ROWS.map((row, index) => ({ ...row, index }));

  it.each(rows)('of $path says $want', ({ index, want }) => {
    expect(stated[index]).toEqual(want);
  });

  it.each(rows.filter((row) => row.requested))(
    'of $path asks the server for $requested',
    ({ index, requested: want }) => {
      expect(requested[index]).toEqual(want);
    },
  );
});

it('knows nothing of what an earlier run has read', async () => {
  const { url, received } = await serverThat(() => ({ body: itemsTo(2) }));
  const one: Case = { url: `${url}/a?x=1`, about: about('sorted', { query: { x: '1' } }), script: sizeIs(2) };
  for (let run = 0; run < 2; run += 1) {
    const { assertions, faults } = await runCases([one, { ...one, url: `${url}/a?x=1` }], LISTS);
    expect({ assertions, faults }).toEqual({ assertions: [{ name: 'it' }, { name: 'it' }], faults: [] });
  }
  expect(received.map((request) => request.url)).toEqual([
    '/a?x=1',
    '/a?x=1&sort=id',
    '/a?x=1',
    '/a?x=1',
    '/a?x=1&sort=id',
    '/a?x=1',
  ]);
});
