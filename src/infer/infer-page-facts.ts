import { toPlainText } from '../core/json.ts';
import type { NextPlace, PageFact, Paging } from '../model/list-meaning.ts';
import { exampleValues, textOf } from '../schema/walk.ts';
import { toPlainName } from './conventions.ts';
import { type EnvelopeMember, envelopeMembers } from './envelope-view.ts';
import { type FoundList, omitsDefaults, topOf } from './find-list.ts';
import { doubtOfHeader } from './infer-counts.ts';
import { leftOut, type Note, proposed, xList } from './inference.ts';
import { IS_COUNT, IS_CURSOR, IS_NEXT, IS_URL, NO_TOTAL, proseOf } from './prose.ts';

/** What is known about how the list is paged. */
export interface Known {
  readonly paging?: Paging;
  readonly limit?: string;
  readonly hasTotal: boolean;
}

/** Names of page facts, and the meaning that each fact repeats, which must be known to check it. */
const FACTS: readonly { says: PageFact['says']; names: ReadonlySet<string>; needs: (known: Known) => boolean }[] = [
  {
    says: 'page',
    names: new Set(['page', 'page_number', 'current_page', 'number', 'page_no']),
    needs: ({ paging }) => paging?.kind === 'page',
  },
  {
    says: 'limit',
    names: new Set(['limit', 'per_page', 'page_size', 'size', 'take', 'top', 'max_results', 'page_limit']),
    needs: ({ limit }) => limit !== undefined,
  },
  {
    says: 'offset',
    names: new Set(['offset', 'skip', 'start_at', 'page_offset']),
    needs: ({ paging }) => paging?.kind === 'offset',
  },
  {
    says: 'pages',
    names: new Set(['total_pages', 'page_count', 'pages', 'last_page', 'pages_total', 'number_of_pages']),
    needs: ({ limit, hasTotal }) => limit !== undefined && hasTotal,
  },
  {
    says: 'has-next',
    names: new Set(['has_more', 'has_next', 'has_next_page', 'more', 'has_more_items', 'has_more_results']),
    needs: ({ paging }) => paging !== undefined,
  },
  {
    says: 'is-last',
    names: new Set(['is_last', 'last', 'last_page', 'is_last_page']),
    needs: ({ paging }) => paging !== undefined,
  },
];

interface Facts {
  readonly part: readonly PageFact[];
  readonly notes: readonly Note[];
}

/** Find members of the body that describe the page, by name and type. */
export function inferPageFacts(found: FoundList, known: Known): Facts {
  const part: PageFact[] = [];
  const notes: Note[] = [];
  for (const member of envelopeMembers(found)) {
    const fact = FACTS.find(({ says, names }) => names.has(member.plain) && isOfType(member.type, says));
    if (!fact || part.some(({ says }) => says === fact.says)) continue;
    const { says } = fact;
    const what = `"${member.pointer}" of the body ${SENTENCES[says]}`;
    const declare = xList({ says: { [says]: member.pointer } });
    const doubt =
      doubtOfFact(found, member, says, known) ??
      doubtOfLast(member.plain, known) ??
      (fact.needs(known) ? undefined : NEEDS[says]);
    if (doubt !== undefined) notes.push(leftOut(what, doubt, declare));
    else {
      part.push({ place: { kind: 'member', pointer: member.pointer }, says });
      notes.push(proposed(what, 'its name and its type', declare, member.description));
    }
  }
  for (const note of headerFacts(found, known, part)) notes.push(note);
  const order = FACTS.map(({ says }) => says);
  return { part: part.toSorted((one, other) => order.indexOf(one.says) - order.indexOf(other.says)), notes };
}

/** The same in headers: `X-Page`, `X-Total-Pages`, `X-WP-TotalPages` of WordPress. Adds to `part` what no member says. */
function headerFacts(found: FoundList, known: Known, part: PageFact[]): readonly Note[] {
  return found.response.headers.flatMap((header): Note[] => {
    const { name } = header;
    const plain = toPlainName(/^x-(?:pagination-|wp-)?(.*)$/i.exec(name)?.[1] ?? '');
    const fact = FACTS.find(({ says, names }) => names.has(plain) && typeOf(says) === 'integer');
    // It may be the number of items in the page.
    if (!fact || plain === 'page_count' || part.some(({ says }) => says === fact.says)) return [];
    const { says } = fact;
    const what = `"${name}" ${SENTENCES[says]}`;
    const declare = xList({ says: { [says]: name } });
    const prose = proseOf(found, name, header.description, textOf(found.schemas, header.node, 'description'));
    const doubt =
      doubtOfHeader(found, header) ??
      doubtOfLimit(says, prose) ??
      doubtOfLast(plain, known) ??
      (fact.needs(known) ? undefined : NEEDS[says]);
    if (doubt !== undefined) return [leftOut(what, doubt, declare)];
    part.push({ place: { kind: 'header', name }, says });
    return [proposed(what, 'its name and its type', declare, header.description)];
  });
}

/** A limit may be the one that holds for all requests, as `X-Limit` of OCPI: "the maximum number of objects that the server can return". */
function doubtOfLimit(says: PageFact['says'], prose: string): string | undefined {
  if (says !== 'limit') return undefined;
  if (IS_COUNT.test(prose)) return 'its description may mean the items in the response';
  return OF_SERVER.test(prose) ? 'its description may mean the largest limit that the server has' : undefined;
}

const OF_SERVER =
  /\b(server|service|system|api|backend|provider)\b[^.]{0,20}\b(can|could|may|will|would|is able)\b|\bmax\w*\b[^.]*\b(allowed|supported|permitted|possible)\b|\b(allowed|supported|permitted|possible) (max\w*|limit|(page )?size)\b/i;

/** The last of ten pages is page 9, where the first is page 0. */
function doubtOfLast(plain: string, { paging }: Known): string | undefined {
  const isFromZero = plain === 'last_page' && paging?.kind === 'page' && paging.first === 0;
  return isFromZero ? 'the first page is 0, so the last one may be one less than their number' : undefined;
}

const SENTENCES: Readonly<Record<PageFact['says'], string>> = {
  page: 'is the number of the page',
  limit: 'is the requested limit',
  offset: 'is the requested offset',
  pages: 'is the number of pages',
  'has-next': 'is true if another page follows',
  'is-last': 'is true if no other page follows',
};

const NEEDS: Readonly<Record<PageFact['says'], string>> = {
  page: 'no parameter is known to be a page number',
  limit: 'no parameter is known to set the page size',
  offset: 'no parameter is known to be an offset',
  pages: 'it needs a limit and a total',
  'has-next': 'the list is not known to be paged',
  'is-last': 'the list is not known to be paged',
};

/** Frameworks that read the classes of TypeScript know no integers. */
function isOfType(type: EnvelopeMember['type'], says: PageFact['says']): boolean {
  return type === typeOf(says) || (type === 'number' && typeOf(says) === 'integer');
}

function typeOf(says: PageFact['says']): 'boolean' | 'integer' {
  return says === 'has-next' || says === 'is-last' ? 'boolean' : 'integer';
}

function doubtOfFact(
  found: FoundList,
  { plain, owner, description, name, isExpected }: EnvelopeMember,
  says: PageFact['says'],
  { paging }: Known,
): string | undefined {
  if (isAmbiguous(found, { plain, owner })) return 'its name may mean something else in an envelope';
  const prose = proseOf(found, name, description);
  if (!isExpected && prose === '') return 'it is not required, so a response may lack it';
  if (omitsDefaults(found)) return 'it is not required, so a response may leave it out where it is 0 or false';
  const ofLimit = doubtOfLimit(says, prose);
  if (ofLimit !== undefined) return ofLimit;
  if (says === 'pages' && NO_TOTAL.test(prose.replace(/total (number of )?pages|pages? in total/gi, ''))) {
    return 'its description may mean another number';
  }
  const isFromOne = paging?.kind === 'page' && paging.first === 1;
  const isSpringNumber = says === 'page' && plain === 'number' && owner === '';
  return isFromOne && isSpringNumber ? 'it may count from 0, although page numbers start at 1' : undefined;
}

/**
 * `size` and `number` are ambiguous outside of an object such as `page`, unless `total_pages` stands next to them, as in
 * Spring. So are `size` and `pages`, unless `page` and `total` do, as in FastAPI's `{ items, total, page, size, pages }`.
 */
function isAmbiguous(found: FoundList, { plain, owner }: Pick<EnvelopeMember, 'plain' | 'owner'>): boolean {
  if (!['size', 'number', 'pages', 'more'].includes(plain) || owner !== '') return false;
  const beside = new Set(envelopeMembers(found).map((member) => member.plain));
  const isOfPage = ['size', 'pages'].includes(plain) && beside.has('page') && beside.has('total');
  return !beside.has('total_pages') && !isOfPage;
}

interface Next {
  readonly part: { readonly next?: NextPlace };
  readonly notes: readonly Note[];
}

/** Find the URL of the next page: in the header `Link`, or in a member of the body. */
export function inferNext(found: FoundList, isPaged: boolean): Next {
  const header = found.response.headers.find(({ name }) => name.toLowerCase() === 'link');
  if (header) return nextByHeader(found, isPaged, header);
  for (const member of envelopeMembers(found)) {
    const next = nextByMember(found, member);
    if (next) return next;
  }
  return { part: {}, notes: [] };
}

const NEXT_NAMES = ['next', 'next_url', 'next_uri', 'next_link', 'next_page_url', 'next_page_uri', '@odata.next_link'];
const LINKS_NAMES = ['links', '_links'];

/** `undefined` if the member is not a link to the next page, or is a cursor. */
function nextByMember(found: FoundList, member: EnvelopeMember): Next | undefined {
  const path = member.pointer.split('/').slice(1).map(toPlainName);
  const [name = '', owner = ''] = path.toReversed();
  const isHref = name === 'href' && owner === 'next';
  if (member.type !== 'string' || !(isHref || NEXT_NAMES.includes(name))) return undefined;
  const isAmongLinks = isHref || path.slice(-3, -1).some((outer) => LINKS_NAMES.includes(outer));
  const prose = proseOf(found, member.name, member.description);
  const isUrl = isAmongLinks || isUrlByFormat(found, member) || /ur[il]$|link$/.test(name) || IS_URL.test(prose);
  if (IS_CURSOR.test(prose) && !isUrl) return undefined;
  const what = `"${member.pointer}" of the body is the URL of the next page`;
  const declare = xList({ next: member.pointer });
  const doubt = doubtOfNext(found, isUrl);
  if (doubt !== undefined) return { part: {}, notes: [leftOut(what, doubt, declare)] };
  const why = isAmongLinks ? 'its name, among links' : 'its name, and it is a URL';
  const next = { kind: 'member', pointer: member.pointer } as const;
  return { part: { next }, notes: [proposed(what, why, declare, prose)] };
}

/**
 * In OData, `$top` bounds the whole result, and a server may still send less: then it links to the rest of what `$top` allows.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ServerDrivenPaging
 */
function doubtOfNext(found: FoundList, isUrl: boolean): string | undefined {
  if (!isUrl) return 'it may be something else than a URL';
  const top = topOf(found);
  return top && `with "${top}", it links to the rest of what that allows, and not to the page after it`;
}

function isUrlByFormat({ schemas }: FoundList, { schema }: EnvelopeMember): boolean {
  return /^uri|^url/.test(textOf(schemas, schema, 'format'));
}

function nextByHeader(found: FoundList, isPaged: boolean, header: FoundList['response']['headers'][number]): Next {
  const prose = proseOf(found, header.name, header.description);
  const hasExample = [header.example, ...exampleValues(found.schemas, header.node)].some((text) =>
    /rel="?next/.test(toPlainText(text)),
  );
  const what = `"${header.name}" links to the next page with rel="next"`;
  const declare = xList({ next: header.name });
  if (!isPaged && !hasExample) {
    return { part: {}, notes: [leftOut(what, 'the list is not known to be paged', declare)] };
  }
  if (!hasExample && !IS_NEXT.test(prose)) {
    return { part: {}, notes: [leftOut(what, 'the description does not say that it links to pages', declare)] };
  }
  const why = hasExample ? 'its name and its example' : 'its name and its description';
  return { part: { next: { kind: 'link-header' } }, notes: [proposed(what, why, declare, hasExample ? '' : prose)] };
}
