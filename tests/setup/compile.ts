/**
 * Compiles the sources once for each state of them, before the tests, and before each time that they run again.
 *
 * The folder has the name of their hash, and gets it once it is whole: several runs, also of different sources, do not disturb one another.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ALL_COMPILED, FOLDER, SOURCES } from './compiled.ts';

const TYPESCRIPT = createRequire(import.meta.url).resolve('typescript/package.json');

const DAY_MS = 86_400_000;

/** Called by Vitest. */
export function setup(project: TestProject): void {
  const isWatching = project.vitest.config.watch;
  const folder = join(ALL_COMPILED, isWatching ? `watching-${process.pid}` : hashOfSources());
  process.env[FOLDER] = folder;
  mkdirSync(ALL_COMPILED, { recursive: true });
  for (const path of BESIDE) copyBeside(path);
  if (isWatching) {
    compile(folder);
    project.onTestsRerun(() => compile(folder));
  } else if (!existsSync(folder)) {
    const own = `${folder}.${process.pid}`;
    compile(own);
    takePlace(own, folder);
  }
  utimesSync(folder, new Date(), new Date());
  removeOld();
}

/** What modules find two folders above theirs. */
const BESIDE = ['package.json', 'docs/report.schema.json'];

/** Another run may read it now. */
function copyBeside(name: string): void {
  const path = join(ALL_COMPILED, name);
  const text = readFileSync(name, 'utf8');
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}

/** Another run may have made the same meanwhile. */
function takePlace(own: string, folder: string): void {
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(SOURCES, name))
    .filter((path) => statSync(path).isFile());
  for (const path of [TYPESCRIPT, 'tsconfig.json', 'tsconfig.build.json', ...sources])
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

function compile(folder: string): void {
  // A module whose source was removed or renamed would still be found.
  rmSync(folder, { recursive: true, force: true });
  const options = ['-p', 'tsconfig.build.json', '--outDir', folder, '--declaration', 'false'];
  execFileSync(process.execPath, [join(dirname(TYPESCRIPT), 'bin/tsc'), ...options], { stdio: 'inherit' });
  const scripts = join(SOURCES, 'sandbox');
  for (const name of readdirSync(scripts).filter((name) => name.endsWith('.js'))) {
    copyFileSync(join(scripts, name), join(folder, 'sandbox', name));
  }
}

/** What no run has used for a day. */
function removeOld(): void {
  const beside = BESIDE.map((path) => path.replace(/\/.*/, ''));
  for (const name of readdirSync(ALL_COMPILED).filter((name) => !beside.includes(name))) {
    const path = join(ALL_COMPILED, name);
    const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - used > DAY_MS) rmSync(path, { recursive: true, force: true });
  }
}
