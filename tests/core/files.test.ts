import { execFileSync } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  leftoversOf,
  readIfThere,
  readOutput,
  refuseUnwritable,
  removeLeftovers,
  writeFiles,
} from '../../src/core/files.ts';
import { stage } from '../../src/core/staged-file.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';

it('writes all files, in folders that need not be there, and leaves nothing beside them', async () => {
  const folder = await folderWith({ 'a.json': 'old' });
  await writeFiles([
    { path: join(folder, 'a.json'), text: 'new' },
    { path: join(folder, 'deep/er/b.json'), text: 'ä' },
  ]);
  expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('new');
  expect(await readFile(join(folder, 'deep/er/b.json'), 'utf8')).toBe('ä');
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(['a.json', 'deep', 'deep/er', 'deep/er/b.json']);
});

it.each([
  { what: 'stands below a file', second: 'a.json/b.json' },
  { what: 'is a folder', second: 'folder' },
])('leaves the first file as it was where the second $what', async ({ second }) => {
  const folder = await folderWith({ 'a.json': 'old' });
  await mkdir(join(folder, 'folder'));
  const files = [
    { path: join(folder, 'a.json'), text: 'new' },
    { path: join(folder, second), text: 'new' },
  ];
  const [finding] = await findingsOf(() => writeFiles(files));
  expect(finding?.code).toBe('output/unwritable');
  expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('old');
  expect((await readdir(folder)).sort()).toEqual(['a.json', 'folder']);
});

it('a file keeps who may read it', async () => {
  const path = join(await folderWith({ 'a.json': 'old' }), 'a.json');
  await chmod(path, 0o600);
  await writeFiles([{ path, text: 'new' }]);
  await writeFiles([], [await stage({ path, pieces: ['newer'] })]);
  expect({ mode: (await stat(path)).mode & 0o777, text: await readFile(path, 'utf8') }).toEqual({
    mode: 0o600,
    text: 'newer',
  });
});

describe('a symbolic link', () => {
  /** A repository with a link in its folder `out`. */
  const linked = async (to: string) => {
    const folder = await folderWith({
      'repo/.git/config': '',
      'repo/out/real.json': 'old',
      'repo/common/api.json': 'old',
      'other/api.json': 'old',
    });
    const path = join(folder, 'repo/out/a.json');
    await symlink(to, path);
    return { folder, path };
  };

  it.each([
    { to: 'real.json', target: 'repo/out/real.json' },
    { to: '../common/api.json', target: 'repo/common/api.json' },
    { to: '../common/new.json', target: 'repo/common/new.json' },
  ])('to $to in its repository stays, and its target is written', async ({ to, target }) => {
    const { folder, path } = await linked(to);
    await refuseUnwritable([path]);
    const staged = await stage({ path, pieces: ['new'] });
    await writeFiles([], [staged]);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, target), 'utf8')).toBe('new');
    await writeFiles([{ path, text: 'newer' }]);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, target), 'utf8')).toBe('newer');
    const all = await readdir(folder, { recursive: true });
    expect(all.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    {
      to: '../../other/api.json',
      want: /a symbolic link to \S+other\/api\.json, outside of its folder and repository/,
    },
    { to: '../.git/config', want: /a symbolic link to \S+config, which is hidden or in a hidden folder/ },
    { to: '../.git/hooks', want: /hidden/ },
    { to: 'a.json', want: /links lead in a circle/ },
    { to: '.', want: /this is a folder/ },
    { to: '../nowhere/deep/a.json', want: /there is no such file or folder/ },
  ])('to $to is refused, and nothing is written', async ({ to, want }) => {
    const { folder, path } = await linked(to);
    for (const write of [
      () => writeFiles([{ path, text: 'new' }]),
      async () => writeFiles([], [await stage({ path, pieces: ['new'] })]),
      () => refuseUnwritable([path]),
    ]) {
      const [finding] = await findingsOf(write);
      expect(finding).toMatchObject({ code: 'output/unwritable', message: expect.stringMatching(want) });
    }
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    for (const name of ['other/api.json', 'repo/common/api.json'])
      expect(await readFile(join(folder, name), 'utf8')).toBe('old');
    const all = await readdir(folder, { recursive: true });
    expect(all.filter((name) => name.endsWith('.tmp') || name.endsWith('hooks'))).toEqual([]);
  });

  it('that leads elsewhere is no fault where nothing is to be written', async () => {
    const { path } = await linked('../../other/api.json');
    const staged = await stage({ path, pieces: ['old'] });
    expect(staged.state).toBe('unchanged');
    await writeFiles([], [staged]);
  });
});

it('reads a file where there is one', async () => {
  const folder = await folderWith({ 'a.txt': 'text' });
  expect(await readIfThere(join(folder, 'a.txt'))).toBe('text');
  expect(await readIfThere(join(folder, 'b.txt'))).toBeUndefined();
});

it('refuses to read what is no file', async () => {
  const folder = await folderWith();
  const [finding] = await findingsOf(() => readIfThere(folder));
  expect(finding).toMatchObject({ code: 'file/unreadable', place: { file: folder } });
});

it('does not wait for what is no file, and does not replace it', async () => {
  const folder = await folderWith();
  const path = join(folder, 'fifo.json');
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  expect(await readOutput(path)).toBeUndefined();
  const [finding] = await findingsOf(() => writeFiles([{ path, text: 'new' }]));
  expect(finding).toMatchObject({ code: 'output/unwritable', message: expect.stringContaining('is not a file') });
  expect(await readdir(folder)).toEqual(['fifo.json']);
});

it.each(['/dev/full/a.json', '/proc/out/a.json'])('refuses to write %s', async (path) => {
  const [finding] = await findingsOf(() => writeFiles([{ path, text: 'new' }]));
  expect(finding?.code).toBe('output/unwritable');
});

it('removes the temporary files of processes that were killed, and of no other', async () => {
  // The largest id that Linux gives, which is hardly ever in use.
  const gone = '.a.json.4194303-0123456789ab.tmp';
  const kept = [
    `.a.json.${process.ppid}-0123456789ab.tmp`,
    '.c.json.4194303-0123456789ab.tmp',
    '.a.json.tmp',
    'a.json',
  ];
  const old = '.b.json.0123456789ab.tmp';
  const folder = await folderWith(Object.fromEntries([gone, old, ...kept].map((name) => [name, ''])));
  const paths = ['a.json', 'b.json'].map((name) => join(folder, name));
  expect(await leftoversOf(paths)).toEqual([gone, old].map((name) => join(folder, name)));
  await removeLeftovers(paths);
  expect((await readdir(folder)).sort()).toEqual(kept.toSorted());
});
