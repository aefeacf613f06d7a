/** What became of a published description, as one line of the results. */
import type { ClientName } from '../../src/run/events.ts';

export type StageName = 'generate' | ClientName | 'lint';

/** How a stage ended. `late`: it was ended at the time limit. `nothing`: there was nothing to send, and a notice says why. */
export interface Stage {
  readonly kind: 'ok' | 'refused' | 'threw' | 'invalid' | 'nothing' | 'red' | 'late';
  /** The first reasons, in sentences. */
  readonly why: readonly string[];
  readonly seconds: number;
  /** The SHA-256 of the collection, in hexadecimal digits. Missing where none was made. */
  readonly hash?: string;
}

/** Whether a stage found no fault. */
export function isGreen(stage: Stage | undefined): boolean {
  return stage?.kind === 'ok' || stage?.kind === 'nothing';
}

export interface Facts {
  /** `swagger` or `openapi`, and the version of the description. */
  readonly version: string;
  readonly format: 'json' | 'yaml';
  readonly bytes: number;
  readonly operations: number;
  readonly requests: number;
  readonly assertions: number;
  /** Notices about what has no request. */
  readonly leftOut: number;
}

export interface Outcome {
  /** The line of the list. */
  readonly name: string;
  readonly source: string;
  readonly facts?: Facts;
  readonly stages: Readonly<Partial<Record<StageName, Stage>>>;
}

/** What a worker tells while it tries a description. */
export type Told =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'stage'; readonly stage: StageName; readonly outcome: Stage }
  | { readonly kind: 'done' };

export interface Asked {
  readonly file: string;
  readonly stages: readonly StageName[];
  /** By stage, the hash of the collection with which it was green, and need not be tried again. */
  readonly green: Readonly<Partial<Record<StageName, string>>>;
}

/** The earlier results of a description, with later ones. What was tried on another collection is no result of this one. */
export function withLater(before: Outcome | undefined, later: Outcome): Outcome {
  const { generate } = later.stages;
  const kept = Object.entries(before?.stages ?? {}).filter(([, { hash }]) => !generate || hash === generate.hash);
  return { ...before, ...later, stages: { ...Object.fromEntries(kept), ...later.stages } };
}
