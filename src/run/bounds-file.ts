/** How a client's process gets its bounds: through one environment variable, and one file that it loads first. */
import { copyFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readIfThere } from '../core/files.ts';
import { count, toShortList } from '../core/words.ts';
import type { RunEvent } from './events.ts';
import type { ResponseBounds, RunLimits } from './options.ts';

/** The environment variable that `bounds.cts` reads. */
export function boundsEnvironment({ bodyBytes, tokenBytes, responseMs }: ResponseBounds): Record<string, string> {
  return { POSTMAN_CONTRACT_BOUNDS: JSON.stringify({ bodyBytes, tokenBytes, responseMs }) };
}

/** The environment variable that `record.cts` reads. */
export function recordEnvironment({ scriptMs, requestMs }: RunLimits): Record<string, string> {
  return { POSTMAN_CONTRACT_RECORD: JSON.stringify({ scriptMs, requestMs }) };
}

/** The name of the file that `bounds.cts` writes into its working directory, once the Postman CLI has loaded it. */
export const LOADED = 'bounds-are-set';

/** A remark on the streams that `bounds.cts` ended, whose lines it writes to a file in the working directory; none where there were none. */
export async function endedStreams(folder: string): Promise<readonly RunEvent[]> {
  const lines = (await readIfThere(join(folder, 'ended-streams')))?.trim().split('\n') ?? [];
  if (lines.length === 0) return [];
  const message = `${count(lines.length, 'stream')} did not end within seconds: what had come by then was judged (${toShortList([...new Set(lines)])}).`;
  return [{ kind: 'note', message }];
}

/**
 * Copy `bounds.cts` into the folder of a client, since an installed package may lie in an archive. In sources, it is TypeScript,
 * which the Postman CLI's Node reads.
 */
export async function copyBounds(folder: string): Promise<string> {
  return copyPreload(folder, 'bounds');
}

/** Copy `record.cts`, which loads `bounds.cts` from the same folder. */
export async function copyRecord(folder: string): Promise<string> {
  await copyBounds(folder);
  return copyPreload(folder, 'record');
}

async function copyPreload(folder: string, base: 'bounds' | 'record'): Promise<string> {
  const name = `${base}${extname(import.meta.url).replace('.', '.c')}`;
  const path = join(folder, name);
  await copyFile(fileURLToPath(new URL(name, import.meta.url)), path);
  return path;
}
