/** Whether the description of a parameter says that it filters by equality. */
import { toPlainName } from './conventions.ts';
import { sentencesOf } from './prose.ts';

/** Phrases after which a parameter may do something other than filter by equality. */
const NOT_EQUALITY =
  /\b(contain\w*|partial\w*|prefix\w*|begin\w*|start(s|ing)? with|ends? with|ending|wildcards?|regex\w*|patterns?|like|fuzzy|search\w*|full[- ]text|at (least|most)|minim\w*|maxim\w*|or (more|less|above|below|higher|lower|greater|later|earlier|worse|better)|and (above|below|higher|up|later)|since|until|before|after|between|range|includ\w*|exclud\w*|except|other than|also|not|comma|separated|multiple|several|any|all|list of|sub\w*|recursive\w*|nested|descend\w*|near\w*|within|insensitive|ignor\w*|starting|onwards?|up to)\b/i;

/** Phrases about requests without the parameter. */
const BESIDE_THE_POINT =
  /\b(otherwise|default(?=:)|omitted|omit|left out|leave (it )?(out|empty|blank)|absent|not (set|given|specified|provided|sent|present)|unset|without (it|this|the (filter|parameter))|by default|defaults? to|default is|(if|when) (missing|empty)|returns? all|there need not be|need not exist|that does not (occur|exist)|all (\w+ )?are (returned|shown|listed))\b/i;

/** Phrases that turn a filter round, or add items of others: "leave out those with this status", "this owner, or one of their team". */
const TURNED =
  /\b(?:leav\w+ out|omit\w*|hid(?:e|es|ing)|drop(?:s|ping)?|remov\w*|suppress\w*|skip\w*) (?:the |all |any |every )?(?!this|the (?:filter|parameter))[a-z]+s\b|\b(?:is|are|be) (?:hidden|left out|omitted|dropped|skipped|removed|suppressed)\b|\bor (?:of|by|in|with|for|from|to|at|on|an?|its|their|whose) |\b(?:this|that|the given|a given) (?:[\w-]+ )?[\w-]+ or [a-z]/i;

const NO_PART =
  /\b(no|not|never|without|nor|rather than|neither)\b[^.,;]*\b(partial\w*|prefix\w*|wildcards?|substrings?|fuzzy|like|contain\w*|sub\w*|descend\w*|nested|recursive\w*)\b[^.,;]*/gi;

/**
 * "`pt` does not find books in `pt-BR`": a clause about values that do not match, which therefore says nothing against
 * equality.
 */
const FINDS_NO_MORE = /[`"']?[\w-]+[`"']? (does not|doesn't) (find|match|select|return|give)\b[^.;]*/gi;

const EXACT =
  /\b(exact(ly)?|verbatim|identical|equals?|equal to|equality|this very|precisely|case[- ]sensitive(ly)?)\b/i;

export interface EqualityReading {
  /** `equality`: certainly. `filter`: it filters by its name. `other`: it may filter in another way. */
  readonly says: 'equality' | 'filter' | 'other' | 'nothing';
  /** Whether the description excludes partial and case-insensitive matches. */
  readonly isExact: boolean;
  /** Whether the description defines only `true`, so that `false` may have no effect. */
  readonly onlyTrue: boolean;
}

/** Read a parameter's description. `noun`, the last part of its name, is what it filters by, such as `status`. */
export function readEquality(description: string, name: string): EqualityReading {
  if (TURNED.test(sentencesOf(description).filter(isAboutValues).join(' ')))
    return { says: 'other', isExact: false, onlyTrue: false };
  const text = toThePoint(description).replace(/\b(such as|e\.?g|for example|for instance)\b[^.;)]*/gi, '');
  const whole = text.replace(NO_PART, 'exactly').replace(FINDS_NO_MORE, 'exactly');
  const isWhole = whole !== text;
  const plain = whole
    .replace(/\b(only include|include only|includes only|only includes|including only)\b/gi, 'only')
    .replace(/\b(search results?|results? of the search)\b/gi, 'results')
    .replace(
      /\b(only (used|available|valid|applies|applied|supported|allowed|for|works?|considered|applicable|if|when|one)|read[- ]only)\b/gi,
      '',
    );
  const isExact = isWhole || (EXACT.test(plain) && !/\binsensitive\b/i.test(plain));
  const isInsensitiveOnly = EXACT.test(plain) && !NOT_EQUALITY.test(plain.replace(/case[- ]insensitive(ly)?/gi, ''));
  const onlyTrue = /\b(if|when|set to|with) [`"']?true\b/i.test(plain) && !/\bfalse\b/i.test(plain);
  if (NOT_EQUALITY.test(plain) && !isInsensitiveOnly) return { says: 'other', isExact: false, onlyTrue };
  if (isEquality(plain, name)) return { says: 'equality', isExact, onlyTrue };
  const isFilter = /\b(filter\w*|only|restrict\w*|narrow\w*|limits? (the )?(\w+ )?to|selects?)\b/i.test(plain);
  return { says: isFilter ? 'filter' : 'nothing', isExact, onlyTrue };
}

/** Whether a sentence is about requests that have the parameter: "if it is omitted" is not. */
function isAboutValues(sentence: string): boolean {
  return !/\b(?:if|when|where|unless|may be|can be|is) (?:it |this |the (?:filter|parameter) )?(?:is |are )?(?:omitted|left out|skipped)\b/i.test(
    sentence,
  );
}

/** The description without clauses about requests that omit the parameter. */
function toThePoint(description: string): string {
  const remaining = (clause: string) => (BESIDE_THE_POINT.test(clause) ? '' : clause);
  return sentencesOf(description)
    .map((sentence) =>
      sentence
        .replace(/\([^()]*\)/g, remaining)
        .split(/,\s+/)
        .filter((clause) => !BESIDE_THE_POINT.test(clause))
        .join(', '),
    )
    .filter((sentence) => sentence !== '')
    .join('. ');
}

/** What the description of an operation or of the whole API says about all its filters. */
export function readEqualityOfAll(description: string): 'equality' | 'other' | 'nothing' {
  const text = sentencesOf(description)
    .filter((sentence) => /\bfilter\w*\b/i.test(sentence))
    .join(' ');
  const plain = text.replace(NO_PART, 'exactly');
  if (/\b(partial\w*|contain\w*|substrings?|prefix\w*|fuzzy|starts? with|wildcards?)\b/i.test(plain)) return 'other';
  return EXACT.test(plain) && !/\b(not|un)[- ]?exact/i.test(plain) ? 'equality' : 'nothing';
}

const PREPOSITION = 'of|with|in|from|by|for|to|at|has|have|having|on|matching|under|carrying|bearing';
const THIS =
  'this|that|the given|the specified|the supplied|the provided|the requested|a given|a specific|a particular|one';

function isEquality(text: string, name: string): boolean {
  const words = toPlainName(name.split('.').at(-1) ?? '').split('_');
  const noun = [...new Set([...words, 'value', 'id', 'identifier', 'code', 'name', 'kind', 'one'])]
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('|');
  const given = new RegExp(`\\b(?:${PREPOSITION}) (?:${THIS}) (?:[\\w-]+ ){0,2}?(?:${noun})\\b`, 'i');
  const only =
    /\bonly\b(?:\s+[\w-]+){0,6}?\s+(?:with|whose|of|in|from|by|for|at|on|that|which|where|having|assigned|created|written|matching|belonging|filed|this|these|under)\b/i;
  return (
    EXACT.test(text) ||
    only.test(text) ||
    given.test(text) ||
    /\b(whose|where)\b[^.;]*\b(is|are|equals?|matches|has)\b/i.test(text)
  );
}
