import type { NumberPlace } from '../model/list-meaning.ts';
import { nameOfPlace, numberScript, unlessMissing } from './number-place.ts';
import { defineRule, type Mutation } from './rule.ts';
import { js } from './script.ts';

interface Named {
  /** The index of the first requested item, if the request has an offset. */
  readonly from: number | undefined;
  /** The place of the total, if it is elsewhere in the response. */
  readonly total: NumberPlace | undefined;
  /** The place of the total, if it is `Content-Range` itself. */
  readonly range: NumberPlace | undefined;
}

/** `Content-Range` names the items of the response. https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
export const contentRange = defineRule<Named>({
  id: 'content-range',
  restsOn: 'list',
  summary:
    'Content-Range names the first and the last item of the response, counted from 0 or from 1. Its total is the same as elsewhere in the response.',
  form: 'testAsSent',
  applies: ({ request: { listQuery: query } }) => {
    if (!query?.list.ranged) return [];
    const { total } = query.list;
    const hasOffset = query.offset !== undefined || query.list.paging?.kind === 'offset';
    return [
      {
        from: hasOffset ? (query.offset ?? 0) : undefined,
        total: total?.kind === 'content-range' ? undefined : total,
        range: total?.kind === 'content-range' ? total : undefined,
      },
    ];
  },
  title: () => 'Content-Range names the items of the response',
  script: ({ from, total, range }) =>
    unlessMissing(
      range,
      js`
    const text = String(pm.response.headers.get('Content-Range')), range = /^(?:\S+ +)?(\d+)-(\d+)\//.exec(text), size = items().length;
    ${total ? js`pm.expect(totalInRange(pm.response), 'the number of all items in ' + text + ', beside ' + ${nameOfPlace(total)}).to.equal(${numberScript(total, js`pm.response`)});` : js``}
    // An empty page has no range.
    if (size === 0) ${total ? js`return` : js`skipHere('empty-list')`};
    if (!range) pm.expect.fail('Content-Range should name the first and the last item, got ' + JSON.stringify(text));
    pm.expect(Number(range[2]) - Number(range[1]) + 1, 'items that ' + text + ' names').to.equal(size);
    ${from === undefined ? js`` : js`pm.expect(Number(range[1]), 'the first item that ' + text + ' names').to.be.oneOf([${from}, ${from + 1}]);`}
  `,
    ),
  mutations: ({ from, total }) => [
    withRange('the index after the last item', (first, last) => [first, last + 1]),
    ...(from === undefined ? [] : [withRange('another first item', (first, last) => [first + 2, last + 2])]),
    ...(total ? [withTotal('another number of all items')] : []),
  ],
});

function withRange(name: string, change: (first: number, last: number) => readonly [number, number]): Mutation {
  return {
    name,
    change: (answer) => {
      const [, unit, first, last, total] =
        /^(\S+ +|)(\d+)-(\d+)(\/.*)$/.exec(answer.headers['content-range'] ?? '') ?? [];
      if (unit === undefined) return undefined;
      const range = `${unit}${change(Number(first), Number(last)).join('-')}${total}`;
      return { ...answer, headers: { ...answer.headers, 'content-range': range } };
    },
  };
}

function withTotal(name: string): Mutation {
  return {
    name,
    change: (answer) => {
      const [, range, total] = /^((?:\S+ +)?\S+\/)(\d+)$/.exec(answer.headers['content-range'] ?? '') ?? [];
      if (range === undefined) return undefined;
      return { ...answer, headers: { ...answer.headers, 'content-range': `${range}${Number(total) + 1}` } };
    },
  };
}
