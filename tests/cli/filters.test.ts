/** Filters by one of several values, and by what lies on one side of a value: a server that draws the line elsewhere fails, and a correct one does not. */
import { describe, expect, it } from 'vitest';
import { serveApi } from './support/api.ts';
import { call, described } from './support/cli.ts';
import { reportIn } from './support/report.ts';

const VISITS = described('visits.openapi.yaml');

/** Not all of them are paid, two begin at once, and each zone has its own clock. */
const data = {
  '/visits': Array.from({ length: 24 }, (_, number) => ({
    number,
    kind: ['call', 'check', 'repair'][number % 3],
    at: `2024-03-${10 + Math.floor(number / 2)}T0${number % 4}:30:00${['Z', '+01:00', '-05:00', '+05:30'][number % 4]}`,
    minutes: (number * 7) % 10,
    ...(number % 3 > 0 && { paid: `2024-04-${String(10 + (number % 5)).padStart(2, '0')}` }),
  })),
};

/** Asks for another value than the one that was requested. */
async function askingFor(name: string, change: (value: string) => string | undefined) {
  return serveApi(VISITS, {
    data,
    proxy: (request, { fetch }) => {
      const url = new URL(request.url);
      const value = url.searchParams.get(name);
      if (value === null) return fetch(request);
      const changed = change(value);
      url.searchParams.delete(name);
      if (changed !== undefined) url.searchParams.set(name, changed);
      return fetch(new Request(url, request));
    },
  });
}

const later = (value: string) => new Date(Date.parse(value) + 1).toISOString();

describe('filters', () => {
  it('hold on a correct server, and each is asked for', async () => {
    const { target, env } = await serveApi(VISITS, { data });
    const { code, stdout } = await call(['run', VISITS, '--json', ...target], { env });
    const { broken, totals, requests } = reportIn(stdout);
    expect({ code, broken, notJudged: totals.assertionsNotJudged }).toEqual({ code: 0, broken: [], notJudged: 0 });
    expect(requests.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'List visits: filtered by kind call or repair',
        'List visits: filtered by from, a value from the list',
        'List visits: filtered by from, in another time zone',
        'List visits: filtered by before, a value from the list',
        'List visits: filtered by before, in another time zone',
        'List visits: filtered by longerThan, a value from the list',
        'List visits: filtered by paidUntil, a value from the list',
      ]),
    );
  });

  it.each([
    {
      what: 'one that leaves out the first moment',
      name: 'from',
      change: later,
      by: 'No matching item is missing',
    },
    {
      what: 'one that takes in the last moment',
      name: 'before',
      change: later,
      by: 'Every item has the requested before',
    },
    {
      what: 'one that takes in the number',
      name: 'longerThan',
      change: (value: string) => `${Number(value) - 1}`,
      by: 'Every item has the requested longerThan',
    },
    {
      what: 'one that leaves out the last day',
      name: 'paidUntil',
      change: (value: string) => new Date(Date.parse(value) - 86_400_000).toISOString().slice(0, 10),
      by: 'No matching item is missing',
    },
    {
      what: 'one that takes the first of several values',
      name: 'kind',
      change: (value: string) => value.split(',')[0],
      by: 'No matching item is missing',
    },
    {
      what: 'one that drops the zone',
      name: 'from',
      change: (value: string) => value.replace(/[+-]\d\d:\d\d$/, 'Z'),
      by: 'No matching item is missing',
    },
    {
      what: 'one that does not look at it',
      name: 'from',
      change: () => undefined,
      by: 'Every item has the requested from',
    },
  ])('fail $what', async ({ name, change, by }) => {
    const { target, env } = await askingFor(name, change);
    const { code, stdout } = await call(['run', VISITS, '--json', ...target], { env });
    expect(code).toBe(1);
    expect(reportIn(stdout).broken).toContainEqual(expect.stringContaining(by));
  });
});
