import type { FaultEvent } from './events.ts';

/** One signal for all ways to end a run, until disposed of. */
export interface Stopping extends Disposable {
  readonly signal: AbortSignal;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stop on the caller's signal, and on Ctrl-C and its like.
 *
 * A signal handler keeps the process alive; so where nobody else handles the signal, it is raised anew once the run has cleaned
 * up, and the process ends as it would have without us.
 */
export function stopOn(callersSignal: AbortSignal | undefined): Stopping {
  const controller = new AbortController();
  let raised: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    raised = signal;
    controller.abort(`the process got ${signal}`);
  };
  const onAbort = () => controller.abort('the caller stopped it');
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

/** What a run ends with that was stopped. */
export function stoppedBy({ reason }: AbortSignal): FaultEvent {
  return { kind: 'fault', fault: 'stopped', message: `The run was stopped: ${reason}.` };
}
