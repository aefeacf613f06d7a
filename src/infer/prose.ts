/**
 * Regular expressions for the descriptions of parameters, headers and members. Some confirm a meaning that a name alone does
 * not establish; others cast doubt on a meaning that the name would establish.
 */
import type { FoundList } from './find-list.ts';

/** The sentences of a text. Text in parentheses belongs to its sentence. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .replace(/\b(e\.g|i\.e|incl|max|min|no|vs|etc|approx)\./gi, '$1')
    .split(/(?<=[.;!?])\s+|\n\s*\n|\n\s*[-*]\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** The given texts, and the sentences about the operation, its response and the API that mention the name. */
export function proseOf(found: FoundList, name: string, ...texts: readonly string[]): string {
  const around = [found.operation.description, found.response.description, found.about];
  const statement = around.flatMap(sentencesOf).filter((sentence) => speaksOf(sentence, name));
  return [...texts, ...statement].filter((text) => text !== '').join('\n\n');
}

/** As `proseOf`, and the sentences about the operation in which the name stands without quotes: there, it may be just a word. */
export function allProseOf(found: FoundList, name: string, ...texts: readonly string[]): string {
  const { operation, response } = found;
  const word = wordOf(name);
  const around = [operation.summary, operation.description, response.description].flatMap(sentencesOf);
  return [proseOf(found, name, ...texts), ...around.filter((sentence) => word.test(sentence))].join('\n\n');
}

/** Whether a sentence mentions a name. A name that is also an English word counts only in quotes. */
function speaksOf(sentence: string, name: string): boolean {
  const isWord = /^[a-z]+$/.test(name);
  return (isWord ? new RegExp(`["'\`]${name}["'\`]`, 'i') : wordOf(name)).test(sentence);
}

/** A name that stands by itself. */
function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'i');
}

/** The number of all items, not only those of a page. */
export const IS_TOTAL =
  /\b(total|overall|altogether|match(es|ing|ed)?|all (the )?(\w+ )?(items|records|results|entries|pages|\w+s)|across (all )?pages|in (the )?(whole|entire|full)|regardless of (the )?pag\w+|(before|without|ignoring) (the )?(paging|pagination|limit)|available)\b/i;

/** A number that may be inexact, or that counts something else. */
export const NO_TOTAL =
  /\b(estimat\w*|approx\w*|capped|at most|up to|maximum|roughly|may (be|differ|change|lag)|not (exact|accurate)|inexact|cached|total (number of )?pages|pages? in total|(regardless of|ignoring|before|without|whatever) (any |the |all )*filter\w*|unfiltered|sums? of|in (cents|euros?|dollars?)|prices?|money|revenues?|balances?)\b/i;

/** The number of items in the response. */
export const IS_COUNT =
  /\b((in|on|of|within|for) (this|the (current|returned)|each|one|a single) (\w+ )?(page|response|answer|result|reply|body|batch)|in the (response|answer|body|page)|(current|this) page|(items?|\w+s) (that )?((are|were) )?(returned|retrieved|included|sent)|actual(ly)? (number|returned))\b/i;

/** The maximum number of items in a response. */
export const IS_LIMIT =
  /\b(max\w*|at most|up to|greatest|largest|most|number of|how many|amount of|size of)\b[^.]*\b(return\w*|page|response|answer|fetch\w*|retriev\w*|include[sd]?|results?|items|records|entries|elements|resources|objects|rows|give|show|take)\b/i;

/** A number of items that a response may exceed or ignore. */
export const NO_LIMIT =
  /\b(hint|approx\w*|at least|minim\w+ number|advisory|suggest\w*|not guaranteed|days|seconds)\b/i;

/** The index of the first item, starting at 0. */
export const IS_OFFSET =
  /\b((zero|0)[- ](based|indexed)|index of the first|(number|how many) (of )?(\w+ ){0,3}to skip|(items?|results?|records?|entries|\w+s) to skip|skip(s|ped)? (this|that|so) many|(zero|0) is the first)\b/i;

/** An offset that is not an index starting at 0. */
export const NO_OFFSET =
  /\b(page number|number of pages?|pages to skip|which page|one-based|1-based|(starts?|starting|begins?|counts?|counted) (from|at|with) (1|one)|cursor|token|opaque|utc|time ?zones?|in (minutes|hours|seconds|days|bytes|pixels))\b/i;

const FROM_ZERO =
  /\b((zero|0)[- ](based|indexed)|(start|begin|count|number|index)\w* (at|from|with) (zero|0)|first page (is|has|=)( the)?( number)? ?[`"']?(zero|0)|(zero|0)[`"']? is the first)\b/i;

const FROM_ONE =
  /\b((one|1)[- ](based|indexed)|(start|begin|count|number|index)\w* (at|from|with) (one|1)|first page (is|has|=)( the)?( number)? ?[`"']?(one|1)|(one|1)[`"']? is the first|first is [`"']?(one|1))\b/i;

/** The number of the first page, if the text gives it. */
export function statedFirstPage(text: string): 0 | 1 | undefined {
  const [zero, one] = [FROM_ZERO.test(text), FROM_ONE.test(text)];
  return zero === one ? undefined : zero ? 0 : 1;
}

/** The next page. */
export const IS_NEXT = /\b(next|following|pagina\w*|subsequent|rfc ?(8288|5988)|pages?)\b/i;

/** A cursor rather than a URL. */
export const IS_CURSOR = /\b(cursor|token|opaque|marker)\b/i;
export const IS_URL = /\b(url|uri|link|href|address)\b/i;

/** A default order. */
export const HAS_ORDER =
  /\b(newest|latest|oldest|most recent\w*|earliest) (\w+ )?(first|to)\b|\b(sorted|ordered|order is|sorts|orders|returned in) [^.]*\b(by|order|ascending|descending|alphabetical\w*)\b/i;

/** A stable order of items with equal keys. */
export const IS_STABLE =
  /\b(stable|ties?\b[^.]*\bby|tie-?break\w*|equal\w*\b[^.]*\b(then|ordered|sorted|keep) |always followed by|secondary (key|sort))/i;

/** Paging. */
export const IS_PAGING = /\b(pag(e|es|ing|ination)|offset|cursor|skip|per page|page size)\b/i;
