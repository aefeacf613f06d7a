import { count } from '../core/words.ts';
import { inWords } from '../report/words.ts';
import type { ClientName } from '../run/events.ts';
import type { NotAsserted } from '../schema/translation.ts';
import { isProved, killedIn, madeIn, tally } from './matrix.ts';
import type { Outcome } from './outcome.ts';

/** A proof with its title and notes, as all reports need it. */
export interface ReportedProof {
  /** The name of the API. */
  readonly title: string;
  readonly client: ClientName;
  readonly outcomes: readonly Outcome[];
  readonly ms: number;
  /** How many mutants the contract has in all: more than were made, where options selected some. */
  readonly known: number;
  /** The size of the suite, as it was run on the correct server. */
  readonly suite: { readonly requests: number; readonly assertions: number };
  /** Keywords of schemas that the suite does not judge. */
  readonly notAsserted: readonly NotAsserted[];
  /** Conventions that were applied to the description, and notices of overlays. */
  readonly notes: readonly string[];
}

/** The proof in one sentence. */
export function proofInWords({ outcomes, ms, known }: ReportedProof): string {
  const counts = tally(outcomes);
  const word = isProved(outcomes) ? 'Proved' : 'Not proved';
  const killed = `${killedIn(counts)} of ${count(madeIn(counts), 'mutant')} killed in ${inWords(Math.round(ms))}`;
  const more = [
    counts.survived > 0 ? `${counts.survived} survived` : '',
    counts['not-tried'] > 0 ? `${counts['not-tried']} not tried` : '',
    counts.inapplicable > 0 ? `${counts.inapplicable} more could not be made` : '',
    outcomes.length < known ? `selected from ${known}` : '',
  ].filter((text) => text !== '');
  return [`${word}: ${killed}`, ...more].join('; ');
}

/** Why a mutant survived, was not tried or could not be made. Empty for one that was killed. */
export function whyOf(outcome: Outcome): string {
  return 'why' in outcome ? outcome.why : '';
}

/** The words of the reports for each kind of outcome. */
export const KIND_WORDS = {
  killed: 'killed',
  'killed-by-other': 'killed by another rule',
  survived: 'survived',
  'not-tried': 'not tried',
  inapplicable: 'not made',
} as const satisfies Record<Outcome['kind'], string>;

/** Whether an outcome leaves the mutant unproved: it survived, or was not tried. */
export function isOpen({ kind }: Outcome): boolean {
  return kind === 'survived' || kind === 'not-tried';
}
