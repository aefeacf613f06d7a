/** Compiles the sources once, before the tests, and before each time that they run again. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { COMPILED, SOURCES } from './compiled.ts';

/** Called by Vitest. */
export function setup(project: TestProject): void {
  compile();
  project.onTestsRerun(compile);
}

function compile(): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const record = ['--incremental', '--tsBuildInfoFile', join(COMPILED, 'tsc.json')];
  const options = ['-p', 'tsconfig.build.json', '--outDir', COMPILED, '--declaration', 'false', ...record];
  execFileSync(process.execPath, [tsc, ...options], { stdio: 'inherit' });
  const scripts = join(SOURCES, 'sandbox');
  for (const name of readdirSync(scripts).filter((name) => name.endsWith('.js'))) {
    copyFileSync(join(scripts, name), join(COMPILED, 'sandbox', name));
  }
  removeStale();
}

/** A module whose source was removed or renamed would still be found, and its tests would pass here alone. */
function removeStale(): void {
  const all = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const made = new Set(all(SOURCES).map((name) => name.replace(/\.(c?)ts$/, '.$1js')));
  for (const name of all(COMPILED)) if (/\.c?js$/.test(name) && !made.has(name)) rmSync(join(COMPILED, name));
}
