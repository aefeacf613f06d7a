/** The package as others get it: packed, unpacked into a project of theirs, and used from there. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIRST_SPEC } from '../../src/cli/init/first-spec.ts';
import { LIBRARY_FILES } from '../../src/sandbox/library.ts';
import { folderWith } from '../helpers/folder.ts';
import { described, execute, INCIDENT, ROOT } from './support/cli.ts';

const run = promisify(execFile);
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** So many milliseconds, against hangs only. */
const HANGS = 600_000;

/** What npm takes along besides dist/. */
const BESIDE = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'docs/page-red.png',
  'docs/proof.schema.json',
  'docs/report.schema.json',
  // The README links to them.
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

/** What `npm pack` needs to build. */
const SOURCES = ['src', 'scripts', 'tsconfig.json', 'tsconfig.build.json'];

/** A project that depends on the package. */
let project = '';
let home = '';
let bin = '';

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  // Packed from a copy: the repository's own dist/ is nobody's business here.
  const copy = join(project, 'copy');
  for (const name of [...BESIDE, ...SOURCES]) await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await run('npm', ['pack', '--pack-destination', project], { cwd: copy });
  await rm(copy, { recursive: true });
  home = join(project, 'node_modules/postman-contract');
  await mkdir(home, { recursive: true });
  const tarball = (await readdir(project)).find((name) => name.endsWith('.tgz')) ?? '';
  await run('tar', ['-xzf', join(project, tarball), '-C', home, '--strip-components=1']);
  // Its dependencies are those of the repository, so that nothing is fetched.
  await symlink(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  bin = join(home, 'dist/cli/bin.js');
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  await copyFile(described('shop.openapi.yaml'), join(project, 'shop.openapi.yaml'));
  await writeFile(join(project, 'items.json'), JSON.stringify({ '/products': [{ id: 1, name: 'A pen' }] }));
}, HANGS);

afterAll(() => rm(project, { recursive: true, force: true }));

it('takes along what is built, and nothing else', async () => {
  const paths = (await readdir(home, { recursive: true })).filter((path) => !path.startsWith('node_modules'));
  const files = paths.filter((path) => /\.\w+$|^LICENSE$/.test(path));
  expect(files.filter((path) => !path.startsWith('dist/')).sort()).toEqual([...BESIDE].sort());
  const scripts = LIBRARY_FILES.map((file) => `dist/sandbox/${file}`);
  expect(files).toEqual(expect.arrayContaining(['dist/cli/bin.js', 'dist/index.js', 'dist/index.d.ts', ...scripts]));
  expect(files.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([]);
});

it('is taken by publint', async () => {
  const { messages } = await publint({ pkgDir: home, pack: false });
  expect(messages.filter(({ type }) => type !== 'suggestion')).toEqual([]);
});

it('gives its version and its help', async () => {
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  expect(await execute(['--version'], { bin })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(await execute(['--help'], { bin })).toMatchObject({ code: 0, stdout: expect.stringContaining('usage') });
  expect((await readFile(bin, 'utf8')).split('\n')[0]).toBe('#!/usr/bin/env node');
});

it('reads a description in TypeScript, from any folder', async () => {
  const cwd = await folderWith();
  expect(await execute(['generate', INCIDENT, '-o', 'out'], { bin, cwd })).toMatchObject({ code: 0 });
  expect(await readdir(join(cwd, 'out'))).toHaveLength(3);
});

it('runs what it generated', async () => {
  const cwd = await folderWith();
  const file = described('shop.openapi.yaml');
  expect(await execute(['generate', file, '-o', 'out'], { bin, cwd })).toMatchObject({ code: 0 });
  const argv = ['run', file, '--collection', 'out/shop.postman_collection.json', '--reports', 'reports'];
  const { code, stdout } = await execute(argv, { bin, cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('The contract holds') });
  expect(await readdir(join(cwd, 'reports'))).toHaveLength(2);
});

describe('the library', () => {
  it('compiles in a strict project, with every example of its documentation, and what `init` writes', async () => {
    await writeFile(join(project, 'first.ts'), FIRST_SPEC);
    for (const [index, { text }] of (await examples()).entries())
      await writeFile(join(project, `example-${index}.ts`), text);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2023',
      lib: ['es2023'],
      module: 'node20',
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const { stdout } = await run(process.execPath, [TSC, '-p', project]).catch((failed: { stdout: string }) => failed);
    expect(stdout).toBe('');
  });

  it(
    'runs every example, and has one for every function',
    async () => {
      const found = await examples();
      const library = (await import(join(home, 'dist/index.js'))) as object;
      const imported = new Set(
        found.flatMap(({ text }) => text.match(/\{[^}]*\} from 'postman-contract'/)?.[0].match(/\w+/g) ?? []),
      );
      expect(Object.keys(library).filter((name) => !imported.has(name))).toEqual([]);
      const runnable = found.filter(({ runs }) => runs);
      expect(runnable.length).toBeGreaterThanOrEqual(10);
      for (const [index, { text, file }] of runnable.entries()) {
        const program = join(project, `example-${index}.mjs`);
        await writeFile(program, text);
        const failed = await run(process.execPath, [program], { cwd: project }).catch((error: Error) => error.message);
        expect({ file, failed }).toMatchObject({ file, failed: { stderr: '' } });
      }
    },
    HANGS,
  );
});

interface Example {
  readonly file: string;
  readonly text: string;
  /** It needs nothing but a description. */
  readonly runs: boolean;
}

/** The examples in the documentation of the functions, and in the README: they import the package. */
async function examples(): Promise<readonly Example[]> {
  const paths = (await readdir(join(home, 'dist'), { recursive: true })).filter((path) => path.endsWith('.d.ts'));
  const files = ['README.md', ...paths.map((path) => join('dist', path))];
  const found = await Promise.all(
    files.map(async (file) => examplesIn(file, await readFile(join(home, file), 'utf8'))),
  );
  return found.flat();
}

function examplesIn(file: string, text: string): readonly Example[] {
  return [...text.replaceAll(/^ *\* ?/gm, '').matchAll(/^```ts(.*)\n([\s\S]*?)^```$/gm)]
    .map(([, info = '', example = '']) => ({ file, text: example, runs: !info.includes('no-run') }))
    .filter((example) => example.text.includes("from 'postman-contract'"));
}
