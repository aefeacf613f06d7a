import type { FaultEvent } from './events.ts';
import { wasStopped } from './problems.ts';

/** One abort signal for all ways to stop a run. Dispose of it after the run. */
export interface Stopping extends Disposable {
  readonly signal: AbortSignal;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stop a run on the caller's signal, on Ctrl-C, SIGTERM and SIGHUP.
 *
 * A signal handler keeps the process alive. So where there is no other handler, the signal is raised again after the run has
 * cleaned up, and the process ends as it would without this handler.
 */
export function stopOn(callersSignal: AbortSignal | undefined): Stopping {
  const controller = new AbortController();
  let raised: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    raised = signal;
    controller.abort(bySignal(signal));
  };
  const onAbort = () => {
    const reason: unknown = callersSignal?.reason;
    controller.abort(
      SIGNALS.some((signal) => signal === reason) ? bySignal(String(reason)) : ': the caller stopped it',
    );
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  if (callersSignal?.aborted) onAbort();
  callersSignal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      callersSignal?.removeEventListener('abort', onAbort);
      if (raised && process.listenerCount(raised) === 0) process.kill(process.pid, raised);
    },
  };
}

function bySignal(signal: string): string {
  return ` by ${signal === 'SIGINT' ? 'Ctrl-C' : signal}`;
}

/** The fault of a run that was stopped. */
export function stoppedBy({ reason }: AbortSignal): FaultEvent {
  return { kind: 'fault', fault: 'stopped', message: wasStopped(String(reason)) };
}
