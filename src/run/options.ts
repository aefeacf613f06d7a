import { UserError } from '../core/errors.ts';
import { MAY_MOVE, MAY_WRITE, MAY_WRITE_ALL } from '../rules/run-variables.ts';
import type { ClientName } from './events.ts';
import { inQuery, variablesOfQueries } from './in-query.ts';
import { segmentsIn, textsIn } from './learn.ts';
import type { RunPlan } from './plan.ts';
import type { CollectionJson, Writes } from './prepare.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { variablesIn } from './sent-request.ts';

/**
 * Limits of a run: times in milliseconds, sizes in bytes. The times are against hangs only, and long enough for a busy machine.
 * Neither client has any limit by default.
 */
export interface RunLimits extends ResponseBounds {
  /** How long a server may be silent: both clients count from the last byte. */
  readonly requestMs: number;
  readonly scriptMs: number;
  /** The whole run. */
  readonly runMs: number;
}

/** What one response may take. `bounds.cts` holds the clients to it; Newman in the caller's process is not bounded. */
export interface ResponseBounds {
  /** The largest response, unpacked. */
  readonly bodyBytes: number;
  /** The largest response to a request for a token, unpacked. */
  readonly tokenBytes: number;
  /** From the request to the last byte. Default: three quarters of `scriptMs`, so that a script lives to report it. */
  readonly responseMs: number;
}

/** What is run, where, by which client, and within which limits. */
export interface RunOptions {
  /** A Postman collection v2.1, parsed. */
  readonly collection: unknown;
  /**
   * Default: the first of `newman` and `postman` that is installed. `postman` is the Postman CLI, `postman-v3` the same with the collection
   * in version 3 of the format.
   */
  readonly client?: ClientName;
  /**
   * Whether Newman runs in a process of its own. Default: true. With `false`, many runs cost little, but a script can end the
   * caller's process: only for collections that you trust.
   */
  readonly isolated?: boolean;
  /** Values for the variables of the collection, such as `base_url` and credentials. */
  readonly variables: Readonly<Record<string, string>>;
  /** The names of the variables that no report may show. */
  readonly secrets: readonly string[];
  readonly limits?: Partial<RunLimits>;
  /** Which requests that write are sent. Default: all. */
  readonly writes?: Writes;
  /** Whether data may change during the run: then an item that is missing is looked for again. */
  readonly moves?: boolean;
  /** Whether wrong client secrets and passwords are sent, which could lock a client out. Default: yes. */
  readonly probes?: boolean;
  /** The client certificate, for servers that ask for one (mutual TLS). */
  readonly clientCertificate?: ClientCertificate | undefined;
  /** Ends the run: the client is killed, and the events end with the fault `stopped`. */
  readonly signal?: AbortSignal;
}

const DEFAULT_LIMITS = {
  requestMs: 30_000,
  scriptMs: 60_000,
  runMs: 300_000,
  bodyBytes: 10_000_000,
  tokenBytes: 256_000,
} as const satisfies Partial<RunLimits>;

export function toWholeLimits(given: Partial<RunLimits> = {}): RunLimits {
  const limits = { ...DEFAULT_LIMITS, ...given };
  return { responseMs: limits.scriptMs * 0.75, ...limits };
}

/** Absolute paths of two files in PEM format. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** The input of a client, as plain data that can be sent to a child process. */
export interface ClientInput {
  readonly collection: CollectionJson;
  readonly plan: RunPlan;
  readonly variables: readonly { readonly key: string; readonly value: string; readonly secret: boolean }[];
  readonly limits: RunLimits;
  readonly clientCertificate?: ClientCertificate;
}

/** The variables as a Postman environment. */
export function toSdkEnvironment({ variables, collection }: ClientInput) {
  const ofQueries = variablesOfQueries(collection);
  const values = variables.map(({ key, value, secret }) => ({
    key,
    value: secret && ofQueries.has(key) ? inQuery(value) : value,
    type: secret ? 'secret' : 'default',
    enabled: true,
  }));
  return { name: 'target', values };
}

/** The members of a collection in which a client replaces no variables: there, `{{name}}` is only text. */
const ONLY_TEXT = new Set(['info', 'name', 'description', 'response', 'event']);

/** The names of the variables that requests, or the value of another variable, refer to, and for which no value is given. */
export function usedVariables({ collection, variables }: ClientInput): Set<string> {
  const text = JSON.stringify([collection, variables], (key, value: unknown) =>
    ONLY_TEXT.has(key) ? undefined : value,
  );
  // An id such as `{{base_url}}` is no variable without a value.
  const given = new Set(variables.flatMap(({ key, value }) => (value === '' ? [] : [key])));
  return new Set(variablesIn(text).filter((name) => !given.has(name)));
}

/**
 * The redactor for the secrets of a run. Throws for a secret that is too short. What stands in the collection, which is no secret, stays: its
 * names, its titles, and the segments of its paths. A user may be called as one of its words, and reported assertions are found by names.
 */
export function redactorFor({ variables, collection, plan }: ClientInput): Redactor {
  const secrets = variables.filter(({ secret }) => secret).map(({ key, value }) => ({ name: key, value }));
  const redactor = createRedactor(secrets, textsIn(collection), segmentsIn(collection));
  const requests = [...plan.requests, ...plan.notSent];
  const titles = plan.requests.flatMap(({ assertions }) => assertions.map(({ name }) => name));
  const named = new Set([plan.name, ...requests.flatMap(({ name, folder }) => [name, ...folder]), ...titles]);
  return { ...redactor, redact: (text) => (named.has(text) ? text : redactor.redact(text)) };
}

/** The variables, each with whether it is secret. A secret that is no variable is an error: the real one would not be hidden. */
export function toVariableValues({ variables, secrets, writes, moves }: RunOptions): ClientInput['variables'] {
  const unknown = secrets.find((name) => !Object.hasOwn(variables, name));
  if (unknown !== undefined) {
    throw new UserError({
      code: 'run/no-credentials',
      message: `the secret "${unknown}" is not one of the variables (${Object.keys(variables).join(', ')})`,
    });
  }
  const given = {
    ...variables,
    ...(writes !== 'none' && { [MAY_WRITE]: 'yes' }),
    ...(writes === 'all' && { [MAY_WRITE_ALL]: 'yes' }),
    ...(moves && { [MAY_MOVE]: 'yes' }),
  };
  return Object.entries(given).map(([key, value]) => ({ key, value, secret: secrets.includes(key) }));
}
