/** `--watch`: a command again on each change, until a signal. */
import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { call, described, start } from './support/cli.ts';

/** Resolves when a command has waited for a change so many times. */
function toWaits(child: ChildProcess): (times: number) => Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: string) => {
    said += chunk;
  });
  return async (times) => {
    while (said.split('Waiting for a change').length - 1 < times) await new Promise((done) => setTimeout(done, 50));
  };
}

it('generates again when the description changes, once for each change, and ends with 130', async () => {
  const text = await readFile(described('weather.openapi.yaml'), 'utf8');
  const cwd = await folderWith({ 'api.yaml': text });
  const { child, ended } = start(['generate', 'api.yaml', '-o', 'out', '--watch'], { cwd });
  const waits = toWaits(child);
  await waits(1);
  await writeFile(join(cwd, 'notes.txt'), 'not watched');
  await writeFile(join(cwd, 'api.yaml'), text.replace(/title: .*/, 'title: Changed'));
  await waits(2);
  expect(await readFile(join(cwd, 'out/api.postman_collection.json'), 'utf8')).toContain('"name": "Changed"');
  await writeFile(join(cwd, 'api.yaml'), 'no description');
  await waits(3);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect({ code, times: stderr.match(/api\.yaml has changed\./g) }).toEqual({
    code: 130,
    times: ['api.yaml has changed.', 'api.yaml has changed.'],
  });
  expect(stdout).toMatch(/^new /);
});

it('watches also what a description takes from elsewhere in its repository, and folders that are new', async () => {
  const ref = (to: string) => JSON.stringify({ $ref: to });
  const text = `openapi: 3.1.0
info: { title: Orders, version: '1' }
servers: [{ url: https://orders.example }]
paths: { /orders: ${ref('../common/orders.yaml')} }
`;
  const orders = 'get: { summary: One, responses: { 200: { description: Fine } } }\n';
  const folder = await folderWith({ '.git/config': '', 'api/api.yaml': text, 'common/orders.yaml': orders });
  const { child, ended } = start(['generate', 'api/api.yaml', '-o', 'out', '--watch'], { cwd: folder });
  const waits = toWaits(child);
  await waits(1);
  await writeFile(join(folder, 'common/orders.yaml'), orders.replace('One', 'Two'));
  await waits(2);
  expect(await readFile(join(folder, 'out/api.postman_collection.json'), 'utf8')).toContain('Two');
  await mkdir(join(folder, 'api/parts'));
  await writeFile(join(folder, 'api/parts/one.yaml'), '{}\n');
  await waits(3);
  child.kill('SIGINT');
  const { stderr } = await ended;
  expect(stderr.match(/\S+ has changed\./g)).toEqual([
    'common/orders.yaml has changed.',
    'api/parts/one.yaml has changed.',
  ]);
});

it('needs a file', async () => {
  expect(await call(['generate', '-', '--watch'])).toMatchObject({ code: 2, stdout: '' });
  expect(await call(['serve', described('weather.openapi.yaml'), '--watch'])).toMatchObject({ code: 2, stdout: '' });
});
