/** Which files of a version 3 folder `generate` writes, compares and removes. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { call, described } from './support/cli.ts';

const SHOP = described('notes.openapi.json');
const FOLDER = 'notes.postman_collection';

interface Listed {
  readonly stale: boolean;
  readonly files: readonly { readonly path: string; readonly state: string }[];
}

const formats = (...names: readonly string[]) => names.flatMap((name) => ['--format', name]);

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function textsIn(folder: string): Promise<Record<string, string>> {
  const paths = (await filesIn(folder)).sort();
  const texts = paths.map(async (path) => [path.slice(folder.length), await readFile(path, 'utf8')]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}

describe('generate --format', () => {
  it('writes one format or both, and the same bytes each time', async () => {
    const [one, other] = [await folderWith(), await folderWith()];
    expect(await call(['generate', SHOP, '-o', one, ...formats('v3', 'v2.1')])).toMatchObject({ code: 0 });
    expect(await call(['generate', SHOP, '-o', other, ...formats('v3')])).toMatchObject({ code: 0 });
    const only = await textsIn(join(other, FOLDER));
    expect(await textsIn(join(one, FOLDER))).toEqual(only);
    expect(Object.keys(only)).toContain('/.resources/definition.yaml');
    expect(await readdir(one)).toContain('notes.postman_collection.json');
    expect(await readdir(other)).not.toContain('notes.postman_collection.json');
  });

  it.each([
    { argv: formats('v4'), message: '--format takes v2.1 or v3, got "v4"' },
    { argv: [...formats('v3'), '-o', 'notes.json'], message: '--format v3 writes a folder, and --output is a file' },
  ])('refuses $argv', async ({ argv, message }) => {
    const { code, stderr } = await call(['generate', SHOP, ...argv]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as unknown });
  });
});

describe('a version 3 folder that is there already', () => {
  it('loses the files of operations that are gone, and keeps those of its user', async () => {
    const output = await folderWith();
    const argv = [SHOP, '-o', output, ...formats('v2.1', 'v3')];
    await call(['generate', ...argv]);
    const folder = join(output, FOLDER);
    const before = await filesIn(folder);
    const mine = join(folder, 'Mine.request.yaml');
    await writeFile(mine, '$kind: http-request\n');
    expect(await call(['check', ...argv])).toMatchObject({ code: 0 });

    const part = [...argv, '--operation', 'listNotes', '--json'];
    const checked = await call(['check', ...part]);
    const { files } = JSON.parse(checked.stdout) as Listed;
    const gone = files.filter(({ state }) => state === 'removed');
    expect(checked.code).toBe(1);
    expect(gone.length).toBeGreaterThan(0);
    expect(await filesIn(folder)).toHaveLength(before.length + 1);

    // One of them was changed by hand.
    const edited = before.find((path) => path.endsWith(gone[0]?.path.split('/').at(-1) ?? '-')) ?? '';
    await writeFile(edited, `${await readFile(edited, 'utf8')}# mine\n`);
    const { code, stderr } = await call(['generate', ...part.slice(0, -1)]);
    expect(code).toBe(0);
    expect(stderr).toContain(`changed by hand, so it stays: ${edited}`);
    const after = await filesIn(folder);
    expect(after).toContain(mine);
    expect(after).toContain(edited);
    expect(after).toHaveLength(before.length + 1 - (gone.length - 1));
    expect(await call(['check', ...part])).toMatchObject({ code: 0 });
  });

  it('is stale where one of its files is missing or changed', async () => {
    const output = await folderWith();
    const argv = [SHOP, '-o', output, ...formats('v3')];
    await call(['generate', ...argv]);
    const [first = '', second = ''] = (await filesIn(output)).filter((path) => path.endsWith('.request.yaml'));
    await rm(first);
    await writeFile(second, 'changed');
    const { code, stdout } = await call(['check', ...argv, '--json']);
    expect(code).toBe(1);
    const states = (JSON.parse(stdout) as Listed).files.map(({ state }) => state);
    expect(states.filter((state) => state !== 'unchanged').sort()).toEqual(['changed', 'new']);
  });

  it('is refused where somebody else made it', async () => {
    const output = await folderWith({ [`${FOLDER}/.resources/definition.yaml`]: '$kind: collection\n' });
    const { code, stderr } = await call(['generate', SHOP, '-o', output, ...formats('v2.1', 'v3')]);
    expect(code).toBe(4);
    expect(stderr).toContain('has files that `generate` did not write');
    expect(await filesIn(output)).toHaveLength(1);
  });

  it('removes nothing outside of it, whatever its list says', async () => {
    const list = JSON.stringify({ '../outside.yaml': 'e3b0c44298fc1c14', '/etc/hostname': 'x', '': 'x', '..': 'x' });
    const output = await folderWith({
      [`${FOLDER}/.resources/written-by-postman-contract.json`]: list,
      'outside.yaml': '',
    });
    expect(await call(['generate', SHOP, '-o', output, ...formats('v3')])).toMatchObject({ code: 0 });
    expect(await readFile(join(output, 'outside.yaml'), 'utf8')).toBe('');
  });
});
