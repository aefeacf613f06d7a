/** Put the modules of the command line into few files, since loading hundreds takes long. Part of `npm run build`: see ADR 50. */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { OWN_PLACES } from './own-places.ts';

const PLACES = {
  entryPoints: ['dist/cli/bin.js'],
  outdir: 'dist',
  outbase: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
};
const FORM = { bundle: true, splitting: true, packages: 'external', platform: 'node', format: 'esm' } as const;

rmSync('dist/chunks', { recursive: true, force: true });
await build({ ...PLACES, ...FORM, target: 'node20.19', allowOverwrite: true, plugins: [OWN_PLACES] });
