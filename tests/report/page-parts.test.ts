/** What of a long page is open. */
import { expect, it } from 'vitest';
import { causeParts } from '../../src/report/page-causes.ts';
import { requestParts } from '../../src/report/page-requests.ts';
import type { AssertionVerdict } from '../../src/run/judge-assertions.ts';
import { red, reported } from './support.ts';

const [request] = red.requests;
const [cause] = reported.causes ?? [];
if (!request || !cause) throw new Error('there is no request');

const textOf = (parts: readonly unknown[]) => parts.map(String).join('');

it.each([
  { number: 50, want: undefined },
  { number: 51, want: '<summary>1 more cause</summary>' },
  { number: 60, want: '<summary>10 more causes</summary>' },
])('of $number causes, the first 50 are open', ({ number, want }) => {
  const text = textOf(causeParts(Array.from({ length: number }, (_, index) => ({ ...cause, id: String(index) }))));
  const [open = '', more] = text.split('<details class="more">');
  expect(open.split('<article').length - 1).toBe(50);
  expect(more?.startsWith(want ?? '')).toBe(want === undefined ? undefined : true);
  expect(text).toContain(`id="cause-${number}"`);
});

it('of twelve folders in which something is red, the first ten are open', () => {
  const requests = Array.from({ length: 13 }, (_, index) => ({ ...request, ok: index === 0, folder: [`F${index}`] }));
  const open = textOf(requestParts(requests, new Map())).matchAll(/<details( open)?><summary>F(\d+) /g);
  expect([...open].flatMap(([, isOpen, number]) => (isOpen ? [Number(number)] : []))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});

it.each([
  { number: 2, want: /not judged: A0 .*not judged: A1 / },
  { number: 3, want: /<summary>3 not judged .*<li>A0<\/li>.*<li>A2<\/li>/ },
])('$number assertions that were not judged for one reason are shown $want', ({ number, want }) => {
  const outcome = { kind: 'not-judged', reason: 'empty-list', tolerated: true } as const;
  const assertions = Array.from(
    { length: number },
    (_, index): AssertionVerdict => ({
      name: `A${index}`,
      form: 'compare',
      planned: true,
      outcome,
    }),
  );
  expect(textOf(requestParts([{ ...request, assertions }], new Map())).replaceAll('\n', '')).toMatch(want);
});
