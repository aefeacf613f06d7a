/** `--fail-on-not-judged`: what is not judged makes a run red, where that is wanted. */
import { expect, it } from 'vitest';
import { call, INCIDENT } from './support/cli.ts';
import { onlyRequests } from './support/part.ts';
import { reportIn } from './support/report.ts';

it('counts by reason what is not judged, and takes some reasons or all of them', async () => {
  // The value to filter by comes from a request that is left out, so nothing of this one is judged.
  const part = await onlyRequests('Get an access token', 'part of a value of status');
  const runs = await Promise.all(
    ['no-order', 'one-item, no-such-value', 'all'].map(async (reasons) => {
      const options = ['--json', '--fail-on-not-judged', reasons];
      const { code, stdout } = await call(['run', INCIDENT, ...part, ...options]);
      const { notJudged, totals } = reportIn(stdout);
      expect(notJudged).toMatchObject([{ reason: 'no-such-value', count: totals.assertionsNotJudged }]);
      return { code, tolerated: notJudged[0]?.tolerated };
    }),
  );
  expect(runs).toEqual([
    { code: 0, tolerated: true },
    { code: 1, tolerated: false },
    { code: 1, tolerated: false },
  ]);
});

it('refuses a reason that does not exist, and names all', async () => {
  const { code, stderr } = await call(['run', INCIDENT, '--fail-on-not-judged', 'empty']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/takes all or reasons separated by commas, got "empty"[\s\S]*Reasons are empty-list, /);
});
