import { createRequire } from 'node:module';
import { UserError } from '../core/errors.ts';
import type { ClientName } from './events.ts';
import { findPostmanCli } from './postman-binary.ts';

/**
 * The client that runs a collection where none is named: Newman, or else the Postman CLI, whichever is installed.
 *
 * @throws UserError `run/no-client` where neither is.
 */
export function firstInstalled(): ClientName {
  if (hasNewman()) return 'newman';
  try {
    findPostmanCli();
  } catch {
    throw new UserError({
      code: 'run/no-client',
      message: 'neither Newman nor the Postman CLI is installed',
      hint: 'npm install --save-dev newman',
    });
  }
  return 'postman';
}

/** @throws UserError `run/no-client` where Newman is asked for and is not installed. */
export function requireNewman(): void {
  if (hasNewman()) return;
  throw new UserError({
    code: 'run/no-client',
    message: 'Newman is not installed',
    hint: 'npm install --save-dev newman, or use `--client postman`.',
  });
}

function hasNewman(): boolean {
  try {
    createRequire(import.meta.url).resolve('newman');
    return true;
  } catch {
    return false;
  }
}
