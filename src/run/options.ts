import { UserError } from '../core/errors.ts';
import { MAY_WRITE } from '../rules/request.ts';
import type { ClientName } from './events.ts';
import { textsIn } from './learn.ts';
import type { RunPlan } from './plan.ts';
import type { CollectionJson, Writes } from './prepare.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { variablesIn } from './sent-request.ts';

/** How long a run may take, in milliseconds. Neither client has a limit of its own. They end what hangs, also on a busy machine. */
export interface RunLimits {
  /** Silence of a server: both clients count the time since the last byte. */
  readonly requestMs: number;
  readonly scriptMs: number;
  /** The whole run. Ends also what drips. */
  readonly runMs: number;
}

export interface RunOptions {
  /** A Postman collection v2.1, parsed. */
  readonly collection: unknown;
  /** Default: `newman`, which comes with this package. `postman` is the Postman CLI, which is installed separately. */
  readonly client?: ClientName;
  /**
   * Whether Newman runs in a process of its own. Default: yes. Without, many runs cost little, but a script can end the process
   * of the caller: for collections that are trusted.
   */
  readonly isolated?: boolean;
  /** The target: what the collection leaves open, such as `base_url` and credentials. */
  readonly variables: Readonly<Record<string, string>>;
  /** The names of the variables that no report may show. */
  readonly secrets: readonly string[];
  readonly limits?: Partial<RunLimits>;
  /** Which requests that write are sent. Default: all. */
  readonly writes?: Writes;
  /** Ends the run: the client is killed, and the events end with the fault `stopped`. */
  readonly signal?: AbortSignal;
}

export const DEFAULT_LIMITS: RunLimits = { requestMs: 30_000, scriptMs: 60_000, runMs: 300_000 };

/** What a client gets, whole and plain: it travels to a child process. */
export interface ClientInput {
  readonly collection: CollectionJson;
  readonly plan: RunPlan;
  readonly variables: readonly { readonly key: string; readonly value: string; readonly secret: boolean }[];
  readonly limits: RunLimits;
}

/** The variables as a Postman environment. */
export function toSdkEnvironment({ variables }: ClientInput) {
  const values = variables.map(({ key, value, secret }) => ({
    key,
    value,
    type: secret ? 'secret' : 'default',
    enabled: true,
  }));
  return { name: 'target', values };
}

/** The names of all variables that the collection, or the value of another variable, asks for. */
export function usedVariables({ collection, variables }: ClientInput): Set<string> {
  return new Set(variablesIn(JSON.stringify([collection, variables])));
}

/** What takes the run's secrets out of text. Refuses a secret that is too short for that. */
export function redactorFor({ variables, collection }: ClientInput): Redactor {
  const secrets = variables.filter(({ secret }) => secret).map(({ key, value }) => ({ name: key, value }));
  return createRedactor(secrets, textsIn(collection));
}

/** Take the variables, marked as secret or not. A secret that names no variable is a slip that would show the real one. */
export function toVariableValues({ variables, secrets, writes }: RunOptions): ClientInput['variables'] {
  const unknown = secrets.find((name) => !Object.hasOwn(variables, name));
  if (unknown !== undefined) {
    throw new UserError({
      code: 'run/no-credentials',
      message: `the secret "${unknown}" is none of the variables (${Object.keys(variables).join(', ')})`,
    });
  }
  const given = { ...variables, ...(writes !== 'none' && { [MAY_WRITE]: 'yes' }) };
  return Object.entries(given).map(([key, value]) => ({ key, value, secret: secrets.includes(key) }));
}
