/** The keys of `postman-contract.yaml`: each gives an option of the commands that have it. Options of the command line win. */

import { FOLDERS_BY } from '../../contract/folders.ts';
import { CLIENT_NAMES } from '../../run/events.ts';
import { WRITES } from '../../run/prepare.ts';

export type KeyType =
  | { readonly kind: 'text' }
  /** A path, relative to the file; a URL stays as it is. */
  | { readonly kind: 'path' }
  | { readonly kind: 'flag' }
  /** A whole number from 0 to 100. */
  | { readonly kind: 'percent' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: 'text' | 'path'; readonly joined?: true };

export interface Key {
  readonly type: KeyType;
  /** The option that it gives. */
  readonly option: string;
  /** The commands to which it belongs, where an option of the same name means something else in another. */
  readonly commands?: readonly string[];
  readonly about: string;
}

export type Keys = Readonly<Record<string, Key>>;

const TEXT = { kind: 'text' } as const;
const PATH = { kind: 'path' } as const;
const FLAG = { kind: 'flag' } as const;

/** Of the whole file, beside `description`, `target`, `targets` and `gates`. */
export const KEYS = {
  output: {
    type: PATH,
    option: 'output',
    commands: ['generate', 'check'],
    about: 'The folder, or the .json file, that `generate` writes.',
  },
  spec: { type: PATH, option: 'spec', about: 'The folder for a description that is a module, as YAML.' },
  folders: {
    type: { kind: 'choice', of: FOLDERS_BY },
    option: 'folders',
    about: 'How requests are sorted.',
  },
  overlays: {
    type: { kind: 'list', of: 'path' },
    option: 'overlay',
    about: 'OpenAPI Overlays, in the order in which they are applied.',
  },
  arazzo: { type: PATH, option: 'arazzo', about: 'Use cases, as an Arazzo document.' },
  data: { type: PATH, option: 'data', about: 'Items for the reference server and saved responses.' },
  root: { type: PATH, option: 'root', about: 'The folder to all of which $refs may lead.' },
  allowHosts: { type: { kind: 'list', of: 'text' }, option: 'allow-host', about: 'Hosts to which $refs may lead.' },
  strict: { type: FLAG, option: 'strict', about: 'Whether a fault in one operation refuses the description.' },
  client: {
    type: { kind: 'choice', of: CLIENT_NAMES },
    option: 'client',
    about: 'What sends the requests of `run` and `prove`.',
  },
  collection: { type: PATH, option: 'collection', about: 'The collection that `run` runs, instead of a new one.' },
  reports: { type: PATH, option: 'reports', about: 'The folder for the JUnit and JSON reports of `run`.' },
  report: { type: { kind: 'list', of: 'text' }, option: 'report', about: 'More reports of `run`: [<format>=]<file>.' },
} as const satisfies Keys;

/** What must hold for a run to be green, beside the contract. */
export const GATES = {
  failOnNotJudged: {
    type: { kind: 'list', of: 'text', joined: true },
    option: 'fail-on-not-judged',
    about: 'Reasons for which an assertion must not stay without a judgement; [all] is every reason.',
  },
  minCoverage: {
    type: { kind: 'percent' },
    option: 'min-coverage',
    about: 'How much of the description must be asserted, in percent.',
  },
} as const satisfies Keys;

/** Of one target. Credentials are never here: they are in the environment, or in the env file. */
export const TARGET_KEYS = {
  url: { type: TEXT, option: 'target', about: 'The base URL of the API.' },
  envFile: { type: PATH, option: 'env-file', about: 'The file with the credentials, which is not committed.' },
  moves: { type: { kind: 'choice', of: ['yes', 'no'] }, option: 'moves', about: 'Whether data may change.' },
  writes: {
    type: { kind: 'choice', of: WRITES },
    option: 'writes',
    about: 'Which requests that may write are sent.',
  },
  probeCredentials: { type: FLAG, option: 'probe-credentials', about: 'Whether wrong secrets are sent.' },
  clientCert: { type: PATH, option: 'client-cert', about: 'The certificate for a server with mutual TLS (PEM).' },
  clientKey: { type: PATH, option: 'client-key', about: 'Its key (PEM).' },
} as const satisfies Keys;
