/** Trials and outcomes as plain data, with overrides: a request `List pets` in `Pets`, with one promise that can be broken. */
import type { Entry } from '../../src/contract/types.ts';
import type { Outcome } from '../../src/prove/outcome.ts';
import type { ReportedProof } from '../../src/prove/proof.ts';
import type { Trial } from '../../src/prove/violations.ts';

interface TrialParts {
  readonly id?: string;
  readonly entry?: Entry;
  readonly rule?: string;
  readonly folder?: string;
  readonly title?: string;
  readonly violation?: string;
}

interface EntryParts {
  readonly name?: string;
  /** The variables that its arguments need. */
  readonly needs?: readonly string[];
  readonly keeps?: readonly string[];
}

/** As much of an entry of a contract as a proof reads. */
export function entry({ name = 'List pets', needs = [], keeps = [] }: EntryParts = {}): Entry {
  const request = {
    id: name,
    name,
    arguments: needs.map((variable) => ({ enabled: true, value: { kind: 'variable', name: variable, initial: '1' } })),
    keeps: keeps.map((variable) => ({ variable, body: '/0/id' })),
    expected: { status: 200 },
  };
  return { request, assertions: [], savedAnswers: [] } as unknown as Entry;
}

export function trial(parts: TrialParts = {}): Trial {
  const {
    id = 'trial-1',
    rule = 'status',
    folder = 'Pets',
    title = 'Status is 200',
    violation = 'a server error',
  } = parts;
  const assertion = { rule, title } as Trial['assertion'];
  return {
    id,
    entry: parts.entry ?? entry(),
    folder,
    assertion,
    violation: { name: violation, change: (answer) => answer },
  };
}

export function caught(parts: TrialParts = {}): Outcome {
  return { kind: 'caught', trial: trial(parts), message: 'expected 500 to equal 200' };
}

export function survived(parts: TrialParts = {}): Outcome {
  return { kind: 'survived', trial: trial(parts), why: 'it was kept all the same' };
}

export function proof(outcomes: readonly Outcome[], overrides: Partial<ReportedProof> = {}): ReportedProof {
  return {
    title: 'Pets API',
    client: 'newman',
    outcomes,
    ms: 2100,
    known: outcomes.length,
    suite: { requests: 3, promises: 9 },
    notAsserted: [],
    notes: [],
    ...overrides,
  };
}
