/**
 * Tests import `src/*.ts`, and get the compiled modules, as the package has them: nothing is compiled anew for each test file, and a process
 * that a test starts needs no loader.
 */
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vitest/config';

export const SOURCES = resolve('src');
/** A folder of the root, as `dist` and `src` are: modules find the package's manifest from it. */
export const COMPILED = resolve('.compiled');

/** The command line. */
export const BIN = join(COMPILED, 'cli/bin.js');

/** A module of `src` is the compiled one. */
export const compiled: Plugin = {
  name: 'compiled',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !source.endsWith('.ts')) return undefined;
    const name = relative(SOURCES, resolve(dirname(importer), source));
    return name.startsWith('..') ? undefined : join(COMPILED, name.replace(/\.ts$/, '.js'));
  },
};

/** Loaded by Node itself. */
export const COMPILED_FILES = /[/\\]\.compiled[/\\]/;
