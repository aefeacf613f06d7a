/** The package as `npm pack` makes it. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './cli.ts';

export const run = promisify(execFile);

/** What npm takes along besides dist/. */
export const BESIDE = [
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

/** The path of a package made in the folder, from a copy of the sources: the repository's own dist/ is nobody's business here. */
export async function packInto(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'postman-contract-'));
  for (const name of [...BESIDE, ...SOURCES]) await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await run('npm', ['pack', '--pack-destination', folder], { cwd: copy });
  await rm(copy, { recursive: true });
  return join(folder, (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '');
}
