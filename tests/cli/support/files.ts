import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file in a folder, also in hidden ones: its bytes, by its path there. */
export async function everyFile(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'latin1')]);
  return Object.fromEntries(await Promise.all(texts));
}
