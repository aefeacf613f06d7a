/** What `generate` writes and `check` compares, for descriptions of every kind. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { isRecord } from '../../src/core/json.ts';
import { folderWith } from '../helpers/folder.ts';
import { call, described, execute, INCIDENT, ROOT } from './support/cli.ts';

const SCHEMA = new URL('../fixtures/postman-collection-v2.1.0.schema.json', import.meta.url);
const isCollection = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(await readFile(SCHEMA, 'utf8')) as object,
);

/** The summary where nothing needs a look. */
const TOTALS = /^\d+ operations?, \d+ requests?, \d+ assertions\n$/;

describe('a collection that the published schema takes', () => {
  it.each([
    { name: 'library', file: 'library.openapi.yaml', auth: 'bearer' },
    { name: 'notes', file: 'notes.openapi.json', auth: 'basic' },
    { name: 'weather', file: 'weather.openapi.yaml', auth: undefined },
  ])('comes from $file, with two environments', async ({ name, file, auth }) => {
    const folder = await folderWith();
    const { code, stdout, stderr } = await call(['generate', described(file), '--output', folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(TOTALS) as unknown });
    const names = [
      `${name}.local.postman_environment.json`,
      `${name}.postman_collection.json`,
      `${name}.production.postman_environment.json`,
    ];
    expect((await readdir(folder)).sort()).toEqual(names);
    expect(stdout.match(/^new {7}\S/gm)).toHaveLength(3);
    const collection = await readJson(join(folder, `${name}.postman_collection.json`));
    expect(isCollection(collection), JSON.stringify(isCollection.errors)).toBe(true);
    expect(isRecord(collection['auth']) ? collection['auth']['type'] : undefined).toBe(auth);
  });

  it('stands alone where the output is a .json file', async () => {
    const folder = await folderWith();
    const file = join(folder, 'deep/alone.json');
    expect(await call(['generate', described('library.openapi.yaml'), '-o', file])).toMatchObject({ code: 0 });
    expect(await readdir(folder, { recursive: true })).toEqual(['deep', 'deep/alone.json']);
    expect(isCollection(await readJson(file))).toBe(true);
  });
});

it('what is committed is what the description gives', async () => {
  const { code, stderr } = await call([
    'check',
    INCIDENT,
    '--output',
    join(ROOT, 'collections'),
    '--spec',
    join(ROOT, 'spec'),
  ]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

it('writes nothing that is as it should be', async () => {
  const folder = await folderWith();
  const argv = ['generate', INCIDENT, '--output', join(folder, 'out'), '--spec', join(folder, 'spec')];
  expect(await call(argv)).toMatchObject({ code: 0 });
  const file = join(folder, 'spec/incident.openapi.yaml');
  const before = await stat(file);
  const again = await call([...argv, '--json']);
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(again.stdout)).toMatchObject({
    stale: false,
    files: Array.from({ length: 5 }, () => ({ state: 'unchanged' })),
  });
  expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  expect(await call(['check', ...argv.slice(1)])).toMatchObject({ code: 0, stderr: '' });
});

describe('check', () => {
  it('shows what differs, exits 1 and writes nothing', async () => {
    const folder = await folderWith();
    const argv = [described('weather.openapi.yaml'), '--output', folder];
    await call(['generate', ...argv]);
    const file = join(folder, 'weather.postman_collection.json');
    const stale = (await readFile(file, 'utf8')).replace('"Weather"', '"Wether"');
    await writeFile(file, stale);
    const { code, stdout, stderr } = await call(['check', ...argv]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^changed {3}\S*weather\.postman_collection\.json$/m);
    expect(stderr).toMatch(/^-.*"Wether"/m);
    expect(stderr).toMatch(/^\+.*"Weather"/m);
    expect(stderr).toMatch(/^1 file out of date: run `generate` again\n$/m);
    expect(await readFile(file, 'utf8')).toBe(stale);
  });

  it('takes files that are not there for out of date, and makes none', async () => {
    const folder = await folderWith();
    const argv = ['check', described('weather.openapi.yaml'), '--output', join(folder, 'out'), '--json'];
    const { code, stdout } = await call(argv);
    expect({ code, stale: (JSON.parse(stdout) as { stale: unknown }).stale }).toEqual({ code: 1, stale: true });
    expect(await readdir(folder)).toEqual([]);
  });
});

it('finds what a killed generation left behind, and the next one mends it', async () => {
  const folder = await folderWith();
  const argv = [described('weather.openapi.yaml'), '--output', folder];
  await call(['generate', ...argv]);
  const names = (await readdir(folder)).sort();
  // One of the files is still of the generation before, and the temporary file of another is there.
  await writeFile(join(folder, 'weather.local.postman_environment.json'), '{}\n');
  const left = '.weather.postman_collection.json.4194303-0123456789ab.tmp';
  await writeFile(join(folder, left), '{');
  const { code, stderr } = await call(['check', ...argv]);
  expect(code).toBe(1);
  expect(stderr).toContain(`left behind by a \`generate\` that was killed: ${join(folder, left)}\n`);
  expect(stderr).toMatch(/^1 file out of date: run `generate` again$/m);
  expect(await call(['generate', ...argv])).toMatchObject({ code: 0 });
  expect((await readdir(folder)).sort()).toEqual(names);
  expect(await call(['check', ...argv])).toMatchObject({ code: 0, stderr: '' });
});

it('works as a process from any folder, with paths as they are given', async () => {
  const folder = await folderWith({ 'api/weather.yaml': await readFile(described('weather.openapi.yaml'), 'utf8') });
  const { code, stdout, stderr } = await execute(['generate', 'api/weather.yaml', '-o', 'out'], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(TOTALS) as unknown });
  expect(stdout.split('\n')[0]).toBe('new       out/weather.postman_collection.json');
});

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
}
