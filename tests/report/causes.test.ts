import { describe, expect, it } from 'vitest';
import { type Cause, toCauses } from '../../src/report/causes.ts';
import type { Origin } from '../../src/report/promises.ts';
import { sidesInWords } from '../../src/report/sides.ts';
import { headlineOf, numbersById, relatedInWords } from '../../src/report/words.ts';
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

  it.each([
    { expected: ['200', '400 or 403'], want: '200, 400 or 403' },
    { expected: ['any 2XX, any 3XX or any 4XX', 'any 4XX'], want: 'any 2XX, any 3XX or any 4XX' },
    { expected: ['200 or any 4XX', '404'], want: '200 or any 4XX' },
  ])('each status that was expected is named once: $want', ({ expected, want }) => {
    const answers = expected.map((text) => ({ status: 500, outcomes: { [`Status is ${text}`]: failed('no') } }));
    expect(toCauses(verdictOf(answers)).map(({ title }) => title)).toEqual([
      `The server responds with 500 instead of ${want}`,
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
    expect(cause).toMatchObject({ title: 'The server responds with 500 instead of 200 or 404', kind: 'broken' });
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
    expect(hints).toEqual([[hint], []]);
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
      'The server responds with 500 instead of 200',
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

describe('what judges one wrong value of a response is one cause', () => {
  const count = 'X-Total-Count';
  const rules: Readonly<Record<string, string>> = {
    [`${count} counts all items`]: 'total-is-whole',
    [`${count} is at least the number of items up to this page`]: 'total-count',
    [`${count} is present and valid`]: 'headers',
  };
  const [whole = '', part = '', header = ''] = Object.keys(rules);
  const ofCount = {
    originOf: (_: string, title: string) =>
      ({ rule: rules[title], operation: { pointer: '/get' }, promisedAt: () => '/total' }) as unknown as Origin,
    locate: () => ({ file: 'pets.yaml', line: 1, column: 1 }),
  };
  const seen = (cases: readonly Case[]) =>
    toCauses(verdictOf(cases), ofCount).map(({ message, related, requests }) => [
      message,
      related?.why,
      requests.flatMap(({ also }) => also),
    ]);

  it.each([
    {
      name: 'a total that is also below the end of the page',
      outcomes: {
        [whole]: failed('expected 9 to equal 60'),
        [part]: failed('the total: expected 9 to be at least 10'),
      },
      want: [['expected 9 to equal 60', undefined, [part]]],
    },
    {
      name: 'a header that is missing, and so no number',
      outcomes: {
        [header]: failed(`the header ${count} is missing`),
        [whole]: failed(`${count} should be a number, got nothing`),
      },
      want: [[`the header ${count} is missing`, undefined, [`${whole}`]]],
    },
    {
      name: 'not where the right total would not satisfy the other assertion',
      outcomes: {
        [whole]: failed('expected 9 to equal 60'),
        [part]: failed('the total: expected 9 to be at least 70'),
      },
      want: [
        ['expected 9 to equal 60', undefined, []],
        ['the total: expected 9 to be at least 70', `both are about ${count}`, []],
      ],
    },
    {
      name: 'not where the assertions saw two values',
      outcomes: {
        [whole]: failed('expected 8 to equal 60'),
        [part]: failed('the total: expected 9 to be at least 10'),
      },
      want: [
        ['expected 8 to equal 60', undefined, []],
        ['the total: expected 9 to be at least 10', `both are about ${count}`, []],
      ],
    },
  ])('$name', ({ outcomes, want }) => {
    expect(seen([{ outcomes }])).toEqual(want);
  });

  it('of two responses, what is alike is related and not joined', () => {
    const cases = [
      { outcomes: { [whole]: failed('expected 9 to equal 60') } },
      { outcomes: { [part]: failed('the total: expected 9 to be at least 10') } },
    ];
    expect(seen(cases).map(([message, why]) => [message, why])).toEqual([
      ['expected 9 to equal 60', undefined],
      ['the total: expected 9 to be at least 10', `both are about ${count}`],
    ]);
  });
});

it('what stands in the way of several assertions is one cause', () => {
  const message = 'the list: expected an array, got {"data":[]}';
  const causes = toCauses(
    verdictOf([{ outcomes: { first: failed(message), second: failed(`cannot compare: ${message}`) } }]),
    {
      ...known,
      originOf: () =>
        ({ rule: 'page-size', operation: { pointer: '/get' }, promisedAt: () => '/x' }) as unknown as Origin,
    },
  );
  expect(causes.map(({ title, requests }) => [title, requests.map(({ also }) => also)])).toEqual([
    ['The list: expected an array, got {"data":[]}', [['first', 'second']]],
  ]);
});

it.each([
  {
    name: 'no token',
    problem: 'The run ended because it got no access token: x responded with HTTP 503',
    answer: undefined,
  },
  {
    name: 'no response at all',
    problem: 'No request got a response: the target cannot be reached from here.',
    answer: { kind: 'unanswered', error: 'refused' } as const,
  },
])('where there is $name, that is the one cause', ({ problem, answer }) => {
  const [first, ...others] = red.requests;
  if (!first) throw new Error('no request');
  const request = {
    ...first,
    problems: [answer ? 'The request got no response: refused' : 'The request was not sent.'],
  };
  const { answer: _, ...unsent } = request;
  const requests = [answer ? { ...request, answer } : unsent];
  expect(others).not.toEqual([]);
  expect(summary(toCauses({ requests, problems: [problem], exitCode: 4 }))).toEqual([
    [problem.replace(/\.$/, ''), ['1']],
  ]);
});

it('a token endpoint that answers without a token is one cause, as the run and its own request tell it', () => {
  const said = 'http://localhost/token responded with HTTP 200 and an HTML page that is not JSON';
  const problem = `The run ended because it got no access token: ${said}. Run doctor.`;
  const { requests } = verdictOf([{ outcomes: { 'The response has a usable access token': failed(said) } }]);
  const toToken = requests.map((one) => ({ ...one, asksForToken: true }));
  const causes = toCauses({ requests: toToken, problems: [problem], exitCode: 4 });
  expect(causes.map(({ title, requests: those }) => [title, those.length])).toEqual([[problem.replace(/\.$/, ''), 1]]);
  const [own] = toCauses({ requests: toToken, problems: [], exitCode: 1 });
  expect(own && headlineOf(own)).toBe(said);
});

it('what is not judged since no answer came follows from a target that cannot be reached', () => {
  const problem = 'No request to the API got a response: it cannot be reached from here.';
  const outcome = { kind: 'not-judged', reason: 'no-answer' } as const;
  const { requests } = verdictOf([
    { outcomes: { 'Status is 200': outcome } },
    { outcomes: { 'Status is 204': outcome } },
  ]);
  const causesOf = (problems: readonly string[]) =>
    toCauses({ requests: requests.map((one) => ({ ...one, ok: false })), problems, exitCode: 4 });
  expect(causesOf([problem]).map(({ title, requests: those }) => [title, those.length])).toEqual([
    [problem.replace(/\.$/, ''), 2],
  ]);
  expect(causesOf([]).map(({ title }) => title)).toEqual(['Not judged: no answer came']);
});

it.each([
  {
    name: 'filters of one parameter',
    rules: ['filter-matches', 'filter-complete'],
    messages: ['/1/status: expected "a", got "b"', 'missing: ["x"]'],
    want: 'both are about the same filter',
  },
  {
    name: 'pages of one list',
    rules: ['page-content', 'pages-join'],
    messages: ['at /0: expected the item "a", got "b"', 'at /7: expected the item "a", got "b"'],
    want: 'both are about the pages of the list',
  },
  {
    name: 'one member in details and list',
    rules: ['list-agrees', 'details-agree'],
    messages: ['/age: the list has 4, the details have 5', '/age: the list has 4, the details have 6'],
    want: 'both are about /age',
  },
  {
    name: 'other members in details and list',
    rules: ['list-agrees', 'details-agree'],
    messages: ['/age: the list has 4, the details have 5', '/name: the list has "a", the details have "b"'],
    want: undefined,
  },
  {
    name: 'other rules at one place',
    rules: ['no-duplicates', 'sort-order'],
    messages: ['/0 and /4 are both "x"', '/1 is out of order: 4 after 5'],
    want: undefined,
  },
])('may be one fault: $name', ({ rules, messages, want }) => {
  const outcomes = Object.fromEntries(rules.map((rule, index) => [rule, failed(messages[index] ?? '')]));
  const originOf = (_: string, rule: string) =>
    ({ rule, operation: { pointer: '/get' }, promisedAt: () => '/list' }) as unknown as Origin;
  const causes = toCauses(verdictOf([{ outcomes }]), { originOf, locate: () => ({ file: 'a.yaml', line: 1 }) });
  expect(causes.map(({ related }) => related?.why)).toEqual([undefined, want]);
});

it.each([
  { second: 'Status is 403', want: 'both let in a request that must be refused' },
  { second: 'Status is 404', want: undefined },
  { second: 'Status is 201', want: undefined },
])('a request that is let in where it must not be, and $second', ({ second, want }) => {
  const wrong = (title: string) => ({
    outcomes: { [title]: failed(`expected response to have status code ${title.slice(-3)} but got 200`) },
  });
  const causes = toCauses(verdictOf([wrong('Status is 401'), wrong(second)]));
  expect(causes.map(({ related }) => related?.why)).toEqual([undefined, want]);
});

it('another Content-Type comes before what follows from it', () => {
  const rules = ['body-syntax', 'media-type'];
  const messages = ['Unexpected token <', "expected 'text/html' to equal 'application/json'"];
  const outcomes = Object.fromEntries(rules.map((rule, index) => [rule, failed(messages[index] ?? '')]));
  const originOf = (_: string, rule: string) =>
    ({ rule, operation: { pointer: '/get' }, promisedAt: () => `/${rule}` }) as unknown as Origin;
  const causes = toCauses(verdictOf([{ outcomes }]), { originOf, locate: () => ({ file: 'a.yaml', line: 1 }) });
  expect(causes.map(({ rule, related }) => [rule, related?.why])).toEqual([
    ['media-type', undefined],
    ['body-syntax', 'these responses have another Content-Type'],
  ]);
});

it('a cause names the one that it may share a fault with, which need not be the first of them', () => {
  const rules = ['filter-complete', 'filter-matches', 'filter-near'];
  const messages = ['missing: ["x"]', '/1/age: expected 4, got 5', '/0/age: expected 1, got 10'];
  const outcomes = Object.fromEntries(rules.map((rule, index) => [rule, failed(messages[index] ?? '')]));
  const originOf = (_: string, rule: string) =>
    ({
      rule,
      operation: { pointer: '/get' },
      promisedAt: () => (rule === 'filter-near' ? '/b' : '/a'),
    }) as unknown as Origin;
  const causes = toCauses(verdictOf([{ outcomes }]), { originOf, locate: () => ({ file: 'a.yaml', line: 1 }) });
  const numbers = numbersById(causes);
  expect(causes.map(({ rule, related }) => [rule, related && relatedInWords(related, numbers)])).toEqual([
    ['filter-complete', undefined],
    ['filter-matches', 'It may be the same fault as cause 1: both are about the same filter'],
    ['filter-near', 'It may be the same fault as cause 2: both are about filtering by age'],
  ]);
});

it('where the server puts off every request, that nothing was judged is no cause of its own', () => {
  const putOff = 'The server still asked to slow down (429) after three waits, so nothing was judged.';
  const blind = 'No comparison with the whole list could be judged.';
  const [first] = red.requests;
  if (!first) throw new Error('no request');
  const assertions = first.assertions.map((one) => ({
    ...one,
    outcome: { kind: 'not-judged', reason: 'no-answer', tolerated: false } as const,
  }));
  const causes = toCauses({ requests: [{ ...first, problems: [putOff], assertions }], problems: [blind], exitCode: 4 });
  expect(causes.map(({ message, related }) => [message, related?.why])).toEqual([
    [putOff, undefined],
    [blind, 'there was no response to compare'],
  ]);
  expect(causes[0]?.hints.join()).toContain('Run it again when the quota allows it.');
  expect(causes[0]?.requests[0]?.also).toEqual(assertions.map(({ name }) => name));
});

it('says what a time lacks that has no offset', () => {
  const outcomes = {
    'The body satisfies its schema': failed('/at should be a valid date-time, got "2024-01-31T10:00:00"'),
  };
  const [cause] = toCauses(verdictOf([{ outcomes }]), known);
  expect(cause?.hints).toEqual(['A date-time is one of RFC 3339: it has no offset, such as "Z" or "+02:00".']);
});
