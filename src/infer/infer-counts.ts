import { toPlainText } from '../core/json.ts';
import type { ListMeaning, NumberPlace } from '../model/list-meaning.ts';
import type { ResponseHeader } from '../model/types.ts';
import { scalarOrNull } from '../schema/types-of.ts';
import { exampleValues, keywordOf, textOf } from '../schema/walk.ts';
import {
  COUNT_HEADERS,
  COUNT_HEADERS_BY_PROSE,
  COUNT_MEMBERS,
  PAGE_COUNT_MEMBERS,
  TOTAL_HEADERS,
  TOTAL_MEMBERS,
  toPlainName,
} from './conventions.ts';
import { type EnvelopeMember, envelopeMembers } from './envelope-view.ts';
import { type FoundList, omitsDefaults } from './find-list.ts';
import { firstDoubt, leftOut, type Note, proposed, xList } from './inference.ts';
import { IS_COUNT, IS_TOTAL, NO_TOTAL, proseOf } from './prose.ts';

interface Inferred {
  readonly part: Pick<ListMeaning, 'count' | 'total' | 'ranged'>;
  readonly notes: readonly Note[];
}

/** A possible location of a count, with the reason for it or the doubt about it. */
interface Candidate {
  readonly name: string;
  readonly place: NumberPlace;
  readonly verdict: { readonly why: string } | { readonly doubt: string };
  /** Its description. */
  readonly statement: string;
}

/** Find the number of items in the response, and the total. `isPaged`: whether these can differ. */
export function inferCounts(found: FoundList, isPaged: boolean): Inferred {
  const members = envelopeMembers(found);
  const ranges = contentRange(found);
  const range = ranges.find(({ verdict }) => 'why' in verdict);
  const totals = [...totalHeaders(found, range), ...ranges, ...totalMembers(found, members, isPaged)];
  const counts = [...countHeaders(found), ...countMembers(found, members)];
  const total = one('total', totals, 'the number of all matching items');
  const count = one('count', counts, 'the number of items in the response');
  const ranged = range && { ranged: true as const };
  return { part: { ...total.part, ...ranged, ...count.part }, notes: [...total.notes, ...count.notes] };
}

/** Choose the first candidate without doubt; all others are reported as left out. */
function one(slot: 'count' | 'total', candidates: readonly Candidate[], means: string) {
  const certain = candidates.find(({ verdict }) => 'why' in verdict);
  const notes = candidates.map(({ name, place, verdict, statement }): Note => {
    const what = `${place.kind === 'member' ? `"${place.pointer}" of the body` : `"${name}"`} is ${means}`;
    const declare = xList({ [slot]: place.kind === 'member' ? place.pointer : name });
    if ('doubt' in verdict) return leftOut(what, verdict.doubt, declare);
    if (place.kind === 'content-range') {
      return proposed(what, verdict.why, certain?.place === place ? declare : xList({ ranged: true }), statement);
    }
    const isSecond = certain?.place !== place;
    return isSecond
      ? leftOut(what, `"${certain?.name}" already gives it`, declare)
      : proposed(what, verdict.why, declare, statement);
  });
  return { part: certain ? { [slot]: certain.place } : {}, notes };
}

const MAY_LACK = 'it is not required, so a response may lack it';
const MAY_OMIT = 'it is not required, so a response may leave it out where it is 0';
const NOT_STATED = 'its description does not say that all matching items are counted';

function totalHeaders(found: FoundList, range: Candidate | undefined): readonly Candidate[] {
  const { headers } = found.response;
  // The number of pages is that of all, and so is what stands beside it.
  const beside = headers.find(({ name }) => COUNT_HEADERS.has(name.toLowerCase()) || isTotalPages(name)) ?? range;
  return headers
    .filter(({ name }) => TOTAL_HEADERS.has(name.toLowerCase()))
    .map((header): Candidate => {
      const prose = proseOfHeader(found, header);
      const why = beside ? `its name, next to ${beside.name}` : 'its name, and a description that mentions all items';
      const isStated = beside || IS_TOTAL.test(prose);
      const doubt =
        doubtOfHeader(found, header) ??
        doubtOfTotal(prose) ??
        (isStated ? undefined : NOT_STATED) ??
        (header.required || prose !== '' ? undefined : MAY_LACK);
      return {
        name: header.name,
        place: { kind: 'header', name: header.name },
        verdict: doubt === undefined ? { why } : { doubt },
        statement: prose,
      };
    });
}

/** `X-Total-Pages`, and `X-WP-TotalPages` of WordPress. */
function isTotalPages(header: string): boolean {
  return /(^|_)total_pages$/.test(toPlainName(header));
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
function contentRange(found: FoundList): readonly Candidate[] {
  return found.response.headers
    .filter(({ name }) => name.toLowerCase() === 'content-range')
    .map((header): Candidate => {
      const prose = proseOfHeader(found, header);
      const examples = [header.example, ...exampleValues(found.schemas, header.node)].map(toPlainText);
      const pattern = textOf(found.schemas, header.node, 'pattern');
      const hasExample =
        examples.some((text) => /\d+-\d+\/\d+/.test(text)) || /\d+-\d+\/\d+|\/(total|\{total\}|<total>)/i.test(prose);
      const isPattern = /\\d\+?-.*\\d.*\/.*(\\d|0-9)/.test(pattern) && !/\*/.test(pattern.replaceAll('\\d*', ''));
      const isStated = hasExample || isPattern || IS_TOTAL.test(prose);
      const isPages =
        /\bpages?\s+\d/i.test(examples.join()) || NO_TOTAL.test(prose) || examples.some((text) => /\/\*/.test(text));
      const doubt = firstDoubt(
        [!isStated, 'the description does not show that it gives the total'],
        [isPages, 'it may count something else'],
        [!header.required && !hasExample && prose === '', MAY_LACK],
      );
      const why =
        hasExample || isPattern ? 'its name, and the format of its example or pattern' : 'its name and its description';
      return {
        name: header.name,
        place: { kind: 'content-range' },
        verdict: doubt === undefined ? { why } : { doubt },
        statement: prose,
      };
    });
}

function totalMembers(found: FoundList, members: readonly EnvelopeMember[], isPaged: boolean): readonly Candidate[] {
  const isDjango = ['count', 'next', 'previous', 'results'].every(
    (name) => members.some((member) => member.name === name && member.owner === '') || found.items === `/${name}`,
  );
  return members.flatMap((member): Candidate[] => {
    const prose = proseOf(found, member.name, member.description);
    const isStated = IS_TOTAL.test(prose) && /\b(total|number|count|how many|overall)\b/i.test(prose);
    const isCounted = COUNT_MEMBERS.has(member.plain) && (isDjango || (isStated && !IS_COUNT.test(prose)));
    if (!TOTAL_MEMBERS.has(member.plain) && !isCounted) return [];
    const doubt = doubtOfTotalMember(member, prose, { isStated, isPaged, isDjango }) ?? doubtOfZero(found);
    const why = isDjango
      ? 'its name, next to "next", "previous" and "results", as in Django'
      : isStated
        ? 'its name, and a description that mentions all items'
        : `its name and its type, ${member.type}, in a paged list`;
    return [
      {
        name: member.name,
        place: { kind: 'member', pointer: member.pointer },
        verdict: doubt === undefined ? { why } : { doubt },
        statement: prose,
      },
    ];
  });
}

function doubtOfTotalMember(
  { type, plain, owner, isExpected }: EnvelopeMember,
  prose: string,
  { isStated, isPaged, isDjango }: Readonly<Record<'isStated' | 'isPaged' | 'isDjango', boolean>>,
): string | undefined {
  if (type !== 'integer' && type !== 'number') return 'its type is not integer';
  const doubt = doubtOfTotal(prose);
  if (doubt !== undefined) return doubt;
  // `page: { number, size, total }`: this may be a total of pages or of items.
  if (plain === 'total' && /^pages?$/.test(owner) && !isStated) return 'it may be the number of pages';
  if (!isPaged) return 'the list is not known to be paged, so it may be something else';
  return isExpected || isStated || isDjango ? undefined : `${MAY_LACK}, and ${NOT_STATED}`;
}

function doubtOfZero(found: FoundList): string | undefined {
  return omitsDefaults(found) ? MAY_OMIT : undefined;
}

/** A doubt about a total: it may be inexact, or not a total. */
function doubtOfTotal(prose: string): string | undefined {
  if (NO_TOTAL.test(prose)) return 'its description may mean another number';
  const isOfPage =
    IS_COUNT.test(prose) && !/\b(match\w*|(all|across) (the )?pages|overall|in total|in all)\b/i.test(prose);
  return isOfPage ? 'its description may mean the items in the response' : undefined;
}

function countHeaders(found: FoundList): readonly Candidate[] {
  const { headers } = found.response;
  const total = headers.find(({ name }) => TOTAL_HEADERS.has(name.toLowerCase()));
  return headers.flatMap((header): Candidate[] => {
    const name = header.name.toLowerCase();
    if (!COUNT_HEADERS.has(name) && !COUNT_HEADERS_BY_PROSE.has(name)) return [];
    const prose = proseOfHeader(found, header);
    const isStated = IS_COUNT.test(prose) && !/\b(matching|all pages|overall)\b/i.test(prose);
    const isBeside = COUNT_HEADERS.has(name) && total;
    const doubt =
      doubtOfHeader(found, header) ??
      (NO_TOTAL.test(prose) ? 'its description may mean another number' : undefined) ??
      (isStated || isBeside ? undefined : 'without a header for the total, it may be the total itself') ??
      (header.required || prose !== '' ? undefined : MAY_LACK);
    const why = isBeside ? `its name, next to ${total.name}` : 'its name and its description';
    return [
      {
        name: header.name,
        place: { kind: 'header', name: header.name },
        verdict: doubt === undefined ? { why } : { doubt },
        statement: prose,
      },
    ];
  });
}

function countMembers(found: FoundList, members: readonly EnvelopeMember[]): readonly Candidate[] {
  return members.flatMap((member): Candidate[] => {
    const prose = proseOf(found, member.name, member.description);
    const isOther = /\b(max\w*|limit|requested|total|per page|matching|all)\b/i.test(prose);
    const isStated = COUNT_MEMBERS.has(member.plain) && IS_COUNT.test(prose) && !isOther;
    const isNamed = PAGE_COUNT_MEMBERS.has(member.plain);
    if (member.type !== 'integer' || (!isStated && !isNamed)) return [];
    const why = isStated ? 'its name and its description' : 'its name';
    const doubt = doubtOfZero(found) ?? (member.isExpected || isStated ? undefined : MAY_LACK);
    const verdict = doubt === undefined ? { why } : { doubt };
    return [{ name: member.name, place: { kind: 'member', pointer: member.pointer }, verdict, statement: prose }];
  });
}

function proseOfHeader(found: FoundList, { name, description, node }: ResponseHeader): string {
  const inSchema = keywordOf(found.schemas, node, 'description');
  return proseOf(found, name, description, typeof inSchema === 'string' ? inSchema : '');
}

/** A doubt whether a header is a number. If its schema is a string, an example must show digits. */
export function doubtOfHeader({ schemas }: FoundList, { node, example }: ResponseHeader): string | undefined {
  const type = scalarOrNull(schemas, node);
  const hasExample = [example, ...exampleValues(schemas, node)].some((value) => /^\d+$/.test(toPlainText(value)));
  return type === 'integer' || (type === 'string' && hasExample) ? undefined : 'its type is not integer';
}
