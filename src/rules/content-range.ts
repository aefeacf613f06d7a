import { defineRule, type Violation } from './rule.ts';
import { js } from './script.ts';

/** The items of an answer are those that its `Content-Range` names. https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
export const contentRange = defineRule<{ readonly from: number | undefined }>({
  id: 'content-range',
  summary: 'Content-Range names the first and the last item of the answer, counted from 0 or from 1.',
  form: 'question',
  applies: ({ request: { listQuery: query } }) => {
    if (query?.list.total?.kind !== 'content-range') return [];
    const isAsked = query.offset !== undefined || query.list.paging?.kind === 'offset';
    return [{ from: isAsked ? (query.offset ?? 0) : undefined }];
  },
  title: () => 'Content-Range names the items of the answer',
  script: ({ from }) => js`
    const text = String(pm.response.headers.get('Content-Range')), range = /^\S+ +(\d+)-(\d+)\//.exec(text), size = items().length;
    // Of no items there is no range.
    if (size === 0) return;
    if (!range) pm.expect.fail('Content-Range should name the first and the last item, got ' + JSON.stringify(text));
    pm.expect(Number(range[2]) - Number(range[1]) + 1, 'items that ' + text + ' names').to.equal(size);
    ${from === undefined ? js`` : js`pm.expect(Number(range[1]), 'the first item that ' + text + ' names').to.be.oneOf([${from}, ${from + 1}]);`}
  `,
  helpers: ['items'],
  violations: ({ from }) => [
    withRange('the index after the last item', (first, last) => [first, last + 1]),
    ...(from === undefined ? [] : [withRange('another first item', (first, last) => [first + 2, last + 2])]),
  ],
});

function withRange(name: string, change: (first: number, last: number) => readonly [number, number]): Violation {
  return {
    name,
    change: (answer) => {
      const [, unit, first, last, total] =
        /^(\S+ +)(\d+)-(\d+)(\/.*)$/.exec(answer.headers['content-range'] ?? '') ?? [];
      if (unit === undefined) return undefined;
      const range = `${unit}${change(Number(first), Number(last)).join('-')}${total}`;
      return { ...answer, headers: { ...answer.headers, 'content-range': range } };
    },
  };
}
