import { count } from '../core/words.ts';
import { inWords } from '../report/words.ts';
import type { ClientName } from '../run/events.ts';
import type { NotAsserted } from '../schema/translation.ts';
import { isProved, killedIn, madeIn, tally } from './matrix.ts';
import type { Outcome } from './outcome.ts';

/** A proof with what its reader should know, for all its reports. */
export interface ReportedProof {
  /** The name of the API. */
  readonly title: string;
  readonly client: ClientName;
  readonly outcomes: readonly Outcome[];
  readonly ms: number;
  /** How many mutants the contract gives: more than were tried, where the proof was narrowed. */
  readonly known: number;
  /** What the suite asks of a correct server. */
  readonly suite: { readonly requests: number; readonly assertions: number };
  /** What the suite does not judge, and so is not proved either. */
  readonly notAsserted: readonly NotAsserted[];
  /** What was inferred of the description. */
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
    outcomes.length < known ? `a part of ${known}` : '',
  ].filter((text) => text !== '');
  return [`${word}: ${killed}`, ...more].join('; ');
}

/** Why a mutant survived, was not tried or could not be made; empty for one that was killed. */
export function whyOf(outcome: Outcome): string {
  return 'why' in outcome ? outcome.why : '';
}

/** What the reader calls each kind. */
export const KIND_WORDS = {
  killed: 'killed',
  'killed-by-other': 'killed by another rule',
  survived: 'survived',
  'not-tried': 'not tried',
  inapplicable: 'not made',
} as const satisfies Record<Outcome['kind'], string>;

/** An outcome that speaks against the suite, or at least not for it. */
export function isOpen({ kind }: Outcome): boolean {
  return kind === 'survived' || kind === 'not-tried';
}
