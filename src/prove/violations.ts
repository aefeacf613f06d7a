import type { Contract, Entry, Group } from '../contract/types.ts';
import type { Assertion, Violation } from '../rules/rule.ts';

/** One way to break one promise of one request, to be tried on a correct server. */
export interface Trial {
  /** Unique in its list; it travels in a header. */
  readonly id: string;
  readonly entry: Entry;
  /** The folder of its request. */
  readonly folder: string;
  readonly assertion: Assertion;
  readonly violation: Violation;
}

/** Which trials to make; without words, all. */
export interface Selection {
  /** Ids of rules. */
  readonly rules?: readonly string[] | undefined;
  /** Parts of the names of requests, in whatever case. */
  readonly requests?: readonly string[] | undefined;
}

/**
 * The violations of every promise, in the order of the contract.
 *
 * Where several requests to an operation promise the same by the same script, the first is tried in every way, the others in one:
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
export function toTrials(contract: Contract, { rules, requests }: Selection = {}): readonly Trial[] {
  const isAsked = ({ request }: Entry) => !requests || requests.some((part) => isNamed(request.name, part));
  const trials: Omit<Trial, 'id'>[] = [];
  const tried = new Set<string>();
  const visit = (groups: readonly Group[]) => {
    for (const { name: folder, entries, groups: inner } of groups) {
      for (const entry of entries.filter(isAsked)) {
        for (const assertion of entry.assertions) {
          if (rules && !rules.includes(assertion.rule)) continue;
          const judge = JSON.stringify([entry.request.operation.id, assertion.rule, assertion.script.text]);
          const violations = tried.has(judge) ? assertion.violations.slice(0, 1) : assertion.violations;
          tried.add(judge);
          for (const violation of violations) trials.push({ entry, folder, assertion, violation });
        }
      }
      visit(inner);
    }
  };
  visit(contract.groups);
  return trials.map((trial, index) => ({ ...trial, id: `trial-${index + 1}` }));
}

/** Whether a request has this name, or a part of it. */
export function isNamed(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

/** A sample of `size` trials, spread evenly over all: the same for the same list. */
export function sampleOf(trials: readonly Trial[], size: number): readonly Trial[] {
  if (size >= trials.length) return trials;
  return Array.from({ length: size }, (_, index) => trials[Math.floor((index * trials.length) / size)]).filter(
    (trial) => trial !== undefined,
  );
}
