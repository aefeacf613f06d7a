import { fromPointer, valueAt } from '../core/pointer.ts';
import type { PageFact, Paging } from '../model/list-meaning.ts';
import { replaced } from './mutations.ts';
import { hasAlways, numberScript, promised, unlessLacking, unlessMissingAt } from './number-place.ts';
import type { ListQuery } from './request.ts';
import { defineRule } from './rule.ts';
import { js, type Script } from './script.ts';

interface ExpectedFact {
  readonly fact: PageFact;
  readonly query: ListQuery;
  /** Whether the response may lack it. */
  readonly isOptional: boolean;
}

/** The members that describe the page are correct: its number, its size, the number of pages, whether more items follow. */
export const pageFacts = defineRule<ExpectedFact>({
  id: 'page-facts',
  restsOn: 'list',
  summary:
    'The members that describe the page are correct: its number, its size, the number of pages, and whether more items follow.',
  form: 'testAsSent',
  applies: ({ request, model }) => {
    const { listQuery } = request;
    if (!listQuery) return [];
    const total = listQuery.list.total && promised(listQuery.list.total, request, model);
    const query = { ...listQuery, list: { ...listQuery.list, ...(total && { total }) } };
    return query.list.pageFacts
      .filter((fact) => expected(fact, query) !== undefined)
      .map((fact) => ({ fact, query, isOptional: !hasAlways(request.expected.response, fact.pointer, model) }));
  },
  title: ({ fact, query }) => {
    const words = cursorOf(query) === undefined ? WORDS : { ...WORDS, ...BY_CURSOR };
    return `${fact.pointer} is ${words[fact.says]}`;
  },
  script: ({ fact, query, isOptional }) => {
    const own =
      fact.says === 'pages'
        ? js`
          // An empty list has no page, or one that is empty.
          const pages = ${expected(fact, query)};
          pm.expect(at(body(), ${fact.pointer}), ${fact.pointer}).to.be.oneOf(pages === 0 ? [0, 1] : [pages]);
        `
        : js`
          pm.expect(at(body(), ${fact.pointer}), ${fact.pointer}).to.equal(${expected(fact, query)});
        `;
    const { total } = query.list;
    const needsTotal = fact.says === 'pages' || saysWhether(fact.says);
    const script = total && needsTotal ? unlessLacking(total, own) : own;
    return isOptional ? unlessMissingAt(fact.pointer, script) : script;
  },
  mutations: ({ fact: { pointer, says } }) => [
    {
      name: `${pointer} wrong`,
      change: (answer) => {
        const there = valueAt(answer.body, fromPointer(pointer));
        if (saysWhether(says) ? typeof there !== 'boolean' : typeof there !== 'number') return undefined;
        const other = typeof there === 'boolean' ? !there : Number(there) + 1;
        return { ...answer, body: replaced(answer.body, fromPointer(pointer), other) };
      },
    },
  ],
});

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
function expected({ says }: PageFact, { list, offset = 0, limit }: ListQuery): Script | undefined {
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
      return follows({ list, offset }, true);
    case 'is-last':
      return follows({ list, offset }, false);
  }
}

/** Whether items follow, or, with `wanted` false, whether none do. */
function follows({ list, offset }: Pick<ListQuery, 'list' | 'offset'>, wanted: boolean): Script | undefined {
  const { total } = list;
  if (total) return js`(${offset} + items().length < ${numberScript(total, js`pm.response`)}) === ${wanted}`;
  const cursor = cursorOf({ list });
  return cursor === undefined ? undefined : js`[undefined, null, ''].includes(at(body(), ${cursor})) !== ${wanted}`;
}

/** Whether it is true or false, and no number. */
function saysWhether(says: PageFact['says']): boolean {
  return says === 'has-next' || says === 'is-last';
}

/** Where the next cursor is, which is missing, null or empty on the last page, if no total says what follows. */
function cursorOf({ list: { paging, total } }: Pick<ListQuery, 'list'>): string | undefined {
  return !total && paging?.kind === 'cursor' ? paging.next : undefined;
}
