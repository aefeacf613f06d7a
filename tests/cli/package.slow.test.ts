/** The package as others get it: built, packed, and run from a folder of theirs. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { described, execute, INCIDENT, ROOT } from './support/cli.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** What npm takes along besides dist/, where it is there. */
const BESIDE = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** A copy of the package, built there: the repository's own dist/ is nobody's business here. */
let home = '';
let beside: string[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  const there = await readdir(ROOT);
  beside = BESIDE.filter((name) => there.includes(name));
  for (const name of beside) await copyFile(join(ROOT, name), join(home, name));
  await symlink(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  await run(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(home, 'dist')]);
});

afterAll(() => rm(home, { recursive: true, force: true }));

it('takes along what is built, and nothing else', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: home });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual([...beside].sort());
  expect(paths).toEqual(expect.arrayContaining(['dist/cli/bin.js', 'dist/index.js', 'dist/index.d.ts']));
  expect(paths.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([]);
});

it('is taken by publint', async () => {
  const { messages } = await publint({ pkgDir: home, pack: false });
  expect(messages.filter(({ type }) => type !== 'suggestion')).toEqual([]);
});

it('gives its version, its help, and types and functions for descriptions', async () => {
  const bin = join(home, 'dist/cli/bin.js');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  expect(await execute(['--version'], { bin })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect((await readFile(bin, 'utf8')).split('\n')[0]).toBe('#!/usr/bin/env node');
  const library = (await import(join(home, 'dist/index.js'))) as object;
  expect(Object.keys(library)).toEqual(expect.arrayContaining(['json', 'ref']));
});

it.each([
  { what: 'a description in TypeScript', file: INCIDENT, holds: '54 requests' },
  { what: 'a description in YAML', file: described('weather.openapi.yaml'), holds: '1 request,' },
])('runs $what from any folder', async ({ file, holds }) => {
  const cwd = await folderWith();
  const bin = join(home, 'dist/cli/bin.js');
  expect(await execute(['generate', file, '-o', 'out'], { bin, cwd })).toMatchObject({ code: 0, stderr: '' });
  const [, collection = ''] = (await readdir(join(cwd, 'out'))).sort();
  const argv = ['run', file, '--collection', join('out', collection), '--reports', 'reports'];
  const { code, stdout } = await execute(argv, { bin, cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(`The contract holds: ${holds}`) });
  expect(await readdir(join(cwd, 'reports'))).toHaveLength(2);
});
