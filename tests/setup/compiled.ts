/**
 * Tests import `src/*.ts`, and get the compiled modules, as the package has them: nothing is compiled anew for each test file, and a process
 * that a test starts needs no loader.
 */
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vitest/config';

export const SOURCES = resolve('src');

/** It has a folder for each state of the sources, and what modules find two folders above theirs. */
export const ALL_COMPILED = resolve('.compiled');

/** The variable with the folder of this process and those that it starts. */
export const FOLDER = 'POSTMAN_CONTRACT_COMPILED';

function compiledFolder(): string {
  return process.env[FOLDER] ?? join(ALL_COMPILED, 'none');
}

/** The command line. */
export const BIN = join(compiledFolder(), 'cli/bin.js');

/** A module of `src` is the compiled one. */
export const compiled: Plugin = {
  name: 'compiled',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !source.endsWith('.ts')) return undefined;
    const name = relative(SOURCES, resolve(dirname(importer), source));
    return name.startsWith('..') ? undefined : join(compiledFolder(), name.replace(/\.ts$/, '.js'));
  },
};

/** Loaded by Node itself. */
export const COMPILED_FILES = /[/\\]\.compiled[/\\]/;
