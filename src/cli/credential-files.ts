/** The files with which a run authenticates: an env file, a client certificate and its key. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { messageOf, UserError } from '../core/errors.ts';
import { codeOf, fileFault } from '../core/file-faults.ts';
import { readIfThere } from '../core/files.ts';
import type { Io } from './io.ts';

/** The variables of the env file, overridden by the environment of the process: but Windows sets USERNAME to the name of who is logged in. */
export async function readEnvironment(
  file: string | undefined,
  io: Io,
): Promise<Readonly<Record<string, string | undefined>>> {
  // Editors of Windows begin a file with a byte order mark, which would be a part of the first name.
  const text = (await readIfThere(file ?? '.env'))?.replace(/^\ufeff/, '');
  if (text === undefined && file !== undefined) {
    throw new UserError({ code: 'usage/no-file', message: 'file not found', place: { file } });
  }
  try {
    const found = parseEnv(text ?? '');
    if (file !== undefined) refuseOther(file, text ?? '', found);
    const { USERNAME: username } = found;
    return { ...found, ...io.env, ...(username !== undefined && { USERNAME: username }) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError({ code: 'file/unreadable', message: messageOf(error), place: { file: file ?? '.env' } });
  }
}

/** A file in which no line sets a variable: JSON, or an export of an environment of Postman. */
function refuseOther(file: string, text: string, found: NodeJS.Dict<string>): void {
  const isEmpty = text.split('\n').every((line) => /^\s*(#.*)?$/.test(line));
  if (isEmpty || Object.keys(found).some((name) => /^[\w.-]+$/.test(name))) return;
  const hint = 'An env file has lines such as `CLIENT_ID=value`.';
  throw new UserError({ code: 'file/unreadable', message: 'no line of it sets a variable', place: { file }, hint });
}

/** Clients say only that TLS failed. https://www.rfc-editor.org/rfc/rfc7468 */
export function checkPem(file: string, label: string, what: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT';
    throw new UserError({
      code: isMissing ? 'file/not-found' : 'file/unreadable',
      message: isMissing ? 'file not found' : `cannot be read: ${fileFault(error)}`,
      place: { file },
    });
  }
  if (new RegExp(`^-----BEGIN (?:[A-Z]+ )*${label}-----`, 'm').test(text)) return;
  throw new UserError({
    code: 'run/no-credentials',
    message: `this file has no ${what} in PEM format`,
    place: { file },
    hint: `It needs a line that begins with \`-----BEGIN\` and ends with \`${label}-----\`. \`openssl\` converts other formats.`,
  });
}
