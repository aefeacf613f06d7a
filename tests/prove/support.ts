/** Mutants and outcomes as plain data, with overrides: a request `List pets` in `Pets`, with one assertion that can be broken. */
import type { Entry } from '../../src/contract/types.ts';
import type { Mutant } from '../../src/prove/mutants.ts';
import type { Outcome } from '../../src/prove/outcome.ts';
import type { ReportedProof } from '../../src/prove/proof.ts';

interface MutantParts {
  readonly id?: string;
  readonly entry?: Entry;
  readonly rule?: string;
  readonly folder?: string;
  readonly title?: string;
  readonly mutation?: string;
}

interface EntryParts {
  readonly name?: string;
  /** The variables that its arguments need. */
  readonly needs?: readonly string[];
  readonly captures?: readonly string[];
}

/** As much of an entry of a contract as a proof reads. */
export function entry({ name = 'List pets', needs = [], captures = [] }: EntryParts = {}): Entry {
  const request = {
    id: name,
    name,
    arguments: needs.map((variable) => ({ enabled: true, value: { kind: 'variable', name: variable, initial: '1' } })),
    captures: captures.map((variable) => ({ variable, body: '/0/id' })),
    credentials: { kind: 'inherited' },
    expected: { status: 200 },
  };
  return { request, assertions: [], savedResponses: [] } as unknown as Entry;
}

export function mutant(parts: MutantParts = {}): Mutant {
  const {
    id = 'mutant-1',
    rule = 'status',
    folder = 'Pets',
    title = 'Status is 200',
    mutation = 'a server error',
  } = parts;
  const assertion = { rule, title } as Mutant['assertion'];
  return {
    id,
    entry: parts.entry ?? entry(),
    folder,
    assertion,
    mutation: { name: mutation, change: (answer) => answer },
  };
}

export function killed(parts: MutantParts = {}): Outcome {
  return { kind: 'killed', mutant: mutant(parts), message: 'expected 500 to equal 200' };
}

export function survived(parts: MutantParts = {}): Outcome {
  return { kind: 'survived', mutant: mutant(parts), why: 'it passed on the mutant' };
}

export function proof(outcomes: readonly Outcome[], overrides: Partial<ReportedProof> = {}): ReportedProof {
  return {
    title: 'Pets API',
    client: 'newman',
    outcomes,
    ms: 2100,
    known: outcomes.length,
    suite: { requests: 3, assertions: 9 },
    notAsserted: [],
    notes: [],
    ...overrides,
  };
}
