/** Compiles the sources once, before the tests, and before each time that they run again. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
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
}
