/** Servers under a description in which only conventions speak: what is right in its own way passes, what is wrong is. */
import { expect, it } from 'vitest';
import { json } from '../helpers/builders.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, name: { type: 'string' } } };
const integer = { type: 'integer', minimum: 0 };

const suite = await suiteOf({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'https://things.example' }],
  paths: {
    '/things': {
      get: {
        summary: 'Things',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 20 } },
          { name: 'offset', in: 'query', schema: integer },
        ],
        responses: {
          200: {
            description: 'Some of them.',
            headers: {
              'X-Total-Count': { schema: { type: 'integer' } },
              Link: { schema: { type: 'string' }, example: '<https://things.example/things?offset=10>; rel="next"' },
            },
            ...json({ type: 'array', items: thing }),
          },
        },
      },
    },
  },
});

const all = Array.from({ length: 23 }, (_, index) => ({ id: `thing-${index}`, name: `Thing ${index % 4}` }));

interface Habits {
  /** The longest page, by where it begins. */
  readonly size?: (limit: number, offset: number) => number;
  readonly total?: (received: number) => number | undefined;
  readonly next?: (end: number) => number | undefined;
  readonly start?: (offset: number) => number;
}

function serverWith({
  size = (limit) => limit,
  total = () => all.length,
  next = (end) => end,
  start = (offset) => offset,
}: Habits): Fetch {
  return async (request) => {
    const { searchParams } = new URL(request.url);
    const limit = Number(searchParams.get('limit') ?? 10);
    const offset = Number(searchParams.get('offset') ?? 0);
    const from = start(offset);
    const page = all.slice(from, from + size(limit, offset));
    const [count, following] = [total(page.length), next(offset + page.length)];
    const isLast = offset + page.length >= all.length;
    const link = `<https://things.example/things?limit=${limit}&offset=${following}>; rel="next"`;
    return Response.json(page, {
      headers: {
        ...(count !== undefined && { 'X-Total-Count': String(count) }),
        ...(!isLast && following !== undefined && { Link: link }),
      },
    });
  };
}

it.each<{ what: string; habits: Habits }>([
  { what: 'keeps to all of it', habits: {} },
  { what: 'has shorter pages than were asked for', habits: { size: (limit) => Math.min(limit, 4) } },
  { what: 'has pages of different lengths', habits: { size: (limit, offset) => (offset % 3 === 0 ? limit : 2) } },
  { what: 'sends no total', habits: { total: () => undefined } },
  { what: 'counts what the caller may not see', habits: { total: () => 900 } },
])('a server that $what passes', async ({ habits }) => {
  expect(brokenIn(await tried(suite, { fetch: serverWith(habits) }))).toEqual([]);
});

it.each<{ what: string; habits: Habits; want: string }>([
  { what: 'gives more than was asked for', habits: { size: (limit) => limit + 1 }, want: 'The page contains at most' },
  {
    what: 'counts the page alone',
    habits: { total: (received) => received - 1 },
    want: 'X-Total-Count is at least',
  },
  {
    what: 'skips too far',
    habits: { start: (offset) => (offset === 0 ? 0 : offset + 1) },
    want: 'The page contains the',
  },
  { what: 'links nowhere', habits: { next: () => undefined }, want: 'The response links to the next page' },
  { what: 'links to the wrong page', habits: { next: (end) => end + 3 }, want: 'The response links to the next page' },
])('a server that $what is found out', async ({ habits, want }) => {
  const broken = brokenIn(await tried(suite, { fetch: serverWith(habits) }));
  expect(
    broken.some((line) => line.includes(want)),
    broken.join('\n'),
  ).toBe(true);
});
