import { expect, it, onTestFinished, vi } from 'vitest';
import { processIo } from '../../src/cli/process-io.ts';

it.each([
  { isTTY: true, term: 'xterm', want: true },
  { isTTY: true, term: 'dumb', want: false },
  { isTTY: false, term: 'xterm', want: false },
])('a line is written again on a terminal that is not dumb: $isTTY, $term', ({ isTTY, term, want }) => {
  const before = process.stderr.isTTY;
  onTestFinished(() => {
    process.stderr.isTTY = before;
    vi.unstubAllEnvs();
  });
  process.stderr.isTTY = isTTY;
  vi.stubEnv('TERM', term);
  expect(processIo().stderr.isTerminal).toBe(want);
});
