import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Style } from '../report/style.ts';

/** What a command may touch of the world, so that tests can stand in the place of a terminal. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user presses Ctrl-C or the system asks to stop; the reason is the name of the signal. */
  readonly signal: AbortSignal;
  /** Whether Newman runs in a process of its own. Default: yes. */
  readonly isolated?: boolean;
}

export interface Output extends Style {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/** What a command ends with that was asked to stop; `undefined` where nobody asked. */
export function exitCodeOfStop({ aborted, reason }: AbortSignal): ExitCode | undefined {
  if (!aborted) return undefined;
  return reason === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
}
