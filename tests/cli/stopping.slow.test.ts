/** A signal ends each command at once, also while it computes, and leaves the old files. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { start } from './support/cli.ts';

/** So large that no command is done with it when the signal comes. */
const LARGE = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Large', version: '1' },
  servers: [{ url: 'https://api.example' }],
  paths: Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [
      `/things-${index}/{id}`,
      {
        get: {
          operationId: `get${index}`,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: {
              description: 'OK',
              content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } },
            },
          },
        },
      },
    ]),
  ),
});

/** Both signals are heard in one place for all commands; whether a command lets them end it is its own. */
const CASES = [
  { command: 'generate', signal: 'SIGINT' },
  { command: 'check', signal: 'SIGTERM' },
  { command: 'infer', signal: 'SIGINT' },
  { command: 'serve', signal: 'SIGTERM' },
  { command: 'run', signal: 'SIGINT' },
  { command: 'prove', signal: 'SIGTERM' },
] as const;

it.each(CASES)('$signal ends $command while it computes', async ({ command, signal }) => {
  const folder = await folderWith({ 'large.json': LARGE, 'out/large.postman_collection.json': 'old' });
  const output = command === 'generate' || command === 'check' ? ['--output', 'out'] : [];
  const { child, ended } = start([command, 'large.json', ...output], { cwd: folder });
  await setTimeout(1_500);
  const begin = performance.now();
  child.kill(signal);
  await ended;
  // A shell reports 128 and the number of the signal for both.
  const code = signal === 'SIGINT' ? 130 : 143;
  expect(child.signalCode ?? child.exitCode).toBe(child.signalCode === null ? code : signal);
  // Against the minute that it took to compute to the end.
  expect(performance.now() - begin).toBeLessThan(20_000);
  expect(await readFile(join(folder, 'out/large.postman_collection.json'), 'utf8')).toBe('old');
  expect(await readdir(join(folder, 'out'))).toEqual(['large.postman_collection.json']);
});
