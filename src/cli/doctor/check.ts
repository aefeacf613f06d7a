/** One line of `doctor`: something that a run needs. */

/** `skipped`: it could not be tried, because of another check. `none`: the API has nothing of the kind. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped' | 'none';

export interface Check {
  /** What is checked, in one or two words. */
  readonly name: string;
  readonly state: CheckState;
  /** What was found. */
  readonly found: string;
  /** What to do, where it is not well. */
  readonly next?: string;
}

export function ok(name: string, found: string): Check {
  return { name, state: 'ok', found };
}

export function failed(name: string, found: string, next: string): Check {
  return { name, state: 'failed', found, next };
}

export function warning(name: string, found: string, next: string): Check {
  return { name, state: 'warning', found, next };
}

export function none(name: string, found: string): Check {
  return { name, state: 'none', found };
}

export function skipped(name: string, found: string): Check {
  return { name, state: 'skipped', found };
}
