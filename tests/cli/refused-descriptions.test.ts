/** Descriptions that are refused: all that is wrong is told at once, with its place, and no file is changed. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { call, described } from './support/cli.ts';
import { everyFile } from './support/files.ts';

const GOOD = await readFile(described('weather.openapi.yaml'), 'utf8');
/** With a parameter whose schema is a reference. */
const sending = (reference: string) =>
  GOOD.replace(
    /^( +)responses:/m,
    `$1parameters: [{ name: a, in: query, schema: { $ref: ${reference} } }]\n$1responses:`,
  );
const BRACE = GOOD.replace('/now:', '/now/{place:');

describe('a description that is refused is 3, told where, and changes no file', () => {
  it.each([
    {
      name: 'none.yaml',
      text: undefined,
      want: /error: file not found +file\/not-found\n {2}at {3}.*none\.yaml\n$/,
    },
    {
      name: 'bad.yaml',
      text: 'openapi: 3.1.0\ninfo:\n  title: [Weather\npaths: {}\n',
      want: /document\/syntax\n {2}at {3}.*bad\.yaml:4:1\n/,
    },
    {
      name: 'bad.json',
      text: '{\n  "openapi": "3.1.0",\n  "info": { "title" }\n',
      want: /document\/syntax\n {2}at {3}.*bad\.json:3:21\n/,
    },
    { name: 'empty.yaml', text: '', want: /^error: the file is empty +document\/not-openapi\n/ },
    {
      name: 'number.json',
      text: '{"openapi":3.0}',
      want: /is the number 3, .*\n.*\n {2}hint .*"3\.0\.4"/,
    },
    { name: 'no-paths.yaml', text: 'openapi: 3.1.0\ninfo: {}\n', want: /the document has no `paths` / },
    {
      name: 'twice.json',
      text: '{"openapi":"3.1.0",\n"openapi":"3.1.0"}',
      want: /"openapi" occurs twice .*\n.*:2:1\n/,
    },
    { name: 'tag.yaml', text: GOOD.replace('Weather', '!foo Weather'), want: /Unresolved tag: !foo/ },
    { name: 'page.yaml', text: '<html></html>', want: /this is an HTML page/ },
    {
      name: 'itself.yaml',
      text: sending("'#/components/schemas/Now'"),
      want: /reference\//,
    },
    {
      name: 'swagger.yaml',
      text: 'swagger: "1.2"\ninfo: {}\npaths: {}\n',
      want: /this is a Swagger document of another version than 2\.0: "1\.2" .*\n {2}at {3}.*swagger\.yaml:1:1 /,
    },
    {
      name: 'later.yaml',
      text: GOOD.replace('3.1.0', '4.0.0'),
      want: /document\/unsupported-version\n {2}at {3}.*later\.yaml:2:/,
    },
    {
      name: 'brace.yaml',
      text: BRACE,
      want: /^error: "\/now\/\{place" has an unbalanced brace +path\/unbalanced-brace\n {2}at {3}\S*brace\.yaml:\d+:\d+ {2}#\/paths\/~1now~1\{place\n {2}hint Write each parameter as `\{name\}`, /,
    },
    { name: 'outside.yaml', text: sending('../../../etc/passwd'), want: /file\/outside/ },
    { name: 'broken.ts', text: 'export const openapi = {', want: /document\/syntax/ },
    { name: 'other.ts', text: 'export const openApi = {};', want: /does not export `openapi`/ },
  ])('$name', async ({ name, text, want }) => {
    const folder = await folderWith({ ...(text === undefined ? {} : { [name]: text }), 'out/old.json': '{}' });
    const file = join(folder, name);
    const before = await everyFile(folder);
    for (const command of [
      ['generate', file, '-o', join(folder, 'out')],
      ['check', file, '-o', join(folder, 'out')],
      ['run', file, '--reports', join(folder, 'out')],
      ['serve', file, '--port', '0'],
    ]) {
      expect(await call(command), command[0]).toEqual({ code: 3, stdout: '', stderr: expect.stringMatching(want) });
    }
    expect(await everyFile(folder)).toEqual(before);
  });

  it('shows all that is wrong at once', async () => {
    const folder = await folderWith({ 'two.yaml': `${BRACE}  /then}: {}\n` });
    const { code, stderr } = await call(['generate', join(folder, 'two.yaml')]);
    expect({ code, codes: stderr.match(/\w+\/[\w-]+(?=\n {2}at)/g) }).toEqual({
      code: 3,
      codes: ['path/unbalanced-brace', 'path/unbalanced-brace'],
    });
  });

  it.each([
    { what: 'UTF-16', bytes: Buffer.from('\ufeffa: 1', 'utf16le'), want: /encoded as UTF-16.*document\/encoding/ },
    { what: 'invalid UTF-8', bytes: Buffer.from([0x61, 0xff]), want: /byte 1 is not valid UTF-8: 0xff/ },
    { what: 'an archive', bytes: Buffer.from([0x1f, 0x8b, 8, 0]), want: /this is a gzip archive/ },
  ])('names what is no text: $what', async ({ bytes, want }) => {
    const file = join(await folderWith(), 'a.yaml');
    await writeFile(file, bytes);
    expect(await call(['generate', file])).toMatchObject({ code: 3, stderr: expect.stringMatching(want) });
  });

  it('says that a folder is none', async () => {
    const folder = join(await folderWith(), 'spec');
    await mkdir(folder);
    expect(await call(['generate', folder])).toMatchObject({ code: 3, stderr: expect.stringContaining('is a folder') });
  });

  it('is one error for a Markdown file', async () => {
    const folder = await folderWith({ 'README.md': '# API\n\n* [a](#a): `b`\n* c: d: e\n\n| a |\n|---|\n' });
    const { code, stderr } = await call(['generate', join(folder, 'README.md')]);
    expect({ code, errors: stderr.match(/^error:/gm) }).toEqual({ code: 3, errors: ['error:'] });
  });
});
