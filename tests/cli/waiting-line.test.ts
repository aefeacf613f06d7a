import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { showWaiting } from '../../src/cli/waiting-line.ts';
import { folderWith } from '../helpers/folder.ts';

/** What is written while this thread is busy. */
async function writtenWhileBusy(after: number, isEnough: (text: string) => boolean, most: number): Promise<string> {
  const file = join(await folderWith(), 'terminal');
  const fd = openSync(file, 'w');
  const clear = showWaiting('making a collection', { fd, after });
  const end = Date.now() + most;
  while (Date.now() < end && !isEnough(readFileSync(file, 'utf8')));
  clear();
  closeSync(fd);
  return readFileSync(file, 'utf8');
}

it('says what is being done while the thread is busy, and removes the line', async () => {
  const text = await writtenWhileBusy(1, (written) => written !== '', 20_000);
  expect(text).toBe('\r\u001b[Kmaking a collection, 0 s\r\u001b[K');
});

it('writes nothing about what is done soon', async () => {
  expect(await writtenWhileBusy(60_000, () => false, 500)).toBe('');
});
