import { performance } from 'node:perf_hooks';
import { cleanEvent } from './clean.ts';
import type { RunEvent } from './events.ts';
import { type Listener, listenToNewman } from './newman-events.ts';
import { type ClientInput, redactorFor, toSdkEnvironment } from './options.ts';
import { makePrivateFolder } from './private-folder.ts';
import { createQueue } from './queue.ts';
import type { Redactor } from './redact.ts';
import { stoppedBy } from './stopping.ts';
import { makeWorkingFolder } from './working-folder.ts';

interface Sinks {
  readonly redactor: Redactor;
  readonly send: (event: RunEvent) => void;
  /** Called once, when nothing more will be sent. */
  readonly end: () => void;
}

/** Start Newman in this process, and send its events as a `RunEvent` each. It reads files of the working folder only. */
export async function startNewman(input: ClientInput, sinks: Sinks, workingFolder: string): Promise<Listener> {
  const { default: newman } = await import('newman');
  const emitter = newman.run(
    {
      collection: input.collection as unknown as string,
      environment: toSdkEnvironment(input),
      reporters: [],
      ignoreRedirects: true,
      workingDir: workingFolder,
      insecureFileRead: false,
      insecure: false,
      timeoutRequest: input.limits.requestMs,
      timeoutScript: input.limits.scriptMs,
      timeout: input.limits.runMs,
      ...(input.clientCertificate && {
        sslClientCert: input.clientCertificate.certificate,
        sslClientKey: input.clientCertificate.key,
      }),
    },
    (error) => {
      // Also called where Newman does not start, and so emits nothing.
      if (error) queueMicrotask(() => listener.end(error));
    },
  );
  const listener = listenToNewman(emitter, { input, ...sinks });
  return listener;
}

/**
 * Run a collection in Newman, in this process: for collections that are trusted.
 *
 * A rejected promise in a script or a large response ends this process. In return, no process is started, and runs at the same
 * time cost little, since Newman is idle half of the time.
 */
export async function* runNewmanHere(input: ClientInput, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const redactor = redactorFor(input);
  const begin = performance.now();
  const queue = createQueue<RunEvent>();
  const send = (event: RunEvent) => queue.push(cleanEvent(event, redactor));
  if (signal.aborted) {
    yield stoppedBy(signal);
  } else {
    const folder = await makePrivateFolder();
    const workingFolder = await makeWorkingFolder(folder.path, input.collection);
    const listener = await startNewman(input, { redactor, send, end: queue.end }, workingFolder);
    const stop = () => {
      send(stoppedBy(signal));
      listener.end();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      yield* queue;
    } finally {
      signal.removeEventListener('abort', stop);
      listener.end();
      await folder.remove();
    }
  }
  yield { kind: 'finished', ms: Math.round(performance.now() - begin) };
}
