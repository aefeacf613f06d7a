import type { Contract, Entry, Group } from '../contract/types.ts';
import type { Assertion, Mutation } from '../rules/rule.ts';

/** One way to break one assertion of one request, to be tried on a correct server. */
export interface Mutant {
  /** Unique in its list; it travels in a header. */
  readonly id: string;
  readonly entry: Entry;
  /** The folder of its request. */
  readonly folder: string;
  readonly assertion: Assertion;
  readonly mutation: Mutation;
}

/** Which mutants to make; without words, all. */
export interface Selection {
  /** Ids of rules. */
  readonly rules?: readonly string[] | undefined;
  /** Parts of the names of requests, in whatever case. */
  readonly requests?: readonly string[] | undefined;
}

/**
 * The mutations of every assertion, in the order of the contract.
 *
 * Where several requests to an operation assert the same by the same script, the first is tried in every way, the others in one:
 * that shows that they judge, and how they judge is shown already. A selection names rules by their ids (docs/rules.md) and requests
 * by parts of their names; what is in no selection is left out, and a word that selects nothing leaves out everything.
 *
 * @example
 * ```ts
 * import { generateCollection, loadDescription, sampleOf, toTrials } from 'postman-contract';
 *
 * const { contract } = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * for (const { entry, assertion } of sampleOf(toTrials(contract), 10)) console.log(entry.request.name, assertion.rule);
 * ```
 */
export function toMutants(contract: Contract, { rules, requests }: Selection = {}): readonly Mutant[] {
  const isSelected = ({ request }: Entry) => !requests || requests.some((part) => isNamed(request.name, part));
  const mutants: Omit<Mutant, 'id'>[] = [];
  const tried = new Set<string>();
  const visit = (groups: readonly Group[]) => {
    for (const { name: folder, entries, groups: inner } of groups) {
      for (const entry of entries.filter(isSelected)) {
        for (const assertion of entry.assertions) {
          if (rules && !rules.includes(assertion.rule)) continue;
          const judge = JSON.stringify([entry.request.operation.id, assertion.rule, assertion.script.text]);
          const mutations = tried.has(judge) ? assertion.mutations.slice(0, 1) : assertion.mutations;
          tried.add(judge);
          for (const mutation of mutations) mutants.push({ entry, folder, assertion, mutation });
        }
      }
      visit(inner);
    }
  };
  visit(contract.groups);
  return mutants.map((mutant, index) => ({ ...mutant, id: `mutant-${index + 1}` }));
}

/** Whether a request has this name, or a part of it. */
export function isNamed(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

/** A sample of `size` mutants, spread evenly over all: the same for the same list. */
export function sampleOf(mutants: readonly Mutant[], size: number): readonly Mutant[] {
  if (size >= mutants.length) return mutants;
  return Array.from({ length: size }, (_, index) => mutants[Math.floor((index * mutants.length) / size)]).filter(
    (mutant) => mutant !== undefined,
  );
}
