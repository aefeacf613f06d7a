/** What the library says of values, each called in the sandbox as scripts call it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ran } from '../helpers/in-newman.ts';
import { callOf, gives, runCases } from '../helpers/in-sandbox.ts';
import { serverThat } from '../helpers/server.ts';

interface Row {
  readonly name: string;
  readonly given: readonly unknown[];
  readonly want: unknown;
}

const row = (name: string, given: readonly unknown[], want: unknown): Row => ({ name, given, want });

const text = { member: '/a', descending: false, order: 'text' };
const number = { member: '/n', descending: true, order: 'number' };
const time = { member: '/t', descending: false, order: 'date-time' };
const rank = { member: '/a', descending: false, order: 'rank', ranks: ['low', 'high'] };
const codePoints = { member: '/a', descending: false, order: 'code-points' };
const last = [text, number].map((key) => ({ ...key, absent: 'last' }));
const from = { side: 'from', inclusive: true, order: 'number' };
const fromTime = { side: 'from', inclusive: true, order: 'date-time' };
const moment = '2024-03-01T02:00:00+02:00';
const UUID = '3f2a9c1e-7b64-4d0e-9a51-0c8f2e6d4b7a';

const ROWS: readonly Row[] = [
  row('at', [{ a: { 'b/c': [1, 2] } }, '/a/b~1c/1'], 2),
  row('at', [{ 'a~1b': 1 }, '/a~01b'], 1),
  row('at', [{ a: null }, '/a/b'], undefined),
  row('at', [{}, '/constructor'], undefined),
  row('at', [[1], '/length'], 1),
  row('at', ['text', '/0'], undefined),
  row('at', [[], ''], []),

  row(
    'same',
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    true,
  ),
  row('same', [{ a: null }, { b: null }], false),
  row(
    'same',
    [
      [1, 2],
      [2, 1],
    ],
    false,
  ),
  row('same', [[], {}], false),
  row('same', [null, {}], false),
  row('same', [1, '1'], false),

  // What two responses write differently, and what is another value.
  row('meansSame', ['2024-03-01T00:00:00Z', '2024-03-01T02:00:00.000+02:00'], true),
  row('meansSame', ['2024-03-01T00:00:00Z', '2024-03-01T00:00:00+02:00'], false),
  row('meansSame', ['2024-03-01T00:00:00Z', null], false),
  row('meansSame', [UUID, UUID.toUpperCase()], true),
  row('meansSame', [UUID, UUID.replace('c', 'd')], false),
  row('meansSame', [[UUID], UUID], false),
  row('meansSame', ['abc', 'ABC'], false),
  row(
    'meansSame',
    [
      ['a', { t: moment }],
      [{ t: '2024-03-01T00:00:00Z' }, 'a'],
    ],
    true,
  ),
  row(
    'meansSame',
    [
      ['a', 'a', 'b'],
      ['a', 'b', 'b'],
    ],
    false,
  ),
  row('meansSame', [['a', 'b'], ['a']], false),
  row(
    'meansSame',
    [
      [1, 2],
      [1, '2'],
    ],
    false,
  ),
  row('meansSame', [[], {}], false),
  row('meansSame', [{ a: 1 }, { a: 1 }], false),

  row('brief', [undefined], 'nothing'),
  row('brief', ['x'.repeat(200)], `"${'x'.repeat(76)}...`),

  row('decoded', ['a+b%20c'], 'a b c'),
  row('decoded', ['50%'], '50%'),
  row('decoded', [null], ''),

  row('matches', [{ a: 'x' }, '/a', 'x'], true),
  row('matches', [{ a: 'X' }, '/a', 'x'], false),
  row('matches', [{ a: 7 }, '/a', '7'], true),
  row('matches', [{ a: true }, '/a', 'true'], true),
  row('matches', [{ a: ['y', 'x'] }, '/a', 'x'], true),
  row('matches', [{ a: [] }, '/a', ''], false),
  row('matches', [{}, '/a', 'undefined'], false),

  row('isWithin', [{ a: 5 }, '/a', '5', from], true),
  row('isWithin', [{ a: 5 }, '/a', '5', { ...from, inclusive: false }], false),
  row('isWithin', [{ a: 5 }, '/a', '5', { side: 'to', order: 'number' }], undefined),
  row('isWithin', [{ a: 6 }, '/a', '5', { ...from, inclusive: false }], true),
  row('isWithin', [{ a: 6 }, '/a', '5', { ...from, side: 'to' }], false),
  row('isWithin', [{ a: '10' }, '/a', '9', from], true),
  row('isWithin', [{ a: null }, '/a', '5', from], undefined),
  row('isWithin', [{ a: '' }, '/a', '5', from], undefined),
  row('isWithin', [{ a: 'many' }, '/a', '5', from], undefined),
  row('isWithin', [{ a: [] }, '/a', '5', from], undefined),
  row('isWithin', [{ a: moment }, '/a', '2024-03-01T00:00:00Z', fromTime], true),
  row('isWithin', [{ a: moment }, '/a', '2024-03-01T01:00:00+01:00', fromTime], true),
  row('isWithin', [{ a: moment }, '/a', '2024-03-01T00:00:01Z', fromTime], false),
  row('isWithin', [{ a: '2024-03-01T00:00:00.1234Z' }, '/a', '2024-03-01T00:00:00.1239Z', fromTime], undefined),

  row('inOrder', [{ a: 'a' }, { a: 'b' }, [text], 0, 0], true),
  row('inOrder', [{ a: 'b' }, { a: 'a' }, [text], 0, 0], false),
  row('inOrder', [{ a: 'a' }, { a: 'a' }, [text], 0, 0], undefined),
  row('inOrder', [{ a: 'a' }, { a: 'B' }, [text], 0, 0], false),
  row('inOrder', [{ a: 'a' }, { a: 'B' }, [text], 0, 1], true),
  row('inOrder', [{ a: 'B' }, { a: 'a' }, [text], 0, 0], true),
  row('inOrder', [{ a: 'B' }, { a: 'a' }, [text], 0, 1], false),
  row('inOrder', [{ a: 'a-z' }, { a: 'ab' }, [text], 0, 0], undefined),
  row('inOrder', [{ a: 'Ł' }, { a: 'M' }, [text], 0, 0], undefined),
  row('inOrder', [{ a: 'M' }, { a: 'Ł' }, [text], 0, 0], undefined),
  row('inOrder', [{ n: 10 }, { n: 9 }, [number], 0, 0], true),
  row('inOrder', [{ n: 9 }, { n: 10 }, [number], 0, 0], false),
  row('inOrder', [{ n: 'many' }, { n: 10 }, [number], 0, 0], undefined),
  row('inOrder', [{ t: '2024-01-01T10:00:00+02:00' }, { t: '2024-01-01T09:00:00Z' }, [time], 0, 0], true),
  row('inOrder', [{ t: '2024-01-01T10:00:00Z' }, { t: '2024-01-01T09:00:00Z' }, [time], 0, 0], false),
  row('inOrder', [{ a: 'a', n: 1 }, { a: 'a', n: 2 }, [text, number], 1, 0], false),
  row('inOrder', [{ a: 'a', n: 1 }, { a: 'a', n: 2 }, [text, number], 0, 0], undefined),
  row('inOrder', [{ a: 'b' }, {}, [text], 0, 0], undefined),
  row('inOrder', [{ a: null }, { a: 'a' }, [text], 0, 0], undefined),
  row('inOrder', [{ a: 'b' }, {}, last, 0, 0], true),
  row('inOrder', [{ a: null }, { a: 'a' }, last, 0, 0], false),
  row('inOrder', [{ n: 1 }, { n: 2 }, last, 1, 0], false),
  row('inOrder', [{ a: 'low' }, { a: 'high' }, [rank], 0, 0], true),
  row('inOrder', [{ a: 'high' }, { a: 'low' }, [rank], 0, 0], false),
  row('inOrder', [{ a: 'high' }, { a: 'high' }, [rank], 0, 0], undefined),
  row('inOrder', [{ a: 'high' }, { a: 'new' }, [rank], 0, 0], undefined),
  row('inOrder', [{ a: 'new' }, { a: 'low' }, [rank], 0, 0], undefined),
  row('inOrder', [{ a: 'a' }, { a: 'B' }, [codePoints], 0, 0], false),
  row('inOrder', [{ a: 'B' }, { a: 'a' }, [codePoints], 0, 0], true),
  row('inOrder', [{ a: '\u{1f600}' }, { a: '\uffee' }, [codePoints], 0, 0], undefined),
  // Whether one of these comes before the other, JavaScript cannot tell: the next key says nothing then, so they are not judged.
  row(
    'inOrder',
    [{ t: '2024-01-01T00:00:00.1231Z', n: 1 }, { t: '2024-01-01T00:00:00.1239Z', n: 2 }, [time, number]],
    undefined,
  ),

  row('spellAs', ['part', 'abc'], 'ab'),
  row('spellAs', ['part', 'a\u{1f600}'], 'a'),
  row('inOtherZone', ['2024-01-01T20:00:00.123Z'], '2024-01-02T01:30:00.123+05:30'),

  row('parameterIn', ['http://a.b/c?d=1&e%5B0%5D=x%3Dy', 'e[0]'], 'x=y'),
  row('parameterIn', ['http://a.b/c?d=1', 'e'], undefined),
  row('withParameter', ['http://a.b/c', 'd e', '1&2'], 'http://a.b/c?d%20e=1%262'),
  row('withParameter', ['http://a.b/c?d=1', 'e', 2], 'http://a.b/c?d=1&e=2'),
  row('sampledItems', [[]], []),
  row('sampledItems', [[{ a: 1 }]], [{ a: 1 }]),
];

describe('a function of the library', () => {
  let ran: Ran;

  beforeAll(async () => {
    const { url } = await serverThat(() => ({}));
    const script = ROWS.map(({ name, given, want }, index) => gives(String(index), callOf(name, ...given), want));
    ran = await runCases([{ url, script: script.join('\n') }]);
  });

  it('runs without an exception', () => {
    expect(ran.faults).toEqual([]);
    expect(ran.assertions).toHaveLength(ROWS.length);
  });

  it.each(ROWS.map((one, index) => ({ ...one, index, call: callOf(one.name, ...one.given) })))(
    '$call gives $want',
    ({ index }) => {
      expect(ran.assertions[index]?.error?.message).toBeUndefined();
    },
  );
});
