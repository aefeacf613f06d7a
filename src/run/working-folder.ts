import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sampleFilesIn } from '../postman/sample-files-in.ts';
import type { CollectionJson } from './prepare.ts';

/** The folder, in the private folder of a client, from which requests take files. They can take none from elsewhere. */
export const WORKING_FOLDER = 'files';

/** Make the folder with the sample files that a collection sends. Whatever other file it names is not there. */
export async function makeWorkingFolder(home: string, collection: CollectionJson): Promise<string> {
  const folder = join(home, WORKING_FOLDER);
  await mkdir(folder, { mode: 0o700 });
  await writeSampleFiles(folder, collection);
  return folder;
}

export async function writeSampleFiles(folder: string, collection: CollectionJson): Promise<void> {
  for (const { path, bytes } of sampleFilesIn(collection)) {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, path), bytes, { mode: 0o600 });
  }
}
