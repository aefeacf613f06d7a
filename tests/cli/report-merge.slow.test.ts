/** The reports of all shards of a run are the report of the run. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Reported } from '../../src/report/notes.ts';
import { folderWith } from '../helpers/folder.ts';
import { call, described } from './support/cli.ts';

const NOTES = described('notes.openapi.json');

it('joins the reports of shards into the report of one run', async () => {
  const folder = await folderWith();
  const files = [1, 2].map((number) => join(folder, String(number), 'notes.json'));
  for (const number of [1, 2]) {
    const argv = ['run', NOTES, '--shard', `${number}/2`, '--reports', join(folder, String(number)), '--json'];
    expect(await call(argv)).toMatchObject({ code: 0 });
  }
  const whole = JSON.parse((await call(['run', NOTES, '--json'])).stdout) as Reported;
  const { code, stdout } = await call(['report', 'merge', ...files, '--json']);
  const merged = JSON.parse(stdout) as Reported;
  const tableOf = ({ requests }: Reported) => requests.map(({ name, assertions }) => [name, assertions]);
  expect(code).toBe(0);
  expect(tableOf(merged)).toEqual(tableOf(whole));
  expect({ ...merged.totals, ms: 0, requestsOfScripts: 0 }).toEqual({ ...whole.totals, ms: 0, requestsOfScripts: 0 });
  expect(merged.problems).toEqual([]);
  expect(merged.coverage).toEqual(whole.coverage);
  const gated = await call(['report', 'merge', ...files, '--min-coverage', '100']);
  expect(gated).toMatchObject({ code: 0, stdout: expect.stringContaining('100 % of the description') as unknown });

  const [first = ''] = files;
  const alone = await call(['report', 'merge', first]);
  expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('these are missing: 2') as unknown });
  const twice = await call(['report', 'merge', first, first]);
  expect(twice.stderr).toContain('of 2 shards, these were given more than once: 1');

  // What need not be judged is decided when they are joined.
  const green = JSON.parse(await readFile(first, 'utf8')) as Reported;
  const outcome = { kind: 'not-judged', reason: 'empty-list', tolerated: true };
  const unjudged = green.requests.map((one) => ({
    ...one,
    assertions: one.assertions.map((it) => ({ ...it, outcome })),
  }));
  await writeFile(first, JSON.stringify({ ...green, requests: unjudged }));
  expect(await call(['report', 'merge', ...files])).toMatchObject({ code: 0 });
  expect(await call(['report', 'merge', ...files, '--fail-on-not-judged', 'empty-list'])).toMatchObject({ code: 1 });
  await writeFile(first, JSON.stringify(green));

  // One of them red: the whole is red, and only that and what it needs is sent again.
  const red = JSON.parse(await readFile(first, 'utf8')) as Reported;
  const failed = red.requests.map((request, index) => (index === 0 ? { ...request, ok: false } : request));
  await writeFile(first, JSON.stringify({ ...red, ok: false, exitCode: 1, requests: failed }));
  expect(await call(['report', 'merge', ...files])).toMatchObject({ code: 1 });
  const again = JSON.parse((await call(['run', NOTES, '--failed', first, '--json'])).stdout) as Reported;
  expect(again.requests.map(({ name }) => name)).toContain(failed[0]?.name);
  expect(again.requests.length).toBeLessThan(whole.requests.length);
});
