/** No command overwrites what it reads. */
import { link, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { call } from './support/cli.ts';

const api = (more: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Small', version: '1' },
  paths: { '/now': { get: { responses: { 200: { description: 'Now' } } } }, ...more },
});
const there = { get: { responses: { 200: { description: 'There' } } } };

const FILES = {
  'i.json': JSON.stringify(api({ '/there': { $ref: './part.json' } })),
  'part.json': JSON.stringify(there),
  'o.yaml': 'overlay: 1.1.0\ninfo: { title: A, version: "1" }\nactions: [{ target: $.info, update: { title: B } }]\n',
  '.env': 'A=b\n',
};

it.each([
  { argv: ['infer', 'i.json', '-o', 'i.json'], of: 'i.json' },
  { argv: ['infer', 'i.json', '-o', 'sub/../i.json'], of: 'i.json' },
  { argv: ['infer', 'i.json', '--overlay', 'o.yaml', '-o', 'o.yaml'], of: 'o.yaml' },
  { argv: ['generate', 'i.json', '-o', 'i.json'], of: 'i.json' },
  { argv: ['generate', 'i.json', '-o', 'part.json'], of: 'part.json' },
  { argv: ['generate', 'i.json', '-o', 'linked.json'], of: 'i.json' },
  { argv: ['generate', 'i.json', '-o', 'hard.json'], of: 'i.json' },
  { argv: ['run', 'i.json', '--report', 'json=i.json'], of: 'i.json' },
  { argv: ['run', 'i.json', '--report', 'junit=part.json'], of: 'part.json' },
  { argv: ['run', 'i.json', '--env-file', '.env', '--report', 'markdown=.env'], of: '.env' },
  { argv: ['run', 'i.json', '--report', 'a.html', '--report', 'html=./a.html'], of: undefined },
  { argv: ['report', 'merge', 'i.json', '--report', 'json=i.json'], of: 'i.json' },
  { argv: ['prove', 'i.json', '--page', 'i.json'], of: 'i.json' },
])('$argv is refused, and nothing has changed', async ({ argv, of }) => {
  const folder = await folderWith(FILES);
  await symlink('i.json', join(folder, 'linked.json'));
  await link(join(folder, 'i.json'), join(folder, 'hard.json'));
  const before = await readdir(folder);
  const inFolder = argv.map((word) => word.replace(/^(\w+=)?(?=[\w./]*\.(?:json|yaml|html|env)$)/, `$1${folder}/`));
  const { code, stdout, stderr } = await call(inFolder);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(
    of === undefined ? 'two outputs would be this one file' : `this would overwrite ${folder}/${of}, which`,
  );
  expect(await readdir(folder)).toEqual(before);
  expect(await readFile(join(folder, 'i.json'), 'utf8')).toBe(FILES['i.json']);
});
