/**
 * The names of variables: in the collection, and in the environment of `run`.
 *
 * A name from a description is foreign text. It must not read or overwrite a variable of ours, end a reference such as `{{name}}`, be
 * one of Postman's dynamic variables (`$guid`) or vault secrets (`vault:key`), or be a member that every object has.
 */
import { createHash } from 'node:crypto';

/** The variables of every collection. */
const OURS = [
  'base_url',
  'token_url',
  'token_scope',
  'openid_configuration_url',
  'client_id',
  'client_secret',
  'client_authorization',
  'client_form',
  'client_sent_in',
  'username',
  'password',
  'expired_token',
  'may_write',
  'may_write_all',
  'refused',
  'let_in',
  'not_let_in',
  'contract_run',
  'seconds_to_wait',
  'scopes_are_ignored',
] as const;

const NAMES: ReadonlySet<string> = new Set(OURS);

/** The longest name that is kept as it is, in characters. */
const LONGEST = 80;

/** Whether a name belongs to a variable of every collection, to a credential in `credentials`, or to every object. */
export function isReservedName(name: string, credentials: readonly string[] = []): boolean {
  const stem = stemOf(name);
  const isCredential = credentials.some((credential) => stemOf(credential) === stem);
  return NAMES.has(stem) || /^(access_token|base_url)/.test(stem) || isInherited(stem) || isCredential;
}

/** A name without the endings of renamed names, so that two names never become one. */
function stemOf(name: string): string {
  return name.replace(/(_value|_parameter)+$/, '');
}

/** Whether every object has a member of this name: a Postman runtime finds that member in the place of a variable. */
export function isInherited(name: string): boolean {
  return name in {};
}

/**
 * The name of the variable for a name from a description: the same for the same name, and another for another name.
 *
 * Characters other than letters, digits, `_`, `.` and `-` are replaced, and a hash of the name is added. A reserved name gets the
 * ending `_value`, or `_parameter` where a renamed credential has that one.
 */
export function toVariableName(name: string, credentials: readonly string[] = []): string {
  const plain = name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^[.-]/, '_');
  const isKept = plain === name && name.length <= LONGEST && name !== '';
  const cleaned = isKept ? name : `${plain.replace(/^_+|_+$/g, '').slice(0, LONGEST)}_${hash(name)}`;
  if (!isReservedName(cleaned, credentials)) return cleaned;
  return credentials.includes(`${cleaned}_value`) ? `${cleaned}_parameter` : `${cleaned}_value`;
}

/** `API-KEY`, `apiKey` -> `API_KEY`: the name of a variable in the environment of a process, and in a shell. */
export function toEnvName(variable: string): string {
  const name = variable
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_');
  return /^(\d|$)/.test(name) ? `_${name}` : name;
}

/** Variables of the system, of shells and of CI services. `run` must not send their values as credentials. */
const OF_OTHERS =
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|TERM|LANG|CI|HOSTNAME|TMPDIR|EDITOR|.*_PROXY|(LC|NODE|NPM|AWS|AZURE|GCP|GOOGLE|GITHUB|GITLAB|GH|GL|CI|ACTIONS|RUNNER|DOCKER|SSH|GPG|KUBE|VAULT|XDG|JAVA|PYTHON|PG|MYSQL|REDIS|DATABASE)_.*|[^A-Z]*)$/;

/**
 * The name of the variable that holds the credential of a security scheme. Its name in the environment differs from those in `taken`,
 * to which it is added, and from those of other programs.
 */
export function toCredentialName(name: string, taken: Set<string>): string {
  const plain = toVariableName(name);
  const own = OF_OTHERS.test(toEnvName(plain)) ? `credential_${plain}` : plain;
  let unique = own;
  for (let number = 2; taken.has(toEnvName(unique)); number += 1) unique = `${own}_${number}`;
  taken.add(toEnvName(unique));
  return unique;
}

/** The names in the environment that belong to variables of every collection. */
export function ownEnvNames(): Set<string> {
  return new Set(OURS.map(toEnvName));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
