/** What the Postman CLI says against a collection that it migrates to version 3 of the format. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPostmanCli } from '../../src/run/postman-binary.ts';

/** `folder` is for what it writes. */
export function problemsOfLint(collection: string, folder: string): readonly string[] {
  const postman = (...args: string[]) => {
    const env = { PATH: process.env['PATH'], HOME: homeIn(folder) };
    return spawnSync(findPostmanCli(), args, { env, encoding: 'utf8', maxBuffer: 1e8 });
  };
  const migrated = join(folder, 'migrated');
  const { status, stdout, stderr } = postman('collection', 'migrate', collection, '--output', migrated);
  if (status !== 0) return [`migrate ended with ${status}: ${`${stderr}${stdout}`.slice(0, 300)}`];
  const lint = postman('collection', 'lint', migrated, '--reporter', 'json', '--fail-severity', 'warning');
  if (lint.status === 0) return [];
  return [`lint ended with ${lint.status}: ${lint.stdout.slice(0, 600)}`];
}

/** A home in which the CLI has just looked for updates, so that it asks nobody. */
function homeIn(folder: string): string {
  const home = join(folder, 'home');
  mkdirSync(join(home, '.postman'), { recursive: true });
  const updates = { updateCheckedTimestamp: Date.UTC(2100, 0) };
  writeFileSync(join(home, '.postman', 'postmanrc'), JSON.stringify({ updates }));
  return home;
}
