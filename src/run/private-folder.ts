import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { fileFault } from '../core/file-faults.ts';
import { withoutProxy } from '../core/proxy.ts';
import { atExit } from './at-exit.ts';

export interface PrivateFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/**
 * A new folder that only this user can read (mkdtemp gives it mode 0700), as the home directory of a client.
 *
 * So a client reads no settings of the user, such as `.newmanrc`, and its files are removed with the folder, also when this
 * process exits early.
 */
export async function makePrivateFolder(): Promise<PrivateFolder> {
  const path = await mkdtemp(resolve(tmpdir(), 'postman-contract-')).catch((error: unknown) => {
    const message = `cannot make a folder in ${tmpdir()}: ${fileFault(error)}`;
    const hint = 'Set TMPDIR to a folder for temporary files.';
    throw new UserError({ code: 'output/unwritable', message, hint });
  });
  const removeNow = () => rmSync(path, { recursive: true, force: true });
  const callOff = atExit(removeNow);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      callOff();
    },
  };
}

/** The environment variables that a client needs. It gets no others, since they may hold credentials of a CI job. */
const NEEDED =
  /^(PATH|SYSTEMROOT|WINDIR|TEMP|TMP|TMPDIR|LANG|LC_\w+|(HTTPS?|NO|ALL)_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR))$/i;

/** Those that are paths, also several. A client runs in another folder, from which a relative one would lead elsewhere. */
const PATHS = /^(TEMP|TMP|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR))$/i;

/** The environment of a client's process. */
export function clientEnvironment(home: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const needed = Object.entries(env).filter(([name]) => NEEDED.test(name) && !/^no_proxy$/i.test(name));
  const absolute = needed.map(([name, value]) => [name, PATHS.test(name) ? toAbsolute(name, value) : value]);
  return { ...Object.fromEntries(absolute), NO_PROXY: withoutProxy(env), HOME: home, USERPROFILE: home };
}

/** OpenSSL takes several folders. https://docs.openssl.org/3.0/man3/SSL_CTX_load_verify_locations/ */
function toAbsolute(name: string, value = ''): string {
  if (value === '') return value;
  const paths = /^SSL_CERT_DIR$/i.test(name) ? value.split(delimiter) : [value];
  return paths.map((path) => (path === '' ? path : resolve(path))).join(delimiter);
}
