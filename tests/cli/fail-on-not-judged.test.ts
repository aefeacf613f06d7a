/** `--fail-on-not-judged`: what is not judged makes a run red, where that is wanted. */
import { expect, it } from 'vitest';
import { call, INCIDENT } from './support/cli.ts';
import { onlyRequests } from './support/part.ts';
import { reportIn } from './support/report.ts';

it('counts by reason what is not judged, and takes some reasons or all of them', async () => {
  const part = await onlyRequests('Get an access token', 'Use case 1', 'part of a value of status');
  const runs = await Promise.all(
    [undefined, 'all', 'one-item, no-such-value', 'no-order'].map(async (reasons) => {
      const options = reasons === undefined ? [] : ['--fail-on-not-judged', reasons];
      const { code, stdout } = await call(['run', INCIDENT, '--json', ...part, ...options]);
      const { notJudged } = reportIn(stdout);
      return { code, notJudged: notJudged.map(({ reason, count, tolerated }) => [reason, count, tolerated]) };
    }),
  );
  const counts = (isEmpty: boolean, isNone: boolean) => [
    ['empty-list', 3, isEmpty],
    ['no-such-value', 1, isNone],
  ];
  expect(runs).toEqual([
    { code: 0, notJudged: counts(true, true) },
    { code: 1, notJudged: counts(false, false) },
    { code: 1, notJudged: counts(true, false) },
    { code: 0, notJudged: counts(true, true) },
  ]);
});

it('refuses a reason that does not exist, and names all', async () => {
  const { code, stderr } = await call(['run', INCIDENT, '--fail-on-not-judged', 'empty']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/takes all or reasons separated by commas, got "empty"[\s\S]*Reasons are empty-list, /);
});
