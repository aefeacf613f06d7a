import type { Contract, Entry } from '../contract/types.ts';
import type { Assertion, Violation } from '../rules/rule.ts';

/** One way to break one promise of one request, to be tried on a correct server. */
export interface Trial {
  /** Unique in its list; it travels in a header. */
  readonly id: string;
  readonly entry: Entry;
  readonly assertion: Assertion;
  readonly violation: Violation;
}

/** Which trials to make. Empty names mean all. */
export interface Selection {
  readonly rule?: string | undefined;
  /** A part of the request's name. */
  readonly request?: string | undefined;
}

/** Every violation of every promise, in the order of the contract. */
export function toTrials(contract: Contract, { rule, request }: Selection = {}): readonly Trial[] {
  const trials: Omit<Trial, 'id'>[] = [];
  for (const entry of contract.groups.flatMap((group) => group.entries)) {
    if (request !== undefined && !entry.request.name.toLowerCase().includes(request.toLowerCase())) continue;
    for (const assertion of entry.assertions) {
      if (rule !== undefined && assertion.rule !== rule) continue;
      for (const violation of assertion.violations) trials.push({ entry, assertion, violation });
    }
  }
  return trials.map((trial, index) => ({ ...trial, id: `trial-${index + 1}` }));
}

/** A sample of `size` trials, spread evenly over all: the same for the same list. */
export function sampleOf(trials: readonly Trial[], size: number): readonly Trial[] {
  if (size >= trials.length) return trials;
  return Array.from({ length: size }, (_, index) => trials[Math.floor((index * trials.length) / size)]).filter(
    (trial) => trial !== undefined,
  );
}
