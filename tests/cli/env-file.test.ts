/** Which of the env file and the environment of the process counts. */
import { expect, it } from 'vitest';
import { readEnvironment } from '../../src/cli/credential-files.ts';
import type { Io } from '../../src/cli/io.ts';
import { folderWith } from '../helpers/folder.ts';

it('the environment comes before the file, but for USERNAME, which Windows sets', async () => {
  const folder = await folderWith({ 'a.env': 'CLIENT_ID=of-the-file\nUSERNAME=of-the-file\nKEY=of-the-file\n' });
  const env = { CLIENT_ID: 'of-the-process', USERNAME: 'of-the-system' };
  expect(await readEnvironment(`${folder}/a.env`, { env } as Partial<Io> as Io)).toMatchObject({
    CLIENT_ID: 'of-the-process',
    USERNAME: 'of-the-file',
    KEY: 'of-the-file',
  });
  const other = await folderWith({ 'b.env': 'KEY=k\n' });
  expect(await readEnvironment(`${other}/b.env`, { env } as Partial<Io> as Io)).toMatchObject({
    USERNAME: 'of-the-system',
  });
});
