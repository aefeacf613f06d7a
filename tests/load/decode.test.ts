import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toText } from '../../src/load/decode.ts';
import { readText } from '../../src/load/read-file.ts';
import { findingsOf } from '../helpers/findings.ts';
import { folderWith } from '../helpers/folder.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

it.each([
  { what: 'Latin-1', from: bytes('a: \xe9t\xe9'), want: 'byte 3 is not valid UTF-8: 0xe9', column: 4 },
  { what: 'a character cut in half', from: bytes('a: 1\nb: \xc3'), want: 'byte 8 is not valid UTF-8: 0xc3', column: 4 },
  {
    what: 'what follows a replacement character',
    from: bytes('\xef\xbf\xbd\xff'),
    want: 'byte 3 is not valid UTF-8: 0xff',
    column: 2,
  },
  { what: 'UTF-16', from: Buffer.from('\ufeffa: 1', 'utf16le'), want: /encoded as UTF-16, and only UTF-8 is read/ },
  { what: 'UTF-16 without a mark', from: Buffer.from('a: 1', 'utf16le'), want: /encoded as UTF-16/ },
  { what: 'UTF-32', from: bytes('\xff\xfe\0\0a\0\0\0'), want: /encoded as UTF-32/ },
  { what: 'NUL', from: bytes('\xc3\xa9: \0'), want: 'byte 4 is NUL, which no text contains', column: 4 },
])('only UTF-8 is read: $what', async ({ from, want, column }) => {
  const [finding, ...others] = await findingsOf(() => toText(from, 'a.yaml'));
  expect(finding).toMatchObject({ code: 'document/encoding', message: expect.stringMatching(want) });
  expect([finding?.place?.column, others]).toEqual([column, []]);
});

it.each([
  { head: '\x1f\x8b\x08\0', want: 'this is a gzip archive' },
  { head: 'PK\x03\x04\0', want: 'this is a ZIP archive' },
  { head: '%PDF-1.7', want: 'this is a PDF document' },
])('a file of another kind is named: $want', async ({ head, want }) => {
  expect(await findingsOf(() => toText(bytes(head), 'a.yaml'))).toMatchObject([{ message: want }]);
});

it('accepts every text of UTF-8, the replacement character included', () => {
  expect(toText(Buffer.from('a: \ufffd\u{1f600}é'), 'a.yaml')).toBe('a: \ufffd\u{1f600}é');
});

it('does not wait for a pipe', async () => {
  const file = join(await folderWith(), 'pipe.yaml');
  execFileSync('mkfifo', [file]);
  expect(await findingsOf(() => readText(file))).toMatchObject([{ code: 'file/unreadable', place: { file } }]);
});

it('keeps a byte order mark for the parser', async () => {
  const file = join(await folderWith(), 'a.yaml');
  await writeFile(file, '\ufeffa: 1');
  expect(await readText(file)).toBe('\ufeffa: 1');
});
