import { expect, it } from 'vitest';
import { toWantedReports } from '../../src/cli/reports.ts';

it.each([
  { value: 'out/run.html', want: { format: 'html', path: 'out/run.html' } },
  { value: 'sarif=out/run.json', want: { format: 'sarif', path: 'out/run.json' } },
  { value: 'junit=a=b.md', want: { format: 'junit', path: 'a=b.md' } },
  { value: 'out/a=b.md', want: { format: 'markdown', path: 'out/a=b.md' } },
])('--report $value is a report', ({ value, want }) => {
  expect(toWantedReports([value])).toEqual([want]);
});

it.each(['run.txt', 'pdf=run.html', 'toString=run', 'html=', 'html', ''])(
  '--report "%s" is a wrong command line',
  (value) => {
    expect(() => toWantedReports(['run.html', value])).toThrow(
      `--report takes <format>=<file>, or a file whose name ends as a format does, got "${value}"`,
    );
  },
);
