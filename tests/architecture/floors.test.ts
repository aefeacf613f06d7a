import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FLOORS = [
  'core',
  'load',
  'schema',
  'model',
  'infer',
  'rules',
  'contract',
  'postman',
  'server',
  'run',
  'report',
  'prove',
  'cli',
];

/** The server stays apart: what judges an answer never made it. */
const SERVER_MAY_USE = ['core', 'model', 'schema', 'server'];

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = filesIn('src').filter((file) => /\.[cm]?[jt]s$/.test(file));

/** Whatever a file imports, exports from, or imports when it is needed. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name);

const floorOf = (file: string): string => relative('src', file).split('/')[0] ?? '';

describe.each(sources.filter((file) => file !== 'src/index.ts'))('%s', (file) => {
  const floor = floorOf(file);
  const may = floor === 'server' ? SERVER_MAY_USE : FLOORS.slice(0, FLOORS.indexOf(floor) + 1);

  it('stands on a floor, and uses its own and those below it', () => {
    expect(FLOORS).toContain(floor);
    const used = importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => floorOf(join(file, '..', name)));
    expect(used.filter((name) => !may.includes(name))).toEqual([]);
  });

  it('knows no API by name', () => {
    expect(textOf(file)).not.toMatch(/incident/i);
  });

  it('fits on three screens', () => {
    expect(textOf(file).split('\n').length - 1).toBeLessThanOrEqual(260);
  });
});

it.each(filesIn('scripts'))('%s is thin', (file) => {
  expect(textOf(file).split('\n').length - 1).toBeLessThanOrEqual(15);
});

it('every dependency is imported by a source', () => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
  const used = sources.flatMap(importsOf);
  const resolved = sources.map(textOf).join('\n');
  const isUsed = (name: string) =>
    used.some((wanted) => wanted === name || wanted.startsWith(`${name}/`)) || resolved.includes(`resolve('${name}')`);
  expect(Object.keys(dependencies).filter((name) => !isUsed(name))).toEqual([]);
});

it('what stands beside the project is named by no file but the one that CI calls', () => {
  const beside = ['..', 'shared'].join('/');
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const own = folders.filter((name) => !['node_modules', '.git', 'dist', 'reports', '.ci'].includes(name));
  expect(own.flatMap(filesIn).filter((file) => textOf(file).includes(beside))).toEqual([]);
});
