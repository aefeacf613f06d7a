/** The version of a description, in other ways than OpenAPI writes it. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isRecord } from '../../src/core/json.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { folderWith } from '../helpers/folder.ts';

it.each([
  { name: 'a.yaml', text: 'openapi: 3.1.0', want: '3.1.0' },
  { name: 'a.yaml', text: 'openapi: "3.1"', want: '3.1' },
  {
    name: 'a.yaml',
    text: 'openapi: 3.1',
    want: '3.1',
    note: 'the version of openapi is the number 3.1, and is taken as a text',
  },
  {
    name: 'a.yaml',
    text: 'openapi: 3.0',
    want: '3.0',
    note: 'the version of openapi is the number 3.0, and is taken as a text',
  },
  {
    name: 'a.yaml',
    text: 'openapi: 3.1.x',
    want: '3.1',
    note: 'the version is the text "3.1.x", and is read as "3.1"',
  },
  {
    name: 'a.yaml',
    text: 'openapi: v3.0.2',
    want: '3.0',
    note: 'the version is the text "v3.0.2", and is read as "3.0"',
  },
  {
    name: 'a.yaml',
    text: 'openapi: 3',
    want: '3',
    note: 'the version of openapi is the number 3, and is taken as a text',
  },
  { name: 'a.json', text: '{"openapi":3.1}', want: '3.1', note: 'the version is the number 3.1, and is read as "3.1"' },
  {
    name: 'a.mjs',
    text: 'export const openapi = { openapi: 3.2 };',
    want: '3.2',
    note: 'the version is the number 3.2, and is read as "3.2"',
  },
  // Which one of them is not known.
  { name: 'a.json', text: '{"openapi":3.0}', want: 3 },
  { name: 'a.yaml', text: 'openapi: 4.0.0', want: '4.0.0' },
  { name: 'a.yaml', text: 'swagger: "2"', want: '3.0.4' },
  { name: 'a.yaml', text: 'swagger: 2.0.0', want: '3.0.4' },
  { name: 'a.yaml', text: 'swagger: "1.2"', want: undefined },
])('$text in $name is $want', async ({ name, text, want, note }) => {
  const folder = await folderWith({ [name]: text });
  const { openapi } = await loadDescription(join(folder, name));
  expect(isRecord(openapi.value) && openapi.value['openapi']).toBe(want);
  const notes = (openapi.notices ?? []).filter(({ pointer }) => pointer === '/openapi');
  expect(notes.map(({ message }) => message.replace(/:.*/, ''))).toEqual(note === undefined ? [] : [note]);
});

it('an overlay and use cases may write theirs as a number', async () => {
  const folder = await folderWith({
    'a.yaml': 'openapi: 3.1.0\ninfo: {title: A, version: "1"}',
    'overlay.yaml':
      'overlay: 1.0\ninfo: {title: B, version: 1.0}\nactions: [{target: $.info, update: {description: c}}]',
    'arazzo.yaml': 'arazzo: 1.0',
  });
  const beside = { overlay: [join(folder, 'overlay.yaml')], arazzo: join(folder, 'arazzo.yaml') };
  const { openapi, arazzo } = await loadDescription(join(folder, 'a.yaml'), beside);
  expect(openapi.value).toMatchObject({ info: { description: 'c' } });
  expect(arazzo?.value).toEqual({ arazzo: '1.0' });
});
