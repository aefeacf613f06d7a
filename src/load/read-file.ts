import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from '../core/errors.ts';
import { type Parsed, parseText } from './parse.ts';

/** Read and parse a YAML or JSON file. */
export async function readParsed(file: string): Promise<Parsed> {
  return parseText(await readText(file), file);
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UserError({
      code: missing ? 'file/not-found' : 'file/unreadable',
      message: missing ? 'file not found' : messageOf(error),
      place: { file },
    });
  }
}
