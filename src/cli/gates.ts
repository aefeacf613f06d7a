/** The options that make a run red though every assertion that was judged has passed. */
import { NOT_JUDGED, type NotJudgedReason } from '../core/protocol.ts';
import type { Policy } from '../run/judge-assertions.ts';
import { toIds, toInteger } from './options.ts';

const REASONS = Object.keys(NOT_JUDGED) as NotJudgedReason[];

export interface Gates {
  readonly failOn: NonNullable<Policy['failOn']>;
  /** In percent. */
  readonly minCoverage: number | undefined;
}

/** @throws UserError `usage/bad-option` for what is no reason and no percentage. */
export function toGates(values: {
  readonly 'fail-on-not-judged'?: string | undefined;
  readonly 'min-coverage'?: string | undefined;
}): Gates {
  const { 'fail-on-not-judged': strict, 'min-coverage': least } = values;
  return {
    failOn: strict === undefined ? [] : toIds(strict, 'fail-on-not-judged', REASONS),
    minCoverage: least === undefined ? undefined : toInteger(least, 'min-coverage', 0, 100),
  };
}
