import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDescription } from '../../src/load/load-description.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';

const MODULE = "export const openapi = { openapi: '3.1.0' };\n";

describe('a module', () => {
  it.each([
    { name: 'a.ts', text: `interface A { openapi: string }\nexport const openapi: A = { openapi: '3.1.0' };\n` },
    { name: 'b.mts', text: `export const openapi = { openapi: '3.1.0' as const };\n` },
    { name: 'c.mjs', text: MODULE },
  ])('is read as $name', async ({ name, text }) => {
    const folder = await folderWith({ [name]: text });
    const { openapi, arazzo, data } = await loadDescription(join(folder, name));
    expect(openapi.value).toEqual({ openapi: '3.1.0' });
    expect(openapi.locate('/paths')).toEqual({ file: join(folder, name), pointer: '#/paths' });
    expect([arazzo, data]).toEqual([undefined, undefined]);
  });

  it('brings use cases and data, unless files beside it do', async () => {
    const folder = await folderWith({
      'a.mjs': `${MODULE}export const arazzo = { arazzo: '1.0.1' };\nexport const data = { '/orders': [] };\n`,
      'other.yaml': 'arazzo: 1.0.0\n',
      'data.json': '{"/orders":[{"id":1}]}',
    });
    const own = await loadDescription(join(folder, 'a.mjs'));
    expect([own.arazzo?.value, own.data]).toEqual([{ arazzo: '1.0.1' }, { '/orders': [] }]);
    const beside = { arazzo: join(folder, 'other.yaml'), data: join(folder, 'data.json') };
    const given = await loadDescription(join(folder, 'a.mjs'), beside);
    expect([given.arazzo?.value, given.data]).toEqual([{ arazzo: '1.0.0' }, { '/orders': [{ id: 1 }] }]);
  });

  it.each([
    { what: 'does not export `openapi`', text: 'export const api = {};\n', code: 'document/not-openapi' },
    { what: 'exports a text', text: "export const openapi = 'no';\n", code: 'document/not-openapi' },
    { what: 'throws', text: "throw new Error('on purpose');\n", code: 'document/syntax' },
    { what: 'throws what is no error', text: "throw 'on purpose';\n", code: 'document/syntax' },
    { what: 'imports what is not there', text: "import './nothing.mjs';\n", code: 'document/syntax' },
    { what: 'is no JavaScript', text: 'export const = 1;\n', code: 'document/syntax' },
  ])('is refused where it $what', async ({ text, code }) => {
    const folder = await folderWith({ 'a.mjs': text });
    const file = join(folder, 'a.mjs');
    const findings = await findingsOf(() => loadDescription(file));
    expect(findings).toEqual([expect.objectContaining({ code, place: { file } })]);
  });
});

describe('a file', () => {
  it.each(['none.yaml', 'none.json', 'none.ts', 'none.mjs'])('that is not there is refused: %s', async (name) => {
    const file = join(await folderWith(), name);
    expect(await findingsOf(() => loadDescription(file))).toMatchObject([{ code: 'file/not-found', place: { file } }]);
  });

  it('that is a folder is refused', async () => {
    const folder = await folderWith();
    expect(await findingsOf(() => loadDescription(folder))).toMatchObject([
      { code: 'file/unreadable', place: { file: folder } },
    ]);
  });

  it.each([
    { what: 'a link to itself', name: 'loop.yaml', want: 'cannot be read: its symbolic links lead in a circle' },
    {
      what: 'a name of 300 letters',
      name: 'a'.repeat(300),
      want: 'cannot be read: its name is too long for the file system',
    },
    { what: 'below a file', name: 'a.yaml/b.yaml', want: 'cannot be read: a part of its path is a file, not a folder' },
  ])('that is $what is refused in words', async ({ name, want }) => {
    const folder = await folderWith({ 'a.yaml': 'openapi: 3.1.0' });
    await symlink('loop.yaml', join(folder, 'loop.yaml'));
    const file = join(folder, name);
    expect(await findingsOf(() => loadDescription(file))).toEqual([
      { code: 'file/unreadable', message: want, place: { file } },
    ]);
  });

  it('beside a description that is not there is refused by its own name', async () => {
    const folder = await folderWith({ 'a.yaml': 'openapi: 3.1.0\n' });
    const arazzo = join(folder, 'none.yaml');
    const findings = await findingsOf(() => loadDescription(join(folder, 'a.yaml'), { arazzo }));
    expect(findings).toMatchObject([{ code: 'file/not-found', place: { file: arazzo } }]);
  });
});

it.each([
  { file: 'Shop API.openapi.yaml', want: 'shop-api' },
  { file: 'orders.json', want: 'orders' },
  { file: 'orders/index.mjs', want: 'orders' },
  { file: 'checkout/openapi.yaml', want: 'the-shop' },
  { file: 'checkout/swagger.json', want: 'the-shop' },
])('is named "$want" after $file', async ({ file, want }) => {
  const folder = await folderWith({
    [file]: file.endsWith('mjs') ? MODULE : '{"openapi":"3.1.0","info":{"title":"The Shop"}}',
  });
  expect((await loadDescription(join(folder, file))).name).toBe(want);
});
