/** The process in which Newman runs: takes its options as one message, gives events as messages, and ends. */
import { messageOf } from '../core/errors.ts';
import { cleanEvent } from './clean.ts';
import type { RunEvent } from './events.ts';
import { startNewman } from './newman-here.ts';
import { type ClientInput, redactorFor } from './options.ts';

/** `finished` says that the run came to its end; without it, the process died. */
export type NewmanMessage = RunEvent | { readonly kind: 'finished' };

process.once('message', (input: ClientInput) => void main(input));
// The parent is gone, even by SIGKILL: nobody wants to know any more. Ctrl-C is for the parent to handle, which ends us.
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
  // Where Newman itself would die without a word, as for the script `Promise.reject()`.
  process.on('unhandledRejection', (reason) => {
    send({
      kind: 'fault',
      fault: 'script',
      message: `A promise was rejected, and nobody caught it: ${textOf(reason)}`,
    });
  });

  await startNewman(input, { redactor, send, end });
}

/** The reason comes from a sandbox: its errors are no `Error` of ours. */
function textOf(reason: unknown): string {
  const isError = typeof reason === 'object' && reason !== null && 'message' in reason;
  return isError ? String(reason.message) : String(reason);
}
