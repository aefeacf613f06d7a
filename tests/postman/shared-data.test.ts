import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import type { Entry, Group } from '../../src/contract/types.ts';
import { type Piece, type Placement, sharing, toPlacement } from '../../src/postman/shared-data.ts';
import { toCollection } from '../../src/postman/to-collection.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';
import { request } from '../helpers/orders.ts';
import { scriptsIn } from './scripts-in.ts';

/** A folder: requests, each with the names of what it needs, and folders in it. */
interface Folder {
  readonly [name: string]: string | Folder;
}

const SIZES: Readonly<Record<string, number>> = { big: 30_000, large: 30_001, huge: 50_000 };

/** Where each piece stands: in the collection (`/`), in a folder (`/f/`), or in a request (`/f/a`). */
function placed(root: Folder): Readonly<Record<string, readonly string[]>> {
  const needs = new Map<Entry, readonly Piece[]>();
  const paths = new Map<Entry | Group, string>();
  const toGroup = (name: string, folder: Folder, above: string): Group => {
    const path = `${above}${name}/`;
    const entries = Object.entries(folder).flatMap(([inner, names]) => {
      if (typeof names !== 'string') return [];
      const entry: Entry = { request: request({ name: inner }), assertions: [], savedResponses: [] };
      paths.set(entry, `${path}${inner}`);
      needs.set(entry, names.split(' ').filter(Boolean).map(toPiece));
      return [entry];
    });
    const groups = Object.entries(folder).flatMap(([inner, one]) =>
      typeof one === 'string' ? [] : [toGroup(inner, one, path)],
    );
    const group = { name, description: '', entries, groups };
    paths.set(group, path);
    return group;
  };
  const groups = Object.entries(root).map(([name, folder]) => toGroup(name, folder as Folder, '/'));
  const placement = toPlacement(groups, (entry) => needs.get(entry) ?? []);
  expectVisible(groups, placement, needs);
  const found = [
    ['/', placement.ofCollection] as const,
    ...[...placement.ofGroup].map(([group, pieces]) => [paths.get(group) ?? '', pieces] as const),
    ...[...placement.ofEntry].map(([entry, pieces]) => [paths.get(entry) ?? '', pieces] as const),
  ];
  return Object.fromEntries(
    found.filter(([, pieces]) => pieces.length > 0).map(([path, pieces]) => [path, pieces.map(({ name }) => name)]),
  );
}

function toPiece(name: string): Piece {
  return { table: 'schemas', name, value: 'x'.repeat(SIZES[name] ?? 10) };
}

/** Each request finds what it needs on its way down, and nothing stands twice on it. */
function expectVisible(groups: readonly Group[], placement: Placement, needs: ReadonlyMap<Entry, readonly Piece[]>) {
  const names = (pieces: readonly Piece[] | undefined) => (pieces ?? []).map(({ name }) => name);
  const walk = (group: Group, above: readonly string[]) => {
    const here = [...above, ...names(placement.ofGroup.get(group))];
    for (const entry of group.entries) {
      const finding = [...here, ...names(placement.ofEntry.get(entry))];
      expect(new Set(finding).size).toBe(finding.length);
      expect(finding).toEqual(expect.arrayContaining(names(needs.get(entry))));
    }
    for (const inner of group.groups) walk(inner, here);
  };
  for (const group of groups) walk(group, names(placement.ofCollection));
}

describe('what several requests need stands once, in the lowest folder that holds them all', () => {
  it.each<{ what: string; root: Folder; want: Readonly<Record<string, readonly string[]>> }>([
    { what: 'nothing', root: { f: { a: '' } }, want: {} },
    { what: 'by one request', root: { f: { a: 'A', b: '' } }, want: { '/f/a': ['A'] } },
    { what: 'by two of a folder', root: { f: { a: 'A', b: 'A' }, g: { c: '' } }, want: { '/f/': ['A'] } },
    { what: 'in two folders', root: { f: { a: 'A' }, g: { b: 'A' } }, want: { '/': ['A'] } },
    {
      what: 'in two folders of one folder',
      root: { f: { g: { a: 'A' }, h: { b: 'A' } }, i: { c: '' } },
      want: { '/f/': ['A'] },
    },
    {
      what: 'by a request of a folder and one of a folder in it',
      root: { f: { a: 'A', g: { b: 'A B', c: 'B' } } },
      want: { '/f/': ['A'], '/f/g/': ['B'] },
    },
    {
      what: 'some of them everywhere, by name',
      root: { f: { a: 'B A C', b: 'A' }, g: { c: 'B A' } },
      want: { '/': ['A', 'B'], '/f/a': ['C'] },
    },
    {
      what: 'more than a script should hold: what fewer need goes below',
      root: { f: { a: 'big', b: 'large big' }, g: { c: 'big large', d: 'large' }, h: { e: 'big' } },
      want: { '/': ['big'], '/f/b': ['large'], '/g/': ['large'] },
    },
    {
      what: 'what no shared script should hold: each request has its own',
      root: { f: { a: 'huge A', b: 'huge A' } },
      want: { '/f/': ['A'], '/f/a': ['huge'], '/f/b': ['huge'] },
    },
  ])('needed $what', ({ root, want }) => {
    expect(placed(root)).toEqual(want);
  });
});

it('puts pieces where scripts find them, each table on its own', () => {
  const list: Piece = { table: 'lists', name: '__proto__', value: { id: '{{x}}' } };
  expect(sharing([toPiece('A'), list]).text).toBe(
    "Object.assign(contract.schemas, { A: 'xxxxxxxxxx' });\n\n" +
      "Object.assign(contract.lists, { ['__proto__']: { id: '\\u007b\\u007bx}}' } });",
  );
  expect(sharing([]).text).toBe('');
});

it('is so in a collection: a schema of two folders in its own script, one of a folder in that of the folder', async () => {
  const answers = (name: string) => ({ 200: json({ $ref: `#/components/schemas/${name}` }) });
  const get = (tag: string, name: string) => ({ get: operation({ tags: [tag], responses: answers(name) }) });
  const paths = {
    '/a': get('one', 'Everywhere'),
    '/b': get('one', 'Folder'),
    '/c': get('one', 'Folder'),
    '/d': get('two', 'Everywhere'),
    '/e': get('two', 'Alone'),
  };
  const schemas = Object.fromEntries(
    ['Everywhere', 'Folder', 'Alone'].map((name) => [
      name,
      { type: 'object', properties: { own: { $ref: `#/components/schemas/${name}` }, [name]: { type: 'string' } } },
    ]),
  );
  const model = toModel(document({ paths, components: { schemas } }));
  const scripts = scriptsIn(toCollection(await toContract(model, [], async () => undefined)));
  const holding = (name: string) =>
    scripts
      .filter(({ text }) => text.includes(`${name}: { type: 'string' }`))
      .map(({ owner, path }) => `${owner} ${path}`);
  expect(['Everywhere', 'Folder', 'Alone'].map(holding)).toEqual([
    ['collection Orders'],
    ['folder /one'],
    ['request /two/GET /e'],
  ]);
});
