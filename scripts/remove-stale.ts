/** Removes from `dist/` what a build before made and this one did not. Part of `npm run build`. */
import { readdirSync, rmSync, statSync } from 'node:fs';

/** A process that runs from `dist/` may still load what it was built with, so `ageMs` is how long ago that must have been. */
export function removeStale(bundled: readonly string[], ageMs: number): void {
  const all = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const built = (name: string) => ['$1js', 'd.$1ts'].map((ending) => name.replace(/(?<=\.)(c?)ts$/, ending));
  const made = new Set([...bundled, 'config.schema.json', ...all('src').flatMap(built)]);
  for (const path of all('dist').flatMap((name) => (made.has(name) ? [] : `dist/${name}`))) {
    const there = statSync(path);
    if (there.isFile() && Date.now() - there.mtimeMs >= ageMs) rmSync(path);
  }
}
