/** Bundled modules find the files beside them as before. It works since all files of the bundle are in folders of `dist/`. */
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

export const OWN_PLACES: Plugin = {
  name: 'own-places',
  setup: (bundling) =>
    bundling.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const own = `new URL(${JSON.stringify(`../${relative(resolve('dist'), path)}`)}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', own) };
    }),
};
