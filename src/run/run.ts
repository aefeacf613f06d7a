import { assertNever } from '../core/errors.ts';
import { cleanEvent } from './clean.ts';
import type { RunEvent } from './events.ts';
import { runNewman } from './newman-client.ts';
import { runNewmanHere } from './newman-here.ts';
import { type ClientInput, DEFAULT_LIMITS, type RunOptions, redactorFor, toVariables } from './options.ts';
import { toRunPlan } from './plan.ts';
import { runPostmanCli } from './postman-client.ts';
import { toCollection, withIds, withoutWrites } from './prepare.ts';
import { stopOn } from './stopping.ts';

/** Runs a collection, and says what happens. The last event is `finished`, whatever went wrong; the process it started is gone. */
type Client = (input: ClientInput, signal: AbortSignal) => AsyncGenerator<RunEvent>;

/**
 * Run a collection against a target: a stream of events, free of secrets, that begins with the plan and ends with `finished`.
 *
 * Throws a `Refusal` before the first event, for what is no collection, for a secret that cannot be hidden and for a client that
 * is not there. Whoever stops reading stops the run.
 */
export async function* run(options: RunOptions): AsyncGenerator<RunEvent> {
  const input = await toClientInput(options);
  const redactor = redactorFor(input);
  const client = clientOf(options);
  const stopping = stopOn(options.signal);
  try {
    yield cleanEvent({ kind: 'started', client: options.client, plan: input.plan }, redactor);
    yield* client(input, stopping.signal);
  } finally {
    stopping[Symbol.dispose]();
  }
}

function clientOf({ client, isolated = true }: RunOptions): Client {
  switch (client) {
    case 'newman':
      return isolated ? runNewman : runNewmanHere;
    case 'postman':
      return runPostmanCli;
    default:
      return assertNever(client);
  }
}

async function toClientInput(options: RunOptions): Promise<ClientInput> {
  const whole = withIds(toCollection(options.collection));
  const { collection, notSent } = withoutWrites(whole, options.writes ?? 'all');
  return {
    collection,
    plan: await toRunPlan(collection, notSent),
    variables: toVariables(options),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  };
}
