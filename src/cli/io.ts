import type { Style } from '../report/style.ts';

/** What a command may touch of the world, so that tests can stand in the place of a terminal. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user presses Ctrl-C or the system asks to stop. */
  readonly signal: AbortSignal;
}

export interface Output extends Style {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}
