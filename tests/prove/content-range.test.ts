/** `Content-Range: rooms 0-19/45` names the items of an answer; from which number they are counted is left to the server. */
import { expect, it } from 'vitest';
import { loadDescription } from '../../src/load/load-description.ts';
import { accepted } from '../helpers/accepted.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

const { openapi } = await loadDescription('tests/fixtures/descriptions/inferred/rooms.openapi.yaml');
const suite = await suiteOf(await accepted(openapi.value));

/** The correct server, with another range. */
function ranging(change: (first: number, last: number) => readonly [number, number]): Fetch {
  return async (request) => {
    const response = await suite.fetch(request);
    const [, unit, first, last, total] =
      /^(\S+) (\d+)-(\d+)(\/\d+)$/.exec(response.headers.get('Content-Range') ?? '') ?? [];
    if (unit !== undefined)
      response.headers.set('Content-Range', `${unit} ${change(Number(first), Number(last)).join('-')}${total}`);
    return response;
  };
}

it.concurrent.each<{ what: string; fetch: Fetch; want: readonly string[] }>([
  { what: 'counts from 0', fetch: ranging((first, last) => [first, last]), want: [] },
  { what: 'counts from 1', fetch: ranging((first, last) => [first + 1, last + 1]), want: [] },
  {
    what: 'names the index after the last item',
    fetch: ranging((first, last) => [first, last + 1]),
    want: ['List rooms: the second page: Content-Range names the items of the response'],
  },
  {
    what: 'begins each page with 0',
    fetch: ranging((first, last) => [0, last - first]),
    want: ['List rooms: the second page: Content-Range names the items of the response'],
  },
])('a server that $what', async ({ fetch, want }) => {
  expect(brokenIn(await tried(suite, { fetch, only: 'the second page' }))).toEqual(want);
});
