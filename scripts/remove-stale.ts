/** Removes from `dist/` what a build before made and this one did not. Part of `npm run build`. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A process that runs from `dist/` may still load what it was built with, so `ageMs` is how long ago that must have been. */
export function removeStale(bundled: readonly string[], ageMs: number): void {
  const all = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const compiled = all('src').flatMap((name) => [
    name,
    name.replace(/\.(c?)ts$/, '.$1js'),
    name.replace(/\.(c?)ts$/, '.d.$1ts'),
  ]);
  const made = new Set([...bundled, 'config.schema.json', ...compiled].map((name) => join('dist', name)));
  for (const path of all('dist').map((name) => join('dist', name))) {
    const there = statSync(path);
    if (there.isFile() && !made.has(path) && Date.now() - there.mtimeMs >= ageMs) rmSync(path);
  }
}
