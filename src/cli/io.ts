import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Style } from '../report/style.ts';

/** The streams, environment and signal of a command. Tests pass their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Aborted when the user presses Ctrl-C or the system asks to stop; the reason is the name of the signal. Whoever reads it must stop
   * then: a command reads it once it waits for something, and not before.
   */
  readonly signal: AbortSignal;
  /** Whether Newman runs in a process of its own. Default: yes. */
  readonly isolated?: boolean;
}

export interface Output extends Style {
  readonly write: (text: string) => void;
  /** Whether a line can be written again: a terminal, and no dumb one. */
  readonly isTerminal: boolean;
}

/** The exit code of a command that was stopped; `undefined` where it was not. */
export function exitCodeOfStop({ aborted, reason }: AbortSignal): ExitCode | undefined {
  if (!aborted) return undefined;
  return reason === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
}
