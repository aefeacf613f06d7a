import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit.ts';

export interface PrivateFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/**
 * A new folder that nobody else can look into (mkdtemp makes it with mode 0700), for a client to call its home.
 *
 * So a client reads no settings of its user, such as `.newmanrc`, and what it leaves behind goes away with the folder, also when
 * this process exits in between.
 */
export async function makePrivateFolder(): Promise<PrivateFolder> {
  const path = await mkdtemp(join(tmpdir(), 'postman-contract-'));
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

/** What a client's process needs of our environment. Not the rest: credentials of CI jobs stand there. */
const NEEDED =
  /^(PATH|SYSTEMROOT|WINDIR|TEMP|TMP|TMPDIR|LANG|LC_\w+|(HTTPS?|NO|ALL)_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR))$/i;

/** The environment of a client's process, at home in a folder of ours. */
export function clientEnvironment(home: string): NodeJS.ProcessEnv {
  const needed = Object.entries(process.env).filter(([name]) => NEEDED.test(name));
  return { ...Object.fromEntries(needed), HOME: home, USERPROFILE: home };
}
