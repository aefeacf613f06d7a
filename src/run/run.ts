import { assertNever } from '../core/errors.ts';
import { cleanEvent } from './clean.ts';
import type { ClientName, RunEvent } from './events.ts';
import { requireSendable, variablesOfHeaders } from './in-header.ts';
import { firstInstalled, requireNewman } from './installed-client.ts';
import { runNewman } from './newman-client.ts';
import { runNewmanHere } from './newman-here.ts';
import { type ClientInput, type RunOptions, redactorFor, toVariableValues, toWholeLimits } from './options.ts';
import { toRunPlan } from './plan.ts';
import { runPostmanCli } from './postman-client.ts';
import { VERSION_2, VERSION_3 } from './postman-formats.ts';
import { onlySent, toSdkCollection, withIds } from './prepare.ts';
import { stopOn } from './stopping.ts';

/** Runs a collection and yields its events. The last one is always `finished`; by then, the client's process has ended. */
type Client = (input: ClientInput, signal: AbortSignal) => AsyncGenerator<RunEvent>;

/**
 * Run a collection against a target: a stream of events, free of secrets, that begins with the plan and ends with `finished`.
 *
 * The client runs in a process of its own. To stop it, stop reading or abort `signal`. `toVerdict` judges the events.
 *
 * @throws UserError before the first event: `document/wrong-type` for what is no collection, `run/short-secret` for a secret that
 * cannot be hidden, `run/unsendable` for a value that no header can carry, `run/no-credentials` for a secret that is no variable,
 * `run/no-client` for a client that is not installed.
 * @example
 * ```ts
 * import { generateCollection, loadDescription, openReferenceTarget, run, toVerdict } from 'postman-contract';
 *
 * const { description, model, collection } = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * const target = await openReferenceTarget(description, model);
 * const events = [];
 * for await (const event of run({ collection, ...target })) events.push(event);
 * const verdict = toVerdict(events, target);
 * await target.close();
 * if (!verdict.ok) throw new Error('the contract is broken');
 * ```
 * @example
 * A service of somebody else, to which nothing is written:
 * ```ts no-run
 * import { generateCollection, loadDescription, run, toVerdict } from 'postman-contract';
 *
 * const { collection } = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * const variables = { base_url: 'https://api.example', token: process.env['TOKEN'] ?? '' };
 * const events = [];
 * for await (const event of run({ collection, variables, secrets: ['token'], writes: 'none' })) events.push(event);
 * console.log(toVerdict(events, { live: true }).ok);
 * ```
 */
export async function* run(options: RunOptions): AsyncGenerator<RunEvent> {
  const input = await toClientInput(options);
  const redactor = redactorFor(input);
  requireSendable(variablesOfHeaders(input.collection), options.variables);
  const { client: name = firstInstalled() } = options;
  const client = clientOf(name, options.isolated);
  const stopping = stopOn(options.signal);
  try {
    yield cleanEvent({ kind: 'started', client: name, plan: input.plan }, redactor);
    yield* client(input, stopping.signal);
  } finally {
    stopping[Symbol.dispose]();
  }
}

function clientOf(client: ClientName, isolated = true): Client {
  switch (client) {
    case 'newman':
      requireNewman();
      return isolated ? runNewman : runNewmanHere;
    case 'postman':
      return (input, signal) => runPostmanCli(input, signal, VERSION_2);
    case 'postman-v3':
      return (input, signal) => runPostmanCli(input, signal, VERSION_3);
    default:
      return assertNever(client);
  }
}

async function toClientInput(options: RunOptions): Promise<ClientInput> {
  const whole = withIds(toSdkCollection(options.collection));
  const { collection, notSent } = onlySent(whole, {
    writes: options.writes ?? 'all',
    probes: options.probes ?? true,
  });
  return {
    collection,
    plan: await toRunPlan(collection, notSent),
    variables: toVariableValues(options),
    limits: toWholeLimits(options.limits),
    ...(options.clientCertificate && { clientCertificate: options.clientCertificate }),
  };
}
