import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from '../core/errors.ts';
import { type Parsed, parseText } from './parse.ts';

/** A YAML or JSON file, read whole. */
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
      message: missing ? 'there is no such file' : messageOf(error),
      place: { file },
    });
  }
}
