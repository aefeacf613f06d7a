import { fromPointer, valueAt } from '../core/pointer.ts';
import type { NextPlace } from '../model/list-meaning.ts';
import { itemsOfPage, readsInOrder } from './compared.ts';
import type { ListQuery } from './list-query.ts';
import { replaced, withoutHeader } from './mutations.ts';
import { ties } from './page-content.ts';
import { defineRule, type PlainAnswer } from './rule.ts';
import { js, type Script } from './script.ts';

interface Next {
  readonly next: NextPlace;
  readonly query: ListQuery;
  readonly from: number;
  readonly size: number;
}

/** The response links to the next page if more items follow. The last page has no such link. */
export const nextPage = defineRule<Next>({
  id: 'next-page',
  restsOn: 'list',
  summary: 'The response links to the next page if more items follow. The last page has no such link.',
  form: 'compare',
  applies: ({ request: { listQuery: query } }) => {
    if (!query?.list.next || !query.list.readable || query.limit === undefined) return [];
    return [{ next: query.list.next, query, from: (query.offset ?? 0) + query.limit, size: query.limit }];
  },
  reads: ({ query, from, size }) => [...readsInOrder(query, query.list.fullPages ? from + size : undefined), 'next'],
  title: () => 'The response links to the next page if there is one',
  script: (data) => (data.query.list.fullPages ? afterFullPage(data) : afterAnyPage(data)),
  mutations: ({ next, query, from }) => [
    {
      name: 'no link to the next page',
      change: (answer) => (linkIn(answer, next) ? unlinked(answer, next) : undefined),
    },
    {
      name: 'a link to the same page again',
      change: (answer) => {
        const text = linkIn(answer, next);
        const { paging } = query.list;
        if (text === undefined || !paging || paging.kind === 'cursor') return undefined;
        const same = paging.kind === 'offset' ? 0 : paging.first;
        const name = paging.parameter.replace(
          /[[\]$]/g,
          (character) => `(?:\\${character}|${encodeURIComponent(character)})`,
        );
        const relinked = text.replace(new RegExp(`([?&]${name}=)\\d+`), `$1${same}`);
        return relinked === text || from === 0 ? undefined : withLink(answer, next, relinked);
      },
    },
  ],
});

/** If pages may be shorter than requested, the next page begins after the last item of this one, and may have any length. */
function afterAnyPage({ query, from, size }: Next): Script {
  const following = js`${itemsOfPage(query, from - size, undefined)}.slice(found.length)`;
  return js`
    const found = items(response), following = ${following};
    if (following.length === 0) skipHere('last-page');
    if (next === null) pm.expect.fail('more items follow, but the response has no link to the next page');
    expectSameItems(next.items, following.slice(0, Math.max(next.items.length, 1))${ties(query)});
  `;
}

function afterFullPage({ query, from, size }: Next): Script {
  return js`
    const expected = ${itemsOfPage(query, from, from + size)};
    if (expected.length > 0 && next === null) pm.expect.fail('more items follow, but the response has no link to the next page');
    if (expected.length > 0) return expectSameItems(next.items, expected${ties(query)});
    ${
      // A server that does not count all items may link to an empty last page.
      query.list.total
        ? js`if (next !== null) pm.expect.fail('no items follow, but the response has a link to a next page');`
        : js`skipHere('last-page');`
    }
  `;
}

function linkIn(answer: PlainAnswer, next: NextPlace): string | undefined {
  if (next.kind === 'link-header') {
    const link = answer.headers['link'];
    return link !== undefined && /rel="?next/.test(link) ? link : undefined;
  }
  const text = valueAt(answer.body, fromPointer(next.pointer));
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function unlinked(answer: PlainAnswer, next: NextPlace): PlainAnswer {
  return next.kind === 'link-header'
    ? withoutHeader(answer, 'Link')
    : { ...answer, body: replaced(answer.body, fromPointer(next.pointer), null) };
}

function withLink(answer: PlainAnswer, next: NextPlace, text: string): PlainAnswer {
  return next.kind === 'link-header'
    ? { ...answer, headers: { ...answer.headers, link: text } }
    : { ...answer, body: replaced(answer.body, fromPointer(next.pointer), text) };
}
