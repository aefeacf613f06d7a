import { describe, expect, it } from 'vitest';
import { type Cause, toCauses } from '../../src/report/causes.ts';
import type { Origin } from '../../src/report/promises.ts';
import { sidesInWords } from '../../src/report/sides.ts';
import type { RunEvent } from '../../src/run/events.ts';
import { isAcceptable } from '../../src/run/judge-assertions.ts';
import { toVerdict, type Verdict } from '../../src/run/verdict.ts';
import {
  answered,
  assertion,
  failed,
  finished,
  judged,
  notJudged,
  planned,
  sent,
  started,
} from '../run/support/events.ts';
import { hostileVerdict, red } from './support.ts';

interface Case {
  readonly status?: number;
  readonly outcomes: Readonly<Record<string, Parameters<typeof judged>[2]>>;
}

/** A verdict of some requests, each with the outcomes of its assertions. */
function verdictOf(cases: readonly Case[]): Verdict {
  const events: RunEvent[] = cases.flatMap(({ status = 200, outcomes }, index) => [
    sent(String(index), { answer: answered(status) }),
    ...Object.entries(outcomes).map(([name, outcome]) => judged(String(index), name, outcome)),
  ]);
  const plan = cases.map(({ outcomes }, index) =>
    planned(String(index), { name: `R${index}`, assertions: Object.keys(outcomes).map((name) => assertion(name)) }),
  );
  return toVerdict([started(plan), ...events, finished], { live: false });
}

/** A description in which each title is of the rule that it begins with. */
const known = {
  originOf: (_: string, title: string): Origin => ({
    rule: title.startsWith('Status')
      ? 'status'
      : title.includes('Result')
        ? 'result-count'
        : title.includes('Total')
          ? 'total-is-whole'
          : 'body-schema',
    operation: {} as Origin['operation'],
    promisedAt: (at = '') => `/${title.split(' ')[0]}${at.replace(/\d+/g, '*')}`,
  }),
  locate: (pointer: string) => ({ file: 'pets.yaml', line: pointer.length, column: 1 }),
};

const summary = (causes: readonly Cause[]) =>
  causes.map(({ title, requests }) => [title, requests.map(({ id }) => id)]);

describe('the same fault in several requests is told once', () => {
  it('where numbers differ', () => {
    const outcomes = (got: number) => ({
      'X-Total-Count counts all items': failed(`expected ${got} to equal ${got + 1}`),
    });
    const causes = toCauses(
      verdictOf([{ outcomes: outcomes(44) }, { outcomes: outcomes(7) }, { outcomes: outcomes(0) }]),
      known,
    );
    expect(summary(causes)).toEqual([['X-Total-Count counts all items', ['0', '1', '2']]]);
    expect(causes[0]?.sides && sidesInWords(causes[0].sides)).toBe(
      'X-Total-Count says 44; the whole list has 45 items',
    );
    expect(causes[0]?.hints).toEqual(['In all 3 requests it is 1 too low.']);
    expect(causes[0]?.places).toEqual([{ file: 'pets.yaml', line: 14, column: 1, pointer: '#/X-Total-Count' }]);
  });

  it('where another item has it, and not where another member has it', () => {
    const body = (message: string) => ({ outcomes: { 'The body satisfies its schema': failed(message) } });
    const causes = toCauses(
      verdictOf([
        body('/0/age should be integer, got "x"; /1/age should be integer, got "y"; /3/name should be string, got 5'),
        body('/7/age should be integer, got null'),
      ]),
      known,
    );
    expect(summary(causes)).toEqual([
      ['In the body, /*/age should be integer', ['0', '1']],
      ['In the body, /*/name should be string', ['0']],
    ]);
  });

  it('where the server itself fails, whatever was expected', () => {
    const status = (expected: number) => ({
      status: 500,
      outcomes: {
        [`Status is ${expected}`]: failed(`expected response to have status code ${expected} but got 500`),
        'Content-Type is application/json': failed('expected text/html'),
      },
    });
    const [cause, ...others] = toCauses(verdictOf([status(200), status(404)]));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ title: 'The server responds with 500', kind: 'broken' });
    expect(cause?.requests.map(({ also }) => also)).toEqual([
      ['Content-Type is application/json'],
      ['Content-Type is application/json'],
    ]);
  });
});

describe('counts', () => {
  const swapped = (returned: number, all: number) => ({
    outcomes: {
      'X-Result-Count is the number of items returned': failed(`expected ${all} to equal ${returned}`),
      'X-Total-Count counts all items': failed(`expected ${returned} to equal ${all}`),
    },
  });

  it('that look swapped say so', () => {
    const hints = toCauses(verdictOf([swapped(10, 60), swapped(7, 60)]), known).map((cause) => cause.hints);
    const hint = 'X-Result-Count and X-Total-Count look swapped: each has the number of the other, in 2 requests.';
    expect(hints).toEqual([[hint], [hint]]);
  });

  it.each([
    {
      name: 'in different requests',
      cases: [
        {
          outcomes: { ...swapped(10, 60).outcomes, 'X-Total-Count counts all items': failed('expected 9 to equal 60') },
        },
      ],
    },
    {
      name: 'that are equal',
      cases: [{ outcomes: { 'X-Result-Count is the number of items returned': failed('expected NaN to equal 3') } }],
    },
  ])('$name do not', ({ cases }) => {
    expect(toCauses(verdictOf(cases), known).flatMap(({ hints }) => hints)).toEqual([]);
  });
});

it('a green run has no cause', () => {
  expect(toCauses(verdictOf([{ outcomes: { first: { kind: 'passed' }, second: notJudged('empty-list') } }]))).toEqual(
    [],
  );
});

it.each([
  { name: 'everything', verdict: red },
  { name: 'hostile texts', verdict: hostileVerdict },
  {
    name: 'an assertion that may not stay without a judgement',
    verdict: verdictOf([{ outcomes: { first: notJudged('request-changed') } }]),
  },
])('nothing that makes a run red is left out: $name', ({ verdict }) => {
  const causes = toCauses(verdict);
  const shown = new Set(causes.flatMap(({ requests }) => requests.map(({ id }) => id)));
  expect(verdict.requests.filter(({ id, ok }) => !ok && !shown.has(id))).toEqual([]);
  const broken = verdict.requests.flatMap(({ answer, assertions }) =>
    answer?.kind === 'answered'
      ? assertions.filter(({ outcome }) => !isAcceptable(outcome)).map(({ name }) => name)
      : [],
  );
  const told = JSON.stringify(causes);
  expect(broken.filter((name) => !told.includes(JSON.stringify(name).slice(1, -1)))).toEqual([]);
  for (const problem of verdict.problems) expect(causes.map(({ message }) => message)).toContain(problem);
});

it('has the same id in each run', () => {
  const ids = () => toCauses(red).map(({ id }) => id);
  expect(ids()).toEqual(ids());
  expect(new Set(ids()).size).toBe(ids().length);
});

it('tells refused credentials once, before all else, with the requests that show it and what to do', () => {
  const login = { authenticates: true } as const;
  const verdict = toVerdict(
    [
      started([planned('a', login), planned('b', { ...login, mustBeRefused: true }), planned('c')]),
      sent('a', { answer: answered(401) }),
      judged('a', 'first', failed('expected response to have status code 200 but got 401')),
      sent('b', { answer: answered(401) }),
      judged('b', 'first', failed('expected response to have status code 404 but got 401')),
      sent('c'),
      judged('c', 'first'),
      finished,
    ],
    { live: true },
  );
  expect(toCauses(verdict).map(({ title, hints, requests }) => [title, hints, requests.map(({ id }) => id)])).toEqual([
    [
      'The server refused the credentials: every request that sends them was answered with 401',
      ['Run `postman-contract doctor` with the same options: it says which of them is refused.'],
      ['a', 'b'],
    ],
  ]);
});

it('tells a failure of the server once, also where a comparison met it', () => {
  const verdict = toVerdict(
    [
      started([planned('a', { assertions: [assertion('Status is 200')] }), planned('b')]),
      sent('a', { answer: answered(500) }),
      judged('a', 'Status is 200', failed('expected response to have status code 200 but got 500')),
      sent('b'),
      judged('b', 'first', failed('cannot compare: reading the list failed with HTTP 500')),
      finished,
    ],
    { live: true },
  );
  const causes = toCauses(verdict);
  expect(causes.map(({ title, requests }) => [title, requests.map(({ id, also }) => [id, also])])).toEqual([
    [
      'The server responds with 500',
      [
        ['a', []],
        ['b', ['first']],
      ],
    ],
  ]);
});

it('says of a header that it is one', () => {
  const title = 'X-Total-Count is present and valid';
  const events = [
    started([planned('a', { assertions: [assertion(title)] })]),
    sent('a'),
    judged('a', title, failed('/ should be >= 0, got -1')),
    finished,
  ];
  const originOf = () => ({ rule: 'headers', promisedAt: () => '/h' }) as unknown as Origin;
  const [cause] = toCauses(toVerdict(events, { live: true }), { originOf, locate: () => ({}) });
  expect(cause && [cause.title, cause.sides && sidesInWords(cause.sides)]).toEqual([
    title,
    'X-Total-Count is -1; the description says it should be >= 0',
  ]);
});
