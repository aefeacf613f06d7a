/** Parts of lists that are missing, refused or the same in all: none is called wrong, and nothing is ticked that was not compared. */
import { describe, expect, it } from 'vitest';
import { json } from '../helpers/builders.ts';
import { brokenIn, type Fetch, notJudgedIn, type Suite, suiteOf, tried } from '../helpers/suite.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const query = (name: string, schema: object = integer) => ({ name, in: 'query', schema });
const ok = (schema: object) => ({ 200: { description: 'Right', ...json(schema) } });
const array = (items: object) => ({ type: 'array', items });
const object = (properties: object, ...required: readonly string[]) => ({ type: 'object', required, properties });

function describedBy(paths: object): Promise<Suite> {
  return suiteOf({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://things.example' }],
    paths,
  });
}

interface Found {
  readonly asked: URLSearchParams;
  readonly path: string;
  readonly headers: Headers;
}

function server(answer: (found: Found) => Response): Fetch {
  return async (request) => {
    const { pathname: path, searchParams: asked } = new URL(request.url);
    return answer({ path, asked, headers: request.headers });
  };
}

async function outcome(suite: Suite, fetch: Fetch, variables: Readonly<Record<string, string>> = {}) {
  const verdict = await tried(suite, { fetch, variables });
  const reasons = notJudgedIn(verdict).map((line) => line.replace(/^.*: /, ''));
  return { broken: brokenIn(verdict), notJudged: [...new Set(reasons)].toSorted() };
}

const ITEM = object({ id: text, rank: integer }, 'id', 'rank');
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `t${index}`, rank: 1 }));

describe.concurrent('an empty list', () => {
  const list = (schema: object) =>
    describedBy({
      '/things': {
        get: {
          summary: 'Things',
          'x-list': { items: '/things', total: '/total' },
          responses: ok(schema),
        },
      },
    });

  it.each([
    { what: 'that is missing, as its schema allows', body: { total: 0 }, things: array(ITEM) },
    {
      what: 'that is null, as its schema allows',
      body: { total: 0, things: null },
      things: { ...array(ITEM), type: ['array', 'null'] },
    },
  ])('$what', async ({ body, things }) => {
    const suite = await list(object({ total: integer, things }, 'total'));
    const { broken } = await outcome(
      suite,
      server(() => Response.json(body)),
    );
    expect(broken).toEqual([]);
  });

  it('that must not be missing', async () => {
    const suite = await list(object({ total: integer, things: array(ITEM) }, 'total', 'things'));
    const { broken } = await outcome(
      suite,
      server(() => Response.json({ total: 0 })),
    );
    expect(broken).toContain('Things: The body satisfies its schema');
  });

  it('that is documented as 204', async () => {
    const suite = await describedBy({
      '/things': {
        get: {
          summary: 'Things',
          'x-list': { id: '/id' },
          responses: { ...ok(array(ITEM)), 204: { description: 'None' } },
        },
      },
    });
    const { broken } = await outcome(
      suite,
      server(() => new Response(null, { status: 204 })),
    );
    expect(broken).toEqual([]);
  });
});

describe.concurrent('the details of an item', () => {
  const things = (details: object, list: object = {}) =>
    describedBy({
      '/things': { get: { summary: 'Things', 'x-list': { id: '/id', ...list }, responses: ok(array(ITEM)) } },
      '/things/{id}': {
        get: {
          summary: 'A thing',
          parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
          responses: ok(ITEM),
          ...details,
        },
      },
    });
  const detailed = (answer: (found: Found) => Response) =>
    server((found) => (found.path === '/things' ? Response.json(items(3)) : answer(found)));
  const one = ({ path }: Found) => ({ id: path.split('/').at(-1), rank: 1 });

  it.each<{ what: string; details: object; answer: (found: Found) => Response; notJudged?: readonly string[] }>([
    {
      what: 'with parameters that the list has not',
      details: {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: text },
          { name: 'api-version', in: 'query', required: true, schema: { type: 'string', enum: ['2024-01'] } },
          { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string', enum: ['acme'] } },
        ],
      },
      answer: (found) =>
        found.asked.get('api-version') === '2024-01' && found.headers.get('X-Tenant') === 'acme'
          ? Response.json(one(found))
          : Response.json({}, { status: 400 }),
    },
    {
      what: 'of another media type than the list',
      details: {
        responses: { 200: { description: 'It', content: { 'application/vnd.thing+json': { schema: ITEM } } } },
      },
      answer: (found) =>
        found.headers.get('Accept')?.includes('vnd.thing')
          ? Response.json(one(found), { headers: { 'Content-Type': 'application/vnd.thing+json' } })
          : new Response(null, { status: 406 }),
    },
    {
      what: 'with a member of another type',
      details: { responses: ok(object({ id: text, rank: object({ place: integer }, 'place') }, 'id', 'rank')) },
      answer: ({ path }) => Response.json({ id: path.split('/').at(-1), rank: { place: 1 } }),
      notJudged: ['no-difference', 'nothing-shared'],
    },
    {
      what: 'of which the list has nothing but the id',
      details: { responses: ok(object({ id: text, name: text }, 'id')) },
      answer: ({ path }) => Response.json({ id: path.split('/').at(-1), name: 'a' }),
      notJudged: ['nothing-shared'],
    },
  ])('$what', async ({ details, answer, notJudged = [] }) => {
    const found = await outcome(await things(details), detailed(answer));
    expect(found.broken).toEqual([]);
    expect(found.notJudged).toEqual(expect.arrayContaining(notJudged.filter((reason) => reason === 'nothing-shared')));
  });

  it.each([
    { detail: { type: 'string' }, apart: ['rank'] },
    { detail: object({ place: integer }), apart: ['rank'] },
    { detail: { type: 'number', format: 'double' }, apart: [] },
    { detail: integer, apart: [] },
  ])('with $detail for an integer have a notice: $apart', async ({ detail, apart }) => {
    const { contract } = await things({ responses: ok(object({ id: text, rank: detail }, 'id')) });
    const noted = contract.notices.filter(({ message }) => message.includes('compared with its details without'));
    expect(noted.map(({ message }) => /without (\w+),/.exec(message)?.[1])).toEqual(apart);
  });

  it('that have ended, as is documented, leave the list to be judged', async () => {
    const suite = await things({ responses: { ...ok(ITEM), 410: { description: 'Deleted' } } });
    const answer = (found: Found) =>
      found.path.endsWith('t2') ? Response.json({}, { status: 410 }) : Response.json(one(found));
    expect((await outcome(suite, detailed(answer))).broken).toEqual([]);
    const wrong = (found: Found) =>
      found.path.endsWith('t1') ? Response.json({ ...one(found), rank: 2 }) : answer(found);
    expect((await outcome(suite, detailed(wrong))).broken).toContain(
      'Things: the whole list: The details of sampled items agree with the list',
    );
  });

  it('of an item that is not known are looked for twice where data may move', async () => {
    const suite = await describedBy({
      '/things/{id}': {
        get: {
          summary: 'A thing',
          parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
          responses: { ...ok(ITEM), 404: { description: 'Unknown' } },
        },
      },
      '/health': { get: { summary: 'Health', responses: { 200: { description: 'Well' } } } },
    });
    const answer = server(({ path }) => new Response(null, { status: path === '/health' ? 200 : 404 }));
    expect((await outcome(suite, answer, { may_move: 'yes' })).broken).toEqual([]);
  });
});

describe.concurrent('pages to which only responses lead', () => {
  const paged = (list: object | undefined) =>
    describedBy({
      '/things': {
        get: {
          summary: 'Things',
          ...(list && { 'x-list': list }),
          parameters: [query('cursor', text)],
          responses: ok(object({ things: array(ITEM), next: { type: ['string', 'null'] } }, 'things')),
        },
      },
    });
  const CURSOR = { items: '/things', id: '/id', fullPages: false, cursor: { parameter: 'cursor', next: '/next' } };
  const pages = (answer: (from: number) => Response) => server(({ asked }) => answer(Number(asked.get('cursor') ?? 0)));
  const page = (from: number, shown: readonly object[] = items(30).slice(from, from + 10)) =>
    Response.json({ things: shown, next: from < 20 ? String(from + 10) : null });

  it('may be empty before the last one', async () => {
    const { broken } = await outcome(
      await paged(CURSOR),
      pages((from) => page(from, from === 10 ? [] : undefined)),
    );
    expect(broken).toEqual([]);
  });

  it('may not repeat an item', async () => {
    const overlapping = pages((from) => page(from, items(30).slice(Math.max(0, from - 1), from + 10)));
    const { broken } = await outcome(await paged(CURSOR), overlapping);
    expect(broken).toContain('Things: page by page: Read page by page, no item is repeated');
  });

  it('may not be refused', async () => {
    const refusing = pages((from) => (from > 0 ? Response.json({}, { status: 404 }) : page(from)));
    const { broken } = await outcome(await paged(CURSOR), refusing);
    expect(broken).toContain('Things: page by page: Every item of the whole list satisfies its schema');
  });

  it('are not compared with themselves', async () => {
    const suite = await paged({ ...CURSOR, unique: false });
    const titles = suite.contract.groups.flatMap(({ entries }) =>
      entries.flatMap(({ assertions }) => assertions.map(({ title }) => title)),
    );
    expect(titles.filter((title) => title.startsWith('Read page by page'))).toEqual([]);
  });
});

describe.concurrent('pages in an order in which equal items may change places', () => {
  const suite = describedBy({
    '/things': {
      get: {
        summary: 'Things',
        'x-list': {
          items: '/things',
          id: '/id',
          limit: 'limit',
          fullPages: false,
          ordered: false,
          cursor: { parameter: 'cursor', next: '/next' },
          sort: { parameter: 'sort', keys: ['name'], stable: false },
        },
        parameters: [
          query('cursor', text),
          query('limit', { type: 'integer', minimum: 1, maximum: 50 }),
          query('sort', { enum: ['name', '-name'] }),
        ],
        responses: ok(
          object(
            { things: array(object({ id: text, name: text }, 'id', 'name')), next: { type: ['string', 'null'] } },
            'things',
          ),
        ),
      },
    },
  });
  /** Names of items, how far a page but the first one begins too early, and how many items there are and a page has at most. */
  const listing = (nameOf: (index: number) => string, early = 0, { length = 30, most = 50 } = {}) =>
    server(({ asked }) => {
      const all = Array.from({ length }, (_, index) => ({ id: `t${index}`, name: nameOf(index) }));
      const [from, wanted] = [Number(asked.get('cursor') ?? 0), Number(asked.get('limit') ?? 50)];
      const limit = Math.min(wanted, most);
      const order = asked.get('sort') ?? 'name';
      // What is equal comes in another order where pages are small.
      const inTurn = wanted < 10 ? all.toReversed() : all;
      const sorted = inTurn.toSorted((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase(), 'en'));
      const shown = order === 'name' ? sorted : sorted.toReversed();
      const begin = from - (from > 0 ? early : 0);
      const next = begin + limit < shown.length ? String(begin + limit) : null;
      return Response.json({ things: shown.slice(begin, begin + limit), next });
    });
  const JOINED = 'Things: page by page: Read page by page, no item is missing or repeated';
  const letter = (index: number) => String.fromCharCode(97 + (index % 26));
  const apart = (index: number) => letter(index * 7) + letter(index) + (index < 26 ? 'a' : 'b');

  it('are right where no items are equal', async () => {
    const { broken, notJudged } = await outcome(await suite, listing(apart));
    expect({ broken, notJudged }).toEqual({ broken: [], notJudged: expect.not.arrayContaining(['no-difference']) });
  });

  it('are right where the server makes them smaller', async () => {
    expect((await outcome(await suite, listing(apart, 0, { length: 16, most: 8 }))).broken).toEqual([]);
  });

  it('may not repeat an item where no items are equal', async () => {
    expect((await outcome(await suite, listing(apart, 1))).broken).toContain(JOINED);
  });

  it('may not repeat an item where the whole list is read in such pages, too', async () => {
    expect((await outcome(await suite, listing(apart, 1, { length: 16, most: 8 }))).broken).toContain(JOINED);
  });

  it.each([
    { what: 'are equal', nameOf: () => 'a' },
    { what: 'differ in case', nameOf: (index: number) => (index % 2 === 0 ? 'ab' : 'AB') },
    { what: 'are one number', nameOf: (index: number) => (index % 2 === 0 ? '2.5' : '2.50') },
  ])('are not judged where names $what', async ({ nameOf }) => {
    const { broken, notJudged } = await outcome(await suite, listing(nameOf, 1));
    expect(broken.filter((one) => one === JOINED)).toEqual([]);
    expect(notJudged).toContain('no-difference');
  });
});

describe.concurrent('a sorted list', () => {
  const suite = describedBy({
    '/things': {
      get: {
        summary: 'Things',
        'x-list': { id: '/id', sort: { parameter: 'sort', keys: ['rank'] } },
        parameters: [query('sort', text)],
        responses: ok(array(ITEM)),
      },
    },
  });

  it('is not judged where all items are equal', async () => {
    const found = await outcome(
      await suite,
      server(() => Response.json(items(5))),
    );
    expect(found.broken).toEqual([]);
    expect(found.notJudged).toContain('no-difference');
  });

  it('is judged where they differ', async () => {
    const ranked = items(5).map((item, rank) => ({ ...item, rank }));
    const { broken } = await outcome(
      await suite,
      server(() => Response.json(ranked)),
    );
    expect(broken.join('\n')).toContain('The items are sorted by rank (descending)');
  });
});
