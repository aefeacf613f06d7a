/** Put the modules of the command line into few files, since loading hundreds takes long. Part of `npm run build`: see ADR 50. */
import { relative } from 'node:path';
import { build } from 'esbuild';
import { OWN_PLACES } from './own-places.ts';
import { removeStale } from './remove-stale.ts';

const PLACES = { outdir: 'dist', outbase: 'dist', chunkNames: 'chunks/[name]-[hash]', allowOverwrite: true } as const;
const FORM = { bundle: true, splitting: true, packages: 'external', platform: 'node', format: 'esm' } as const;
const OPTIONS = { ...PLACES, ...FORM, target: 'node20.19', metafile: true } as const;

const { metafile } = await build({ ...OPTIONS, entryPoints: ['dist/cli/bin.js'], plugins: [OWN_PLACES] });
const bundled = Object.keys(metafile.outputs).map((path) => relative('dist', path));
// A package has nothing but what this build made.
removeStale(bundled, process.argv.includes('--all') ? 0 : 86_400_000);
