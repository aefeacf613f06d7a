import type { Contract, Entry, Group } from '../contract/types.ts';
import type { Assertion, Mutation } from '../rules/rule.ts';

/** A correct server with one mutation, for one assertion of one request. */
export interface Mutant {
  /** Unique in its list; it travels in a header. */
  readonly id: string;
  readonly entry: Entry;
  /** The folder of its request. */
  readonly folder: string;
  readonly assertion: Assertion;
  readonly mutation: Mutation;
}

/** Which mutants to make. By default, all. */
export interface Selection {
  /** Ids of rules. */
  readonly rules?: readonly string[] | undefined;
  /** Parts of the names of requests. Case does not matter. */
  readonly requests?: readonly string[] | undefined;
}

/**
 * The mutations of every assertion, in the order of the contract.
 *
 * Where several requests to an operation have the same assertion with the same script, the first gets every mutation, the others
 * one each: that shows that the assertion runs there too. A selection names rules by their ids (docs/rules.md) and requests by
 * parts of their names. A rule or a name that matches nothing selects nothing.
 *
 * @example
 * ```ts
 * import { generateCollection, loadDescription, sampleOf, toMutants } from 'postman-contract';
 *
 * const { contract } = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * for (const { entry, assertion } of sampleOf(toMutants(contract), 10)) console.log(entry.request.name, assertion.rule);
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
          const all = assertion.mutations({ request: entry.request, model: contract.model });
          const mutations = tried.has(judge) ? all.slice(0, 1) : all;
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

/** `size` mutants, spread evenly over the list. The same list gives the same sample. */
export function sampleOf(mutants: readonly Mutant[], size: number): readonly Mutant[] {
  if (size >= mutants.length) return mutants;
  return Array.from({ length: size }, (_, index) => mutants[Math.floor((index * mutants.length) / size)]).filter(
    (mutant) => mutant !== undefined,
  );
}
