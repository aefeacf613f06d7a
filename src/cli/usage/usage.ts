/** The command line of a command as data: what `parseArgs` takes, and what its help says. */

/** One option. What `parseArgs` knows of it: https://nodejs.org/api/util.html#utilparseargsconfig */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: string | boolean;
  /** What stands for its value in the help, such as `<file>`. */
  readonly value?: string;
  /** A phrase without a full stop. The default and "may be repeated" are added. */
  readonly help: string;
}

export interface Usage {
  readonly name: string;
  /** What follows the name in a command line. */
  readonly takes: string;
  /** One or two sentences. */
  readonly about: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Command lines, without the name of the program, each with what it does. */
  readonly examples: readonly (readonly [argv: string, what: string])[];
  /** Further sections: a heading and its text. */
  readonly notes?: readonly (readonly [heading: string, text: string])[];
}

/** How a description is read: its overlays, in the order in which they are applied, whether every fault refuses it, and what it may refer to. */
export const OVERLAY = {
  overlay: {
    type: 'string',
    multiple: true,
    value: '<file>',
    help: 'an OpenAPI Overlay 1.0 or 1.1 that is applied to the description first',
  },
  strict: {
    type: 'boolean',
    default: false,
    help: 'refuse a description for a fault in one operation; by default, that operation is left out',
  },
  root: {
    type: 'string',
    value: '<folder>',
    help: '$refs may lead to all of this folder; by default to the folder of the description, and to YAML and JSON files of its Git repository',
  },
  'allow-host': { type: 'string', multiple: true, value: '<host>', help: '$refs may lead to this host' },
} as const satisfies Usage['options'];

/** Which operations of a description are meant. All, by default. */
export const PART = {
  tag: { type: 'string', multiple: true, value: '<name>', help: 'only operations with this tag, and what they need' },
  path: {
    type: 'string',
    multiple: true,
    value: '<path>',
    help: 'only operations of this path, and what they need; it may end with *',
  },
  operation: { type: 'string', multiple: true, value: '<id>', help: 'only this operation, and what it needs' },
} as const satisfies Usage['options'];

/** Use cases and data beside a description. */
export const ARAZZO = {
  arazzo: { type: 'string', value: '<file>', help: 'use cases, as an Arazzo document' },
} as const satisfies Usage['options'];

export const DATA = {
  data: { type: 'string', value: '<file>', help: 'items for the reference server and saved responses' },
} as const satisfies Usage['options'];

/** Where requests go, and with which credentials. */
export const ENV_FILE = {
  'env-file': { type: 'string', value: '<file>', help: 'where credentials are; default: .env; also --env' },
} as const satisfies Usage['options'];

export const CERTIFICATE = {
  'client-cert': { type: 'string', value: '<file.pem>', help: 'the certificate for a server with mutual TLS' },
  'client-key': { type: 'string', value: '<file.pem>', help: 'its key' },
} as const satisfies Usage['options'];

export const JSON_OUTPUT = {
  json: { type: 'boolean', default: false, help: 'output for programs' },
} as const satisfies Usage['options'];

/** What makes a run red, or a merged one. */
export const GATES = {
  'min-coverage': {
    type: 'string',
    value: '<percent>',
    help: 'how much of the description must be asserted; default: 0',
  },
  'fail-on-not-judged': {
    type: 'string',
    value: '<all|reason,…>',
    help: 'what must not stay without a judgement; default: nothing',
  },
} as const satisfies Usage['options'];

/** How much is said on standard error. `main` reads `quiet` itself. */
export const TALK = {
  quiet: { type: 'boolean', short: 'q', default: false, help: 'nothing on standard error but errors' },
  verbose: { type: 'boolean', default: false, help: 'all notices about the description, each with its place' },
} as const satisfies Usage['options'];

/** What `main` reads itself, for all commands that read a description. */
export const CONFIG = {
  config: {
    type: 'string',
    value: '<file>',
    help: 'the description and options of this folder; those given here win; default: postman-contract.yaml',
  },
} as const satisfies Usage['options'];

export const WATCH = {
  watch: { type: 'boolean', default: false, help: 'do it again whenever the description changes; Ctrl-C stops' },
} as const satisfies Usage['options'];

export const CREDENTIALS = [
  'credentials',
  '`--target production` and `--target <url>` take them from the environment or from the env file, never from arguments. They have the names of the variables of the collection, in upper case and with underscores: CLIENT_ID, CLIENT_SECRET, API_KEY, and VAULT_KEY for `vaultKey`. So have BASE_URL, TOKEN_URL, TOKEN_SCOPE and OPENID_CONFIGURATION_URL. Node reads --env-file, too: a file that is not there ends with its message and 9. `--env` is the same option, which Node does not read.',
] as const;
