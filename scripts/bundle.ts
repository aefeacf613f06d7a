/** Put the modules of the command line into few files, since loading hundreds takes long. Part of `npm run build`: see ADR 50. */
import { relative } from 'node:path';
import { build } from 'esbuild';
import { OWN_PLACES } from './own-places.ts';
import { removeStale } from './remove-stale.ts';

const PLACES = {
  entryPoints: ['dist/cli/bin.js'],
  outdir: 'dist',
  outbase: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
};
const FORM = { bundle: true, splitting: true, packages: 'external', platform: 'node', format: 'esm' } as const;

const DAY_MS = 86_400_000;

const options = { target: 'node20.19', allowOverwrite: true, metafile: true as const, plugins: [OWN_PLACES] };
const { metafile } = await build({ ...PLACES, ...FORM, ...options });
const bundled = Object.keys(metafile.outputs).map((path) => relative('dist', path));
// A package has nothing but what this build made.
removeStale(bundled, process.argv.includes('--all') ? 0 : DAY_MS);
