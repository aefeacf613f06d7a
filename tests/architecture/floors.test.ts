import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FLOORS = [
  'core',
  'load',
  'schema',
  'model',
  'infer',
  'sandbox',
  'rules',
  'contract',
  'postman',
  'server',
  'compose',
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

/** What is wrong with a source of the library. */
function findingsIn(file: string): string[] {
  const floor = floorOf(file);
  if (!FLOORS.includes(floor)) return [`${file} stands on no floor`];
  const may = floor === 'server' ? SERVER_MAY_USE : FLOORS.slice(0, FLOORS.indexOf(floor) + 1);
  const used = importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => floorOf(join(file, '..', name)));
  const wrong = used.filter((name) => !may.includes(name)).map((name) => `${file} uses ${name}/`);
  return [
    ...wrong,
    ...(/incident/i.test(textOf(file)) ? [`${file} knows an API by name`] : []),
    ...longerThan(260, file),
  ];
}

function longerThan(most: number, file: string): string[] {
  const lines = textOf(file).split('\n').length - 1;
  return lines > most ? [`${file} has ${lines} lines, and may have ${most}`] : [];
}

it('every source stands on a floor and uses its own and those below it, knows no API by name, and fits on three screens', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => file !== 'src/index.ts').flatMap(findingsIn)).toEqual([]);
});

it('every script is thin', () => {
  expect(filesIn('scripts').flatMap((file) => longerThan(15, file))).toEqual([]);
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
  const own = folders.filter((name) => !['node_modules', '.git', '.compiled', 'dist', 'reports', '.ci'].includes(name));
  expect(own.flatMap(filesIn).filter((file) => textOf(file).includes(beside))).toEqual([]);
});
