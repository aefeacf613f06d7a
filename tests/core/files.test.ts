import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leftoversOf, readIfThere, readOutput, removeLeftovers, writeFiles } from '../../src/core/files.ts';
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
