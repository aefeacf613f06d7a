/** A live list changes while one looks at it: that is no breach of the contract. A wrong page of a list that stands still is. */
import { expect, it } from 'vitest';
import { data } from '../../spec/incident/index.ts';
import { isRecord } from '../../src/core/json.ts';
import { serveApi } from './support/api.ts';
import { call, INCIDENT } from './support/cli.ts';
import { onlyRequests } from './support/part.ts';
import { reportIn } from './support/report.ts';

/** An incident that was not there a moment ago. */
function another(number: number): unknown {
  const [first] = data['/incidents'];
  return { ...(isRecord(first) ? first : {}), id: `2103X${number}` };
}

// Of those that are neither the first nor the last that the list shows, whose details are requested.
const CHANGES = [
  { change: 'grows', move: (items: unknown[], number: number) => items.splice(1, 0, another(number)) },
  { change: 'shrinks', move: (items: unknown[]) => items.splice(data['/incidents'].length, 1) },
] as const;

it.each(CHANGES)('a list that $change with every look at it is not judged, and green', async ({ move }) => {
  let number = 0;
  const items = [...data['/incidents'], ...Array.from({ length: 80 }, (_, index) => another(10_000 + index))];
  const { target, env } = await serveApi(INCIDENT, {
    data: { '/incidents': items },
    proxy: async (request, { fetch }) => {
      if (new URL(request.url).pathname.endsWith('/incidents')) move(items, ++number);
      return fetch(request);
    },
  });
  const part = await onlyRequests('Use case', 'sorted by', 'the second page');
  const argv = ['run', INCIDENT, '--json', '--moves', 'yes', ...part, ...target];
  const { code, stdout } = await call(argv, { env });
  const { broken, totals, problems } = reportIn(stdout);
  const others = broken.filter((sentence) => !/not-judged (data-moved .*|no-difference) true$/.test(sentence));
  expect({ code, others, problems }).toEqual({ code: 0, others: [], problems: [] });
  expect(totals).toMatchObject({ assertionsFailed: 0, assertionsMissing: 0, assertionsNotJudged: broken.length });
  expect(broken.length).toBeGreaterThan(2);
});

it('a wrong page of a list that stands still fails', async () => {
  const { target, env } = await serveApi(INCIDENT, {
    proxy: (request, { fetch }) => {
      const url = new URL(request.url);
      const offset = Number(url.searchParams.get('offset'));
      if (!(offset > 0) || !url.searchParams.has('limit')) return fetch(request);
      url.searchParams.set('offset', String(offset + 1));
      return fetch(new Request(url, request));
    },
  });
  const part = await onlyRequests('Use case 1', 'Use case 3', 'the second page');
  const { code, stdout } = await call(['run', INCIDENT, '--json', ...part, ...target], { env });
  expect(code).toBe(1);
  expect(reportIn(stdout).broken).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^Use case 3.*: The page contains the items 10 to 29 .*: failed at \/0: expected the item /,
      ),
      expect.stringMatching(
        /^List Incidents: the second page: The page contains the items 10 to 19 .*: failed at \/0: expected the item /,
      ),
    ]),
  );
});
