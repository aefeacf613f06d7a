/**
 * Put the modules of the command line into few files, since loading hundreds takes most of the time of a small command. Part of
 * `npm run build`. The modules stay beside it: for the library, and for what is loaded by its path.
 */
import { readFileSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Modules find the files beside them as before: all files of the bundle are in folders of `dist/`. */
const OWN_PLACES: Plugin = {
  name: 'own-places',
  setup: (bundling) =>
    bundling.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const own = `new URL(${JSON.stringify(`../${relative(resolve('dist'), path)}`)}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', own) };
    }),
};

rmSync('dist/chunks', { recursive: true, force: true });
await build({
  entryPoints: ['dist/cli/bin.js'],
  outdir: 'dist',
  outbase: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  plugins: [OWN_PLACES],
  logLevel: 'warning',
});
