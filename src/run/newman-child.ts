/** The process in which Newman runs. It gets its options in one message and sends its events as messages. */
import './bounds.cts';
import { join } from 'node:path';
import { messageOf } from '../core/errors.ts';
import { cleanEvent } from './clean.ts';
import type { RunEvent } from './events.ts';
import { startNewman } from './newman-here.ts';
import { type ClientInput, redactorFor } from './options.ts';
import { WORKING_FOLDER } from './working-folder.ts';

/** `finished`: the run is complete. Without it, the process died. */
export type NewmanMessage = RunEvent | { readonly kind: 'finished' };

process.once('message', (input: ClientInput) => void main(input));
// End with the parent, even if that was killed. Ctrl-C is handled by the parent, which then ends this process.
process.once('disconnect', () => process.exit(1));
process.on('SIGINT', () => {});

async function main(input: ClientInput): Promise<void> {
  const redactor = redactorFor(input);
  const send = (event: RunEvent) => void process.send?.(cleanEvent(event, redactor));
  const end = () => process.send?.({ kind: 'finished' } satisfies NewmanMessage, () => process.exit(0));

  process.on('uncaughtException', (error) => {
    send({ kind: 'fault', fault: 'client', message: `Newman failed: ${messageOf(error)}` });
    end();
  });
  // Newman itself would exit without a message here, for example for the script `Promise.reject()`.
  process.on('unhandledRejection', (reason) => {
    send({
      kind: 'fault',
      fault: 'script',
      message: `Unhandled promise rejection: ${textOf(reason)}`,
    });
  });

  await startNewman(input, { redactor, send, end }, join(process.cwd(), WORKING_FOLDER));
}

/** The message of an error of the sandbox, which has its own `Error` class, so that `instanceof` does not work. */
function textOf(reason: unknown): string {
  const isError = typeof reason === 'object' && reason !== null && 'message' in reason;
  return isError ? String(reason.message) : String(reason);
}
