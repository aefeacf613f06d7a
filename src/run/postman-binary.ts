import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { UserError } from '../core/errors.ts';

const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'pm-bin-macos-arm64',
  'darwin-x64': 'pm-bin-macos-x64',
  'linux-arm64': 'pm-bin-linux-arm64',
  'linux-x64': 'pm-bin-linux-x64',
  'win32-x64': 'pm-bin-windows-x64',
};

/** Where to look. By default, from this package and from the working directory. */
export interface Surroundings {
  readonly platform: string;
  readonly path: string;
  /** Files or folders whose `node_modules` are searched. */
  readonly from: readonly string[];
}

/**
 * Find the Postman CLI: that of the npm package `postman-cli`, else `postman` on the PATH.
 *
 * It is the binary itself, not the package's `bin/postman`: that starts the binary as a child, which may survive when its parent
 * is killed.
 */
export function findPostmanCli(surroundings: Partial<Surroundings> = {}): string {
  const {
    platform = `${process.platform}-${process.arch}`,
    path = process.env['PATH'] ?? '',
    from = [import.meta.url, join(process.cwd(), 'package.json')],
  } = surroundings;
  const file = platform.startsWith('win32') ? 'postman.exe' : 'postman';
  const packaged = from.map((start) => resolveFrom(start, `@postman/${PACKAGES[platform]}/bin/${file}`));
  const onPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, file));
  const found = [...packaged, ...onPath].find((candidate) => candidate !== undefined && isExecutable(candidate));
  if (found !== undefined) return found;
  throw new UserError({
    code: 'run/no-client',
    message: `the Postman CLI is not installed (looked for the package postman-cli, and for ${file} on the PATH)`,
    hint: 'npm install --save-dev postman-cli',
  });
}

/** Resolve it directly, or from `postman-cli`, since a package manager may hide the dependencies of dependencies. */
function resolveFrom(start: string, request: string): string | undefined {
  const near = createRequire(start);
  try {
    return near.resolve(request);
  } catch {
    try {
      return createRequire(near.resolve('postman-cli/package.json')).resolve(request);
    } catch {
      return undefined;
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
