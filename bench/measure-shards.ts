/**
 * How much faster two shards at once are than one run, against a server with latency: `npm run bench:shards`, with a description and the
 * latency in milliseconds if wanted. Needs two processor cores that have nothing else to do.
 *
 * Prints the time of each run, the number of requests, how much of it was before the first of them, and the ratio. Exit code 1 below 1.7.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { compose } from '../src/cli/compose.ts';
import { toDataSet } from '../src/compose/data-set.ts';
import { toEnvName } from '../src/core/variable-names.ts';
import { listen } from '../src/server/listen.ts';
import { localCredentials } from '../src/server/options.ts';
import { createReferenceServer } from '../src/server/server.ts';

const GOAL = 1.7;
const [file = 'spec/incident/index.ts', latency = '700'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'shards-'));
const { description, model } = await compose(file, {});
const server = createReferenceServer(model, toDataSet(description, model));

/** When the first request of all came. */
let first: number | undefined;
const listening = await listen({
  ...server,
  fetch: async (request) => {
    first ??= performance.now();
    await pause(Number(latency));
    return server.fetch(request);
  },
});
const variables = { ...localCredentials(model), ...listening.variables };
const env = {
  ...process.env,
  ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [toEnvName(name), value])),
};

/** The seconds that a run takes, process and all. */
async function run(name: string, ...options: readonly string[]): Promise<number> {
  const argv = [
    'dist/cli/bin.js',
    'run',
    file,
    '--target',
    listening.url,
    '--writes',
    'all',
    '--report',
    join(folder, name),
    ...options,
  ];
  const start = performance.now();
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'], env });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${argv.slice(1).join(' ')} ended with ${String(code)}`);
  return (performance.now() - start) / 1000;
}

interface Totals {
  readonly requestsSent: number;
  readonly requestsOfScripts: number;
  readonly ms: number;
}

function show(name: string, seconds: number): void {
  const { totals } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { readonly totals: Totals };
  const { requestsSent, requestsOfScripts, ms } = totals;
  const client = (ms / 1000).toFixed(1);
  process.stdout.write(
    `${name.padEnd(12)} ${seconds.toFixed(1)} s, of which the client ${client} s; ${requestsSent} requests, ${requestsOfScripts} more by scripts\n`,
  );
}

try {
  const begun = performance.now();
  const whole = await run('whole.json');
  show('whole.json', whole);
  process.stdout.write(`             first request after ${(((first ?? begun) - begun) / 1000).toFixed(1)} s\n`);
  const balance = ['--balance', join(folder, 'whole.json')];
  const shards = await Promise.all([1, 2].map((number) => run(`${number}.json`, '--shard', `${number}/2`, ...balance)));
  for (const [index, seconds] of shards.entries()) show(`${index + 1}.json`, seconds);
  const ratio = whole / Math.max(...shards);
  process.stdout.write(`${ratio.toFixed(2)} times as fast\n`);
  if (ratio < GOAL) process.exitCode = 1;
} finally {
  await listening.close();
  rmSync(folder, { recursive: true, force: true });
}
