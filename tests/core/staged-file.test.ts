import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/core/files.ts';
import { madeWhenRead, toFoldedJsonPieces, toFoldedJsonText } from '../../src/core/folded.ts';
import { discard, lineAt, stage } from '../../src/core/staged-file.ts';
import { folderWith } from '../helpers/folder.ts';

/** Beyond what is encoded and compared at once. */
const LONG = `${'é'.repeat(600_000)}\n`;

describe.each([
  { what: 'no file before', before: undefined, pieces: ['a\n', 'b\n'], state: 'new', differsAt: undefined },
  { what: 'the same text before', before: 'a\nb\n', pieces: ['a\n', 'b\n'], state: 'unchanged', differsAt: undefined },
  { what: 'another line before', before: 'a\nc\n', pieces: ['a\n', 'b\n'], state: 'changed', differsAt: 2 },
  { what: 'more text before', before: 'a\nb\nc', pieces: ['a\n', 'b\n'], state: 'changed', differsAt: 4 },
  { what: 'less text before', before: 'a\n', pieces: ['a\n', 'b\n'], state: 'changed', differsAt: 2 },
  { what: 'an empty text after', before: 'a\n', pieces: [], state: 'changed', differsAt: 0 },
  {
    what: 'a difference in a later part',
    before: `${LONG}${LONG}a`,
    pieces: [LONG, LONG, 'b'],
    state: 'changed',
    differsAt: 2_400_002,
  },
])('$what', ({ before, pieces, state, differsAt }) => {
  const text = pieces.join('');

  it('is written once it is renamed', async () => {
    const folder = await folderWith(before === undefined ? {} : { 'a.txt': before });
    const path = join(folder, 'a.txt');
    const staged = await stage({ path, pieces });
    expect(staged).toMatchObject({ state, size: Buffer.byteLength(text) });
    expect(staged.differsAt).toBe(differsAt);
    expect(await readFile(path, 'utf8').catch(() => undefined)).toBe(before);
    await writeFiles([], [staged]);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('leaves nothing where it is only compared, or discarded', async () => {
    const folder = await folderWith(before === undefined ? {} : { 'a.txt': before });
    const path = join(folder, 'a.txt');
    const found = await readdir(folder);
    expect(await stage({ path, pieces }, { dry: true })).not.toHaveProperty('temporary');
    expect(await readdir(folder)).toEqual(found);
    await discard([await stage({ path, pieces })]);
    expect(await readdir(folder)).toEqual(found);
  });
});

it('leaves nothing where making the text throws, and passes the error on', async () => {
  const folder = await folderWith({ 'a.txt': 'old' });
  const pieces = madeWhenRead(function* () {
    yield 'n'.repeat(2 ** 21);
    throw new Error('our bug');
  });
  await expect(stage({ path: join(folder, 'a.txt'), pieces })).rejects.toThrow('our bug');
  expect(await readdir(folder)).toEqual(['a.txt']);
});

it('does not touch a file that stays as it is', async () => {
  const folder = await folderWith({ 'a.txt': 'same' });
  const before = await stat(folder);
  await stage({ path: join(folder, 'a.txt'), pieces: ['same'] });
  expect((await stat(folder)).mtimeMs).toBe(before.mtimeMs);
});

it('finds the line of an offset', async () => {
  const folder = await folderWith({ 'a.txt': 'a\nb\nc\n' });
  const lines = [0, 1, 2, 4].map((offset) => lineAt(join(folder, 'a.txt'), offset));
  expect(await Promise.all(lines)).toEqual([1, 1, 2, 3]);
});

it('a list that is made when it is read has the text of an array', () => {
  const folder = (name: string, ...item: unknown[]) => ({ name, none: undefined, item, after: { short: [1, 2] } });
  const whole = { info: { name: 'n'.repeat(200) }, item: [folder('a', { id: 'x'.repeat(200) }), 'y'.repeat(200)] };
  const read = (value: unknown): unknown =>
    Array.isArray(value)
      ? madeWhenRead(() => value.map(read))
      : typeof value === 'object' && value !== null && 'item' in value
        ? { ...value, item: read(value.item) }
        : value;
  expect([...toFoldedJsonPieces(read(whole))].join('')).toBe(toFoldedJsonText(whole));
});
