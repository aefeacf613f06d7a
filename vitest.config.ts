import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { CLIENT_NAMES } from './src/run/events.ts';
import { COMPILED_FILES, compiled } from './tests/setup/compiled.ts';
import { LongestFirst } from './tests/setup/longest-first.ts';

/** `CLIENTS=postman-v3` tries these tests with the third client. Its verdicts are compared in `tests/e2e/three-clients.slow.test.ts`. */
const clientsOf = (names: string) => CLIENT_NAMES.filter((name) => names.split(',').includes(name));

/** What takes long. */
const SLOW = ['tests/**/*.slow.test.ts'];

/** Against hangs only: on a machine with ten times the work, all takes ten times as long, and no test is red for that. */
const LIMITS = { testTimeout: 600_000, hookTimeout: 600_000 };

/** The files of a worker share what they import: to import it anew for each took a quarter of the time. Our modules hold no state. */
const SHARING = { isolate: false };

const SETUP = { globalSetup: 'tests/setup/compile.ts', server: { deps: { external: [COMPILED_FILES] } } };

/**
 * Two projects: `fast` is what `npm test` runs, `slow` what `npm run test:slow` does. A `*.clients.test.ts` is in both: with Newman, and with
 * the Postman CLI.
 */
export default defineConfig({
  test: {
    // One more than processors: who waits for a client or a process leaves one idle. By itself, Vitest would leave one free.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    teardownTimeout: 600_000,
    projects: [
      {
        plugins: [compiled],
        test: {
          name: 'fast',
          include: ['tests/**/*.test.ts'],
          exclude: SLOW,
          provide: { clients: ['newman'] },
          ...LIMITS,
          ...SHARING,
          ...SETUP,
        },
      },
      {
        plugins: [compiled],
        test: {
          name: 'slow',
          include: [...SLOW, 'tests/**/*.clients.test.ts'],
          provide: { clients: clientsOf(process.env['CLIENTS'] ?? 'postman') },
          ...LIMITS,
          ...SHARING,
          ...SETUP,
        },
      },
    ],
  },
});
