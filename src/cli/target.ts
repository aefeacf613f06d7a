import { resolve } from 'node:path';
import { openReferenceTarget, secretNames } from '../compose/reference-target.ts';
import { UserError } from '../core/errors.ts';
import { toEnvName } from '../core/variable-names.ts';
import { toList } from '../core/words.ts';
import type { Description } from '../load/load-description.ts';
import { schemesInUse } from '../model/chosen-security.ts';
import { toAbsolute } from '../model/relative-urls.ts';
import type { ApiModel } from '../model/types.ts';
import { type CollectionVariable, connectionVariables, ownServers } from '../postman/variables.ts';
import type { ClientCertificate } from '../run/options.ts';
import type { Writes } from '../run/prepare.ts';
import { isTooShort } from '../run/redact.ts';
import { checkPem, readEnvironment } from './credential-files.ts';
import { credentialsInWords } from './credential-words.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';

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
  /** Whether wrong client secrets and passwords are sent to it. */
  readonly probes: boolean;
  readonly clientCertificate?: ClientCertificate | undefined;
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
  /** Whether wrong credentials are sent to another machine. Default: no, since they could lock the client out. */
  readonly probes?: boolean | undefined;
  /** Files in PEM format, for a server that asks for a client certificate. Both or none. */
  readonly clientCert?: string | undefined;
  readonly clientKey?: string | undefined;
  /** Called where credentials are missing, instead of an error. */
  readonly onMissing?: (error: UserError) => void;
}

export async function openTarget(
  description: Description,
  model: ApiModel,
  options: TargetOptions,
  io: Io,
): Promise<RunTarget> {
  if (options.target === 'reference') {
    await noteUnused(options, io);
    return openReferenceTarget(description, model);
  }
  const connection = connectionVariables(model);
  const url = options.target === 'production' ? undefined : toSafeUrl(options.target, '--target');
  const env = await readEnvironment(options.envFile, io);
  const texts = new Map(connection.map(({ name, value }) => [name, env[toEnvName(name)] || value]));
  const own = new Set(ownServers(model).map(({ variable }) => variable));
  if (url !== undefined) refuseOtherServers([...own].filter((name) => !env[toEnvName(name)]));
  const described = Object.fromEntries(
    connection.map(({ name, value }) => {
      const variable = toEnvName(name);
      const text = texts.get(name) ?? value;
      if (name === 'base_url' || own.has(name)) {
        const address = name === 'base_url' && url !== undefined ? url : toSafeUrl(filled(text, texts), variable);
        return [name, address.replace(/\/+$/, '')];
      }
      return [name, URLS.has(name) ? toSafeUrl(text, variable) : text];
    }),
  );
  const given = { ...described, ...relativeUrls(model, described['base_url'] ?? '', env) };
  // "The client identifier is not a secret": https://www.rfc-editor.org/rfc/rfc6749#section-2.2
  const identifiers = new Set(connection.flatMap(({ name, identifies }) => (identifies ? [name] : [])));
  const empty = emptyPasswords(model, env);
  const needed = connection.filter(({ name }) => !empty.includes(name));
  const missing = missingCredentials(needed, given, credentialsInWords(model));
  if (missing && !options.onMissing) throw missing;
  if (missing) options.onMissing?.(missing);
  const clientCertificate = toCertificate(options, model, given['base_url'] ?? '');
  const isOurs = ['base_url', ...own].every((name) => isHere(given[name] ?? ''));
  const probes =
    options.probes === true ||
    connection.every(({ name }) => !(isUrl(name) || own.has(name)) || isHere(given[name] ?? ''));
  const moves = options.moves === undefined ? !isOurs : options.moves === 'yes';
  const writes = options.writes ?? (isOurs ? 'refused' : 'none');
  return {
    variables: given,
    secrets: secretNames(model).filter((name) => !(identifiers.has(name) && isTooShort(given[name] ?? ''))),
    live: true,
    moves,
    writes,
    probes,
    clientCertificate,
    close: async () => {},
  };
}

/** Options that have no effect on the reference server, which has its own credentials: another target may be meant. */
async function noteUnused(options: TargetOptions, io: Io): Promise<void> {
  if (options.envFile !== undefined) await readEnvironment(options.envFile, io);
  const unused = [
    ...(options.envFile === undefined ? [] : ['--env-file']),
    ...(options.clientCert === undefined ? [] : ['--client-cert']),
    ...(options.clientKey === undefined ? [] : ['--client-key']),
    ...(options.moves === undefined ? [] : ['--moves']),
    ...(options.writes === undefined ? [] : ['--writes']),
    ...(options.probes === true ? ['--probe-credentials'] : []),
  ];
  if (unused.length === 0) return;
  const have = unused.length === 1 ? 'has' : 'have';
  say([`${toList(unused)} ${have} no effect on the reference server. \`--target\` names another one.`], io.stderr);
}

/** The variables with URLs of the token endpoint. */
const URLS: ReadonlySet<string> = new Set(['token_url', 'openid_configuration_url']);

function isUrl(name: string): boolean {
  return name === 'base_url' || URLS.has(name);
}

/**
 * The URLs of the token endpoint that the description gives relative to the server. Against another server, they are those of that one: its
 * credentials must not go to the server of the description.
 */
function relativeUrls(model: ApiModel, baseUrl: string, env: Io['env']): Readonly<Record<string, string>> {
  const found = schemesInUse(model).flatMap((scheme): [string, string][] => {
    if (scheme.kind !== 'client-credentials' || scheme.relativeUrl === undefined) return [];
    const name = scheme.discovery ? 'openid_configuration_url' : 'token_url';
    return env[toEnvName(name)] ? [] : [[name, toSafeUrl(toAbsolute(scheme.relativeUrl, baseUrl), toEnvName(name))]];
  });
  return Object.fromEntries(found);
}

/** The URL of a server with its variables. */
function filled(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{\{([^{}]+)\}\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/**
 * Refuse a run against one server where operations have servers of their own: their requests would go to the servers in the
 * description, with credentials for another.
 */
function refuseOtherServers(missing: readonly string[]): void {
  if (missing.length === 0) return;
  const names = toList(missing.map(toEnvName));
  throw new UserError({
    code: 'run/no-server',
    message: `some operations have a server of their own, and ${names} ${missing.length === 1 ? 'is' : 'are'} not set`,
    hint: 'Set in the environment to which server their requests go; it may be that of --target.',
  });
}

/** The error of a run in which nothing could authenticate. */
function missingCredentials(
  connection: readonly CollectionVariable[],
  given: Readonly<Record<string, string | undefined>>,
  words: ReadonlyMap<string, string>,
): UserError | undefined {
  const missing = connection.filter(
    ({ name, secret, optional, instead = '' }) => secret && !optional && !given[name] && !given[instead],
  );
  if (missing.length === 0) return undefined;
  const names = missing.map(({ name }) => toEnvName(name));
  const others = [...new Set(missing.flatMap(({ instead }) => (instead === undefined ? [] : [toEnvName(instead)])))];
  const or = others.length > 0 ? ` (or, instead, a token as ${toList(others)})` : '';
  return new UserError({
    code: 'run/no-credentials',
    message: `${toList(names)} ${names.length === 1 ? 'is' : 'are'} not set${or}`,
    hint: `${names.flatMap((name) => (words.has(name) ? [`${name} is ${words.get(name)}. `] : [])).join('')}Set ${names.length === 1 ? 'it' : 'them'} in the environment or in a .env file; not as arguments, which other users can see.`,
  });
}

/** The variables of passwords that are set, and empty: many APIs take a key as the user name. https://www.rfc-editor.org/rfc/rfc7617#section-2 */
function emptyPasswords(model: ApiModel, env: Io['env']): readonly string[] {
  return schemesInUse(model).flatMap((scheme) =>
    (scheme.kind === 'basic' || scheme.kind === 'digest') && env[toEnvName(scheme.password)] === ''
      ? [scheme.password]
      : [],
  );
}

/** The client certificate. A server that needs one cannot be judged without; by plain http, another program sends it. */
function toCertificate(
  { clientCert, clientKey }: TargetOptions,
  model: ApiModel,
  baseUrl: string,
): ClientCertificate | undefined {
  if (clientCert !== undefined && clientKey !== undefined) {
    const files = { certificate: resolve(clientCert), key: resolve(clientKey) };
    checkPem(files.certificate, 'CERTIFICATE', 'certificate');
    checkPem(files.key, 'PRIVATE KEY', 'private key');
    return files;
  }
  const scheme = schemesInUse(model).find(({ kind }) => kind === 'mutual-tls');
  if (clientCert === undefined && clientKey === undefined && (!scheme || baseUrl.startsWith('http:'))) return undefined;
  throw new UserError({
    code: 'run/no-credentials',
    message: scheme ? `"${scheme.name}" needs a client certificate` : 'a client certificate needs its key',
    hint: 'Give `run` or `doctor` both files, in PEM format: `--client-cert` and `--client-key`.',
  });
}

/** A URL to which credentials may be sent: https, or http on this machine. */
function toSafeUrl(text: string, from: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'http:' && isHere(text);
  // A token may be the user.
  const hasUser = url !== undefined && (url.username !== '' || url.password !== '');
  if (!url || (url.protocol !== 'https:' && !isPlain) || hasUser) {
    const words = from === '--target' ? 'reference, production or ' : '';
    throw new UserError({
      code: 'usage/bad-option',
      message: `${from} takes ${words}an https URL without credentials, got "${hasUser ? url.host : text}"`,
      hint: hasUser ? 'Remove the user and the password from the URL.' : hintFor(text, url),
    });
  }
  if (from === '--target' && /[?#]/.test(text)) {
    const message = `--target takes a URL without \`?\` and \`#\`: paths are added to it, got "${text}"`;
    throw new UserError({ code: 'usage/bad-option', message });
  }
  return text;
}

function hintFor(text: string, url: URL | undefined): string {
  if (!url && /^[\w-]+(\.[\w-]+)+([:/].*)?$/.test(text)) return `Did you mean https://${text}?`;
  if (/^[\w-]+$/.test(text)) return 'A name is one of the `targets` of a postman-contract.yaml, and none is read here.';
  const plain =
    'Plain http is accepted for this machine only: it would send credentials unencrypted. In CI, map the port of a service to localhost.';
  if (url?.protocol === 'http:') return plain;
  return `A URL begins with https://. ${plain}`;
}

/** Whether a URL is on this machine. Such a server is one for tests, whose data nobody else changes. */
export function isHere(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
