import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { processIo } from '../../src/cli/process-io.ts';
import { BIN } from '../setup/compiled.ts';

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

it.skipIf(!existsSync('/dev/full'))(
  'what cannot be written to standard output, for a full disk, is one line and exit code 4',
  () => {
    const full = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(full));
    const { status, stderr } = spawnSync(process.execPath, [BIN, 'run', '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/^error: cannot write to standard output: no space is left +output\/unwritable\n$/);
    expect(status).toBe(4);
  },
);
