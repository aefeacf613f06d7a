import { parseEnv } from 'node:util';
import { openReferenceTarget, secretNames } from '../compose/reference-target.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { readIfThere } from '../core/files.ts';
import { toEnvName, toList } from '../core/words.ts';
import type { Description } from '../load/load-description.ts';
import type { ApiModel } from '../model/types.ts';
import { connectionVariables } from '../postman/variables.ts';
import type { Writes } from '../run/prepare.ts';
import type { Io } from './io.ts';

/** The server of a run, and the variables to reach it. */
export interface RunTarget {
  readonly variables: Readonly<Record<string, string>>;
  /** The names of the variables that no report may show. */
  readonly secrets: readonly string[];
  /** Not the reference server: some assertions cannot be judged there, which is tolerated. */
  readonly live: boolean;
  /** Its data may change during the run. */
  readonly moves: boolean;
  /** Which requests that may write are sent to it. */
  readonly writes: Writes;
  readonly close: () => Promise<void>;
}

export interface TargetOptions {
  /** `reference`, `production` or a URL. */
  readonly target: string;
  readonly envFile: string | undefined;
  /** Whether the data of the target may change during the run. Default: `no` on this machine, `yes` elsewhere. */
  readonly moves?: 'yes' | 'no' | undefined;
  /** Default: `refused` on this machine, `none` elsewhere. */
  readonly writes?: Writes | undefined;
}

export async function openTarget(
  description: Description,
  model: ApiModel,
  options: TargetOptions,
  io: Io,
): Promise<RunTarget> {
  if (options.target === 'reference') return openReferenceTarget(description, model);
  const connection = connectionVariables(model);
  const url = options.target === 'production' ? undefined : toSafeUrl(options.target, '--target');
  const env = await readEnvironment(options.envFile, io);
  const given = Object.fromEntries(
    connection.map(({ name, value }) => {
      const variable = toEnvName(name);
      const text = env[variable] || value;
      if (name === 'base_url') return [name, (url ?? toSafeUrl(text, variable)).replace(/\/+$/, '')];
      return [name, name === 'token_url' ? toSafeUrl(text, variable) : text];
    }),
  );
  const needed = connection.filter(({ secret, optional }) => secret && !optional).map(({ name }) => name);
  const missing = needed.filter((name) => !given[name]).map(toEnvName);
  if (missing.length > 0) {
    throw new UserError({
      code: 'run/no-credentials',
      message: `${toList(missing)} ${missing.length === 1 ? 'is' : 'are'} not set`,
      hint: 'Set them in the environment or in a .env file; not as arguments, which other users can see.',
    });
  }
  const isOurs = isHere(given['base_url'] ?? '');
  const moves = options.moves === undefined ? !isOurs : options.moves === 'yes';
  const writes = options.writes ?? (isOurs ? 'refused' : 'none');
  return { variables: given, secrets: secretNames(model), live: true, moves, writes, close: async () => {} };
}

/** A URL to which credentials may be sent: https, or http on this machine. */
function toSafeUrl(text: string, from: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const here = isHere(text);
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) || url.username || url.password) {
    const words = from === '--target' ? 'reference, production or ' : '';
    throw new UserError({
      code: 'usage/bad-option',
      message: `${from} takes ${words}an https URL without credentials, got "${url?.password ? url.host : text}"`,
      hint: 'Plain http is accepted for this machine only: it would send credentials unencrypted.',
    });
  }
  return text;
}

/** Whether a URL is on this machine. Such a server is one for tests, whose data nobody else changes. */
export function isHere(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** The variables of the env file, overridden by the environment of the process. */
async function readEnvironment(
  file: string | undefined,
  io: Io,
): Promise<Readonly<Record<string, string | undefined>>> {
  const text = await readIfThere(file ?? '.env');
  if (text === undefined && file !== undefined) {
    throw new UserError({ code: 'file/not-found', message: 'file not found', place: { file } });
  }
  try {
    return { ...parseEnv(text ?? ''), ...io.env };
  } catch (error) {
    throw new UserError({ code: 'file/unreadable', message: messageOf(error), place: { file: file ?? '.env' } });
  }
}
