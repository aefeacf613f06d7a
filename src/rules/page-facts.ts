import { fromPointer, valueAt } from '../core/pointer.ts';
import type { PageFact, Paging } from '../model/list-meaning.ts';
import type { ApiModel } from '../model/types.ts';
import { itemsOfPage, itemsRead, readsInOrder } from './compared.ts';
import type { ListQuery } from './list-query.ts';
import { replaced } from './mutations.ts';
import { hasAlways, nameOfPlace, numberOf, numberScript, promised, unlessMissing, withNumber } from './number-place.ts';
import type { ContractRequest } from './request.ts';
import { defineRule } from './rule.ts';
import { js, type Script } from './script.ts';

interface ExpectedFact {
  readonly fact: PageFact;
  readonly query: ListQuery;
  /** Whether only the items that follow in the list show what it must be. */
  readonly isCompared: boolean;
  /** Whether the response may lack it. */
  readonly isOptional: boolean;
}

/** What describes the page is correct: its number, its size, the number of pages, whether more items follow. */
export const pageFacts = defineRule<ExpectedFact>({
  id: 'page-facts',
  restsOn: 'list',
  summary:
    'What describes the page is correct: its number, its size, the number of pages, and whether more items follow.',
  form: ({ isCompared }) => (isCompared ? 'compare' : 'testAsSent'),
  reads: ({ query }) => readsInOrder(query, undefined),
  applies: ({ request, model }) => {
    const { listQuery } = request;
    if (!listQuery) return [];
    const total = listQuery.list.total && promised(listQuery.list.total, request, model);
    const query = { ...listQuery, list: { ...listQuery.list, ...(total && { total }) } };
    return query.list.pageFacts
      .filter((fact) => expected(fact, query) !== undefined)
      .map((fact) => ({
        isCompared: isCompared(fact, query),
        fact,
        query,
        isOptional: !isAlwaysThere(fact, request, model),
      }));
  },
  title: ({ fact, query }) => {
    const words = cursorOf(query) === undefined ? WORDS : { ...WORDS, ...BY_CURSOR };
    return `${nameOfPlace(fact.place)} is ${words[fact.says]}`;
  },
  script: ({ fact, query, isOptional }) => {
    const own =
      fact.says === 'pages'
        ? js`
          // An empty list has no page, or one that is empty.
          const pages = ${expected(fact, query)};
          pm.expect(${valueScript(fact)}, ${nameOfPlace(fact.place)}).to.be.oneOf(pages === 0 ? [0, 1] : [pages]);
        `
        : js`
          pm.expect(${valueScript(fact)}, ${nameOfPlace(fact.place)}).to.equal(${expected(fact, query)});
          ${isCompared(fact, query) ? onLastPage(fact, query) : js``}
        `;
    const { total } = query.list;
    const needsTotal = fact.says === 'pages' || saysWhether(fact.says);
    const script = total && needsTotal ? unlessMissing(total, own) : own;
    return unlessMissing({ ...fact.place, ...(isOptional && { optional: true }) }, script);
  },
  mutations: ({ fact: { place, says } }) => [
    {
      name: `${nameOfPlace(place)} wrong`,
      change: (answer) => {
        if (place.kind !== 'member' || !saysWhether(says))
          return withNumber(answer, place, (numberOf(answer, place) ?? 0) + 1);
        const path = fromPointer(place.pointer);
        const there = valueAt(answer.body, path);
        return typeof there === 'boolean' ? { ...answer, body: replaced(answer.body, path, !there) } : undefined;
      },
    },
  ],
});

/** Whether every response has it: a member that is required, or a header. */
function isAlwaysThere({ place }: PageFact, { expected }: ContractRequest, model: ApiModel): boolean {
  if (place.kind === 'member') return hasAlways(expected.response, place.pointer, model);
  const name = nameOfPlace(place).toLowerCase();
  return expected.response.headers.some((header) => header.required && header.name.toLowerCase() === name);
}

/** An expression for the value in a response. In a header, it is a text. */
function valueScript({ place, says }: PageFact, response = js`pm.response`): Script {
  if (!saysWhether(says)) return numberScript(place, response);
  if (place.kind === 'member') return js`at(body(${response}), ${place.pointer})`;
  return js`/^true$/i.test(${response}.headers.get(${nameOfPlace(place)}))`;
}

/** No request is about the last page where each begins after the one before, so the last page that was read is looked at as well. It may lack the member. */
function onLastPage(fact: PageFact, query: ListQuery): Script {
  const parts = js`${itemsRead(query)}.parts`;
  return js`
    const last = ${parts}[${parts}.length - 1];
    if (last.code !== 204) pm.expect(${valueScript(fact, js`last`)}, ${nameOfPlace(fact.place)} + ' of the last page').to.not.equal(${fact.says === 'has-next'});
  `;
}

const WORDS = {
  page: 'the requested page',
  limit: 'the requested page size',
  offset: 'the requested offset',
  pages: 'the number of pages',
  'has-next': 'true exactly when more items follow',
  'is-last': 'true exactly when no items follow',
} as const satisfies Record<PageFact['says'], string>;

/** What is compared with the cursor. */
const BY_CURSOR = {
  'has-next': 'true exactly when there is a cursor of a next page',
  'is-last': 'true exactly when there is no cursor of a next page',
} as const satisfies Partial<Record<PageFact['says'], string>>;

function pageNumber(paging: Paging | undefined, offset: number, limit: number | undefined): Script | undefined {
  if (paging?.kind !== 'page' || (limit === undefined && offset > 0)) return undefined;
  return js`${paging.first + (limit === undefined ? 0 : Math.floor(offset / limit))}`;
}

/** An expression for the expected value; `undefined` if the request does not determine it. */
function expected({ says }: PageFact, query: ListQuery): Script | undefined {
  const { list, offset = 0, limit } = query;
  const { total, paging } = list;
  switch (says) {
    case 'page':
      return pageNumber(paging, offset, limit);
    case 'limit':
      return limit === undefined ? undefined : js`${limit}`;
    case 'offset':
      return js`${offset}`;
    case 'pages':
      return limit === undefined || !total
        ? undefined
        : js`Math.ceil(${numberScript(total, js`pm.response`)} / ${limit})`;
    case 'has-next':
      return follows(query, true);
    case 'is-last':
      return follows(query, false);
  }
}

/** Whether items follow, or, with `wanted` false, whether none do. */
function follows(query: ListQuery, wanted: boolean): Script | undefined {
  const { list, offset = 0 } = query;
  const { total } = list;
  if (total) return js`(${offset} + items().length < ${numberScript(total, js`pm.response`)}) === ${wanted}`;
  const cursor = cursorOf({ list });
  if (cursor === undefined && !list.readable) return undefined;
  if (cursor === undefined) return js`(${itemsOfPage(query, offset, undefined)}.length > items().length) === ${wanted}`;
  return js`[undefined, null, ''].includes(at(body(), ${cursor})) !== ${wanted}`;
}

function isCompared({ says }: PageFact, { list }: ListQuery): boolean {
  return saysWhether(says) && !list.total && cursorOf({ list }) === undefined;
}

/** Whether it is true or false, and no number. */
function saysWhether(says: PageFact['says']): boolean {
  return says === 'has-next' || says === 'is-last';
}

/** Where the next cursor is, which is missing, null or empty on the last page, if no total says what follows. */
function cursorOf({ list: { paging, total } }: Pick<ListQuery, 'list'>): string | undefined {
  return !total && paging?.kind === 'cursor' ? paging.next : undefined;
}
