import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { type RunEvent, toUnanswered } from '../../src/run/events.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import {
  answered,
  assertion,
  failed,
  fault,
  finished,
  judged,
  notJudged,
  planned,
  sent,
  started,
} from './support/events.ts';
import { reasonsIn } from './support/observe.ts';

interface Case {
  readonly name: string;
  readonly events: readonly RunEvent[];
  readonly live?: boolean;
  readonly want: string;
  readonly exitCode: number;
}

const unanswered = { kind: 'unanswered', error: 'ECONNRESET' } as const;
const comparison = assertion('compared', { form: 'compare' });

const CREDENTIALS = { authenticates: true } as const;
const SHUT_OUT = 'Authentication never succeeded: no request that sends credentials was let in.';
const REFUSED = 'The server refused the credentials: every request that sends them was answered with';
const DOCTOR = 'Run `postman-contract doctor` with the same options: it says which of them is refused.';

const CASES: readonly Case[] = [
  {
    name: 'green where every assertion passed',
    events: [started([planned('a')]), sent('a'), judged('a', 'first'), finished],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'red for an assertion that fails',
    events: [started([planned('a')]), sent('a'), judged('a', 'first', failed('expected 1')), finished],
    want: 'a: first: failed expected 1',
    exitCode: EXIT.broken,
  },
  {
    name: 'red for an assertion that is missing beside one that passes',
    events: [
      started([planned('a', { assertions: [assertion('first'), assertion('lost')] })]),
      sent('a'),
      judged('a', 'first'),
      finished,
    ],
    want: 'a: lost: missing',
    exitCode: EXIT.broken,
  },
  {
    name: 'red for a failed assertion that nobody planned',
    events: [started([planned('a')]), sent('a'), judged('a', 'first'), judged('a', 'new', failed('no')), finished],
    want: 'a: new: failed no',
    exitCode: EXIT.broken,
  },
  {
    name: 'green for a passed assertion that nobody planned',
    events: [started([planned('a')]), sent('a'), judged('a', 'first'), judged('a', 'new'), finished],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'red where a test in a loop breaks in one round',
    events: [
      started([planned('a')]),
      sent('a'),
      judged('a', 'first'),
      judged('a', 'first', failed('second')),
      judged('a', 'first'),
      finished,
    ],
    want: 'a: first: failed second',
    exitCode: EXIT.broken,
  },
  {
    name: 'red for one of two assertions of a name that is missing',
    events: [
      started([planned('a', { assertions: [assertion('first'), assertion('first')] })]),
      sent('a'),
      judged('a', 'first'),
      finished,
    ],
    want: 'a: first: missing',
    exitCode: EXIT.broken,
  },
  {
    name: 'red for an async test that is ticked',
    events: [
      started([planned('a', { assertions: [assertion('first', { asynchronous: true })] })]),
      sent('a'),
      judged('a', 'first'),
      finished,
    ],
    want: 'a: first: failed Its function is async: the Postman CLI reports such a test as passed before it ends. Use a plain function.',
    exitCode: EXIT.broken,
  },
  {
    name: 'green where only a repeated attempt broke it',
    events: [
      started([planned('a')]),
      sent('a', { answer: answered(429) }),
      judged('a', 'first', failed('429')),
      sent('a', { attempt: 2 }),
      judged('a', 'first', 'passed', 2),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'red for all but the status where the token lacks a scope',
    events: [
      started([planned('a', { assertions: [assertion('Status is 200'), assertion('first')] })]),
      sent('a', { answer: answered(403) }),
      judged('a', 'This request', notJudged('no-scope')),
      judged('a', 'Status is 200', failed('403')),
      judged('a', 'first', failed('no')),
      finished,
    ],
    want: 'a: Status is 200: not-judged no-scope true\na: first: failed no',
    exitCode: EXIT.broken,
  },
  {
    name: 'without a verdict where the server still asks to slow down after all waits',
    events: [
      started([planned('a')]),
      ...[1, 2, 3, 4].flatMap((attempt) => [
        sent('a', { answer: answered(429), attempt }),
        judged('a', 'first', failed('429'), attempt),
      ]),
      finished,
    ],
    want: 'a: The server still asked to slow down (429) after three waits, so nothing was judged.\na: first: not-judged no-answer false',
    exitCode: EXIT.unable,
  },
  {
    name: 'red where the last attempt judged nothing',
    events: [
      started([planned('a')]),
      sent('a'),
      judged('a', 'first'),
      { kind: 'item', itemId: 'a', attempt: 2 },
      finished,
    ],
    want: 'a: The request was not sent.\na: first: missing',
    exitCode: EXIT.unable,
  },
  {
    name: 'green for an empty list',
    events: [started([planned('a')]), sent('a'), judged('a', 'first', notJudged('empty-list')), finished],
    want: 'a: first: not-judged empty-list true',
    exitCode: EXIT.ok,
  },
  {
    name: 'red for data that moved, where nobody should have moved it',
    events: [started([planned('a')]), sent('a'), judged('a', 'first', notJudged('data-moved')), finished],
    want: 'a: first: not-judged data-moved false',
    exitCode: EXIT.broken,
  },
  {
    name: 'green for data that moved at a live target',
    events: [started([planned('a')]), sent('a'), judged('a', 'first', notJudged('data-moved')), finished],
    live: true,
    want: 'a: first: not-judged data-moved true',
    exitCode: EXIT.ok,
  },
  {
    name: 'unable where all that may succeed is unknown, as at a wrong URL',
    events: [
      started([planned('a'), planned('b'), planned('c', { mustBeRefused: true })]),
      sent('a', { answer: answered(404) }),
      judged('a', 'first', notJudged('unknown-data')),
      sent('b', { answer: answered(410) }),
      judged('b', 'first', notJudged('other-status')),
      sent('c', { answer: answered(404) }),
      judged('c', 'first'),
      finished,
    ],
    live: true,
    want: [
      'No request that may succeed could be judged: each was answered with 404 or 410. Check the URL of the target, and whether the server knows the values that are sent.',
      'a: first: not-judged unknown-data true',
      'b: first: not-judged other-status true',
    ].join('\n'),
    exitCode: EXIT.unable,
  },
  {
    name: 'green where one value is known',
    events: [
      started([planned('a'), planned('b')]),
      sent('a', { answer: answered(404) }),
      judged('a', 'first', notJudged('unknown-data')),
      sent('b'),
      judged('b', 'first'),
      finished,
    ],
    live: true,
    want: 'a: first: not-judged unknown-data true',
    exitCode: EXIT.ok,
  },
  {
    name: 'red for a plain skip, at a live target as well',
    events: [started([planned('a')]), sent('a'), judged('a', 'first', notJudged()), finished],
    live: true,
    want: 'a: first: not-judged false',
    exitCode: EXIT.broken,
  },
  {
    name: 'red for a script that threw, with every assertion passed',
    events: [
      started([planned('a')]),
      sent('a'),
      judged('a', 'first'),
      fault('script', 'A script threw: x', 'a'),
      finished,
    ],
    want: 'a: A script threw: x',
    exitCode: EXIT.broken,
  },
  {
    name: 'unable where the client died, with every assertion passed',
    events: [started([planned('a')]), sent('a'), judged('a', 'first'), fault('client', 'Newman died.'), finished],
    want: 'Newman died.',
    exitCode: EXIT.unable,
  },
  {
    name: 'broken where the client died after an assertion failed',
    events: [
      started([planned('a')]),
      sent('a'),
      judged('a', 'first', failed('no')),
      fault('client', 'Newman died.'),
      finished,
    ],
    want: 'Newman died.\na: first: failed no',
    exitCode: EXIT.broken,
  },
  {
    name: 'red where the end of the run is not told',
    events: [started([planned('a')]), sent('a'), judged('a', 'first')],
    want: 'The run was not completed.',
    exitCode: EXIT.broken,
  },
  {
    name: 'unable where one of two requests got no answer, whatever tests say of it',
    events: [
      started([planned('a'), planned('b', { assertions: [assertion('first'), assertion('second')] })]),
      sent('a'),
      judged('a', 'first'),
      sent('b', { answer: unanswered }),
      judged('b', 'first'),
      judged('b', 'second', failed('expected undefined to equal 200')),
      finished,
    ],
    want: 'b: The request got no response: ECONNRESET\nb: first: not-judged no-answer false\nb: second: not-judged no-answer false',
    exitCode: EXIT.unable,
  },
  {
    name: 'broken where another request is broken beside one that got no answer',
    events: [
      started([planned('a'), planned('b')]),
      sent('a'),
      judged('a', 'first', failed('no')),
      sent('b', { answer: unanswered }),
      finished,
    ],
    want: 'a: first: failed no\nb: The request got no response: ECONNRESET\nb: first: not-judged no-answer false',
    exitCode: EXIT.broken,
  },
  {
    name: 'green where a request that got no answer was sent again, and answered',
    events: [
      started([planned('a')]),
      sent('a', { answer: unanswered }),
      judged('a', 'first', notJudged('no-answer')),
      sent('a', { attempt: 2 }),
      judged('a', 'first', 'passed', 2),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'unable where a comparison got no answer, and nothing else is wrong',
    events: [
      started([planned('a', { assertions: [assertion('first'), comparison] })]),
      sent('a'),
      judged('a', 'first'),
      judged('a', 'compared', notJudged('no-answer')),
      fault('request', 'A script request got no response', 'a'),
      finished,
    ],
    want: 'No comparison with the whole list could be judged.\na: compared: not-judged no-answer false',
    exitCode: EXIT.unable,
  },
  {
    name: 'green where a comparison read again what got no answer',
    events: [
      started([planned('a', { assertions: [comparison] })]),
      sent('a'),
      fault('request', 'A script request got no response', 'a'),
      judged('a', 'compared'),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'unable where no request got an answer, for more than one reason, and no credentials are blamed',
    events: [
      started([planned('a', { authenticates: true }), planned('b')]),
      sent('a', { answer: unanswered }),
      sent('b', { answer: { ...unanswered, error: 'ETIMEDOUT' } }),
      finished,
    ],
    want: 'No request got a response: the target cannot be reached from here. Run `postman-contract doctor` with the same options: it says what cannot be reached.\nNo assertion was judged.\na: The request got no response: ECONNRESET\na: first: not-judged no-answer false\nb: The request got no response: ETIMEDOUT\nb: first: not-judged no-answer false',
    exitCode: EXIT.unable,
  },
  {
    name: 'unable where no request got an answer, whatever tests say of it',
    events: [started([planned('a')]), sent('a', { answer: unanswered }), judged('a', 'first', failed('no')), finished],
    want: 'No request got a response: the target cannot be reached from here. ECONNRESET. Run `postman-contract doctor` with the same options: it says what cannot be reached.\na: The request got no response: ECONNRESET\na: first: not-judged no-answer false',
    exitCode: EXIT.unable,
  },
  {
    name: 'unable where only the token endpoint answered',
    events: [
      started([planned('t', { asksForToken: true }), planned('a')]),
      sent('t'),
      judged('t', 'first'),
      sent('a', { answer: unanswered }),
      finished,
    ],
    want: 'No request to the API got a response: it cannot be reached from here. ECONNRESET. Run `postman-contract doctor` with the same options: it says what cannot be reached.\na: The request got no response: ECONNRESET\na: first: not-judged no-answer false',
    exitCode: EXIT.unable,
  },
  {
    name: 'unable for a response that is too large, and says so',
    events: [
      started([planned('a'), planned('b')]),
      sent('a'),
      judged('a', 'first'),
      sent('b', { answer: toUnanswered('The response is larger than 10 MB (--max-body).') }),
      judged('b', 'first'),
      finished,
    ],
    want: 'b: The response is larger than 10 MB (--max-body).\nb: first: not-judged no-answer false',
    exitCode: EXIT.unable,
  },
  {
    name: 'unable where there is no token',
    events: [started([planned('a')]), fault('token', 'HTTP 500', 'a'), finished],
    want: 'The run ended because it got no access token: HTTP 500. Run `postman-contract doctor` with the same options: it says why.\na: The request was not sent.\na: first: missing',
    exitCode: EXIT.unable,
  },
  {
    name: 'red where no request that sends credentials got in',
    events: [
      started([planned('a', { authenticates: true }), planned('b')]),
      sent('a', { answer: answered(401) }),
      judged('a', 'first'),
      sent('b'),
      judged('b', 'first'),
      finished,
    ],
    want: `${REFUSED} 401. ${DOCTOR}`,
    exitCode: EXIT.unable,
  },
  {
    name: 'one that could not be judged where all credentials were refused, though their requests failed',
    events: [
      started([
        planned('a', CREDENTIALS),
        planned('b', CREDENTIALS),
        planned('c', { ...CREDENTIALS, mustBeRefused: true }),
      ]),
      sent('a', { answer: answered(403) }),
      judged('a', 'first', failed('expected 403 to equal 200')),
      sent('b', { answer: answered(401) }),
      judged('b', 'first', failed('expected 401 to equal 200')),
      sent('c', { answer: answered(403) }),
      judged('c', 'first', failed('expected 403 to equal 404')),
      finished,
    ],
    want: [
      `${REFUSED} 401 and 403. ${DOCTOR}`,
      'a: first: failed expected 403 to equal 200',
      'b: first: failed expected 401 to equal 200',
      'c: first: failed expected 403 to equal 404',
    ].join('\n'),
    exitCode: EXIT.unable,
  },
  {
    name: 'broken where a request without credentials failed beside refused ones',
    events: [
      started([planned('a', CREDENTIALS), planned('b')]),
      sent('a', { answer: answered(401) }),
      judged('a', 'first'),
      sent('b'),
      judged('b', 'first', failed('no')),
      finished,
    ],
    want: `${REFUSED} 401. ${DOCTOR}\nb: first: failed no`,
    exitCode: EXIT.broken,
  },
  {
    name: 'red where credentials were never taken, and a server failed',
    events: [
      started([planned('a', CREDENTIALS), planned('b', CREDENTIALS)]),
      sent('a', { answer: answered(401) }),
      judged('a', 'first'),
      sent('b', { answer: answered(503) }),
      judged('b', 'first'),
      finished,
    ],
    want: SHUT_OUT,
    exitCode: EXIT.unable,
  },
  ...[500, 503, 999].map((status) => ({
    name: `red for a failure of the server (${status}), which refuses nobody`,
    events: [
      started([planned('a', CREDENTIALS), planned('b', CREDENTIALS)]),
      sent('a', { answer: answered(status) }),
      judged('a', 'first', failed('no')),
      sent('b', { answer: unanswered }),
      finished,
    ],
    want: 'a: first: failed no\nb: The request got no response: ECONNRESET\nb: first: not-judged no-answer false',
    exitCode: EXIT.broken,
  })),
  {
    name: 'unable for one cause where somebody stopped it',
    events: [
      started([planned('a', CREDENTIALS), planned('b', CREDENTIALS)]),
      sent('a', { answer: answered(401) }),
      judged('a', 'first'),
      fault('stopped', 'The run was stopped by Ctrl-C.'),
      finished,
    ],
    want: 'The run was stopped by Ctrl-C.\nb: The request was not sent.\nb: first: missing',
    exitCode: EXIT.unable,
  },
  {
    name: 'unable for one cause where somebody stopped it before anything was sent',
    events: [started([planned('a', CREDENTIALS)]), fault('stopped', 'The run was stopped by SIGTERM.'), finished],
    want: 'The run was stopped by SIGTERM.\na: The request was not sent.\na: first: missing',
    exitCode: EXIT.unable,
  },
  {
    name: 'green where one request that sends credentials got in',
    events: [
      started([planned('a', { authenticates: true }), planned('b', { authenticates: true })]),
      sent('a', { answer: answered(401) }),
      judged('a', 'first'),
      sent('b'),
      judged('b', 'first'),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'green where a token was granted, and no request was sent that needs it',
    events: [
      started([planned('t', { asksForToken: true }), planned('a', { ...CREDENTIALS, assertions: [assertion('x')] })]),
      sent('t'),
      judged('t', 'first'),
      judged('a', 'x', notJudged('no-such-value')),
      finished,
    ],
    want: 'a: x: not-judged no-such-value true',
    exitCode: EXIT.ok,
  },
  {
    name: 'green where only requests that must be refused send credentials',
    events: [
      started([planned('a', { authenticates: true, mustBeRefused: true }), planned('b')]),
      sent('a', { answer: answered(422) }),
      judged('a', 'first'),
      sent('b'),
      judged('b', 'first'),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'green where a request that sends credentials got an error that speaks of something else',
    events: [
      started([planned('a', { authenticates: true })]),
      sent('a', { answer: answered(404) }),
      judged('a', 'first'),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'red where those with credentials get what the same request without them gets',
    events: [
      started([planned('a', CREDENTIALS), planned('b'), planned('c')]),
      sent('a', { answer: answered(302), url: 'http://localhost/things?key=1' }),
      judged('a', 'first'),
      sent('b', { answer: answered(302), url: 'http://localhost/things' }),
      judged('b', 'first'),
      sent('c'),
      judged('c', 'first'),
      finished,
    ],
    want: SHUT_OUT,
    exitCode: EXIT.unable,
  },
  {
    name: 'green where the challenge of Digest is the 401 that others get, and the next response none',
    events: [
      started([planned('a', CREDENTIALS), planned('b')]),
      sent('a', { answer: answered(401), url: 'http://localhost/things' }),
      sent('a', { answer: answered(200), url: 'http://localhost/things' }),
      judged('a', 'first'),
      sent('b', { answer: answered(401), url: 'http://localhost/things' }),
      judged('b', 'first'),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'red where those with credentials get the 404 that hides what is there',
    events: [
      started([planned('a', CREDENTIALS), planned('b', { ...CREDENTIALS, mustBeRefused: true }), planned('c')]),
      sent('a', { answer: answered(404) }),
      judged('a', 'first'),
      sent('b', { answer: answered(404) }),
      judged('b', 'first'),
      sent('c'),
      judged('c', 'first'),
      finished,
    ],
    want: SHUT_OUT,
    exitCode: EXIT.unable,
  },
  {
    name: 'green where those with credentials are redirected, and the others refused',
    events: [
      started([planned('a', CREDENTIALS), planned('b'), planned('c', { ...CREDENTIALS, mustBeRefused: true })]),
      sent('a', { answer: answered(302), url: 'http://localhost/things' }),
      judged('a', 'first'),
      sent('b', { answer: answered(302), url: 'http://localhost/other' }),
      judged('b', 'first'),
      sent('c', { answer: answered(401) }),
      judged('c', 'first'),
      finished,
    ],
    want: '',
    exitCode: EXIT.ok,
  },
  {
    name: 'unable where only what is not there was judged',
    events: [
      started([planned('a'), planned('b', { assertions: [assertion('Status is 404 or 200')] })]),
      sent('a', { answer: answered(404) }),
      judged('a', 'first', notJudged('empty-list')),
      sent('b', { answer: answered(404) }),
      judged('b', 'Status is 404 or 200'),
      finished,
    ],
    want: 'No request that may succeed could be judged: each was answered with 404. Check the URL of the target, and whether the server knows the values that are sent.\na: first: not-judged empty-list true',
    exitCode: EXIT.unable,
  },
  {
    name: 'red for a request that is not in the plan',
    events: [started([planned('a')]), sent('a'), judged('a', 'first'), sent('z'), finished],
    want: 'The client reported the request z, which is not in the collection.',
    exitCode: EXIT.broken,
  },
];

describe('a verdict is', () => {
  it.each(CASES)('$name', ({ events, live = false, want, exitCode }) => {
    const verdict = toVerdict(events, { live });
    expect(reasonsIn(verdict)).toBe(want);
    expect(verdict).toMatchObject({ exitCode, ok: exitCode === EXIT.ok });
  });
});

it('counts what was planned, sent and judged', () => {
  const assertions = [assertion('first'), assertion('lost'), comparison];
  const verdict = toVerdict(
    [
      started([planned('a', { assertions }), planned('b')]),
      sent('a', { answer: answered(429) }),
      sent('a', { attempt: 2 }),
      judged('a', 'first', 'passed', 2),
      judged('a', 'compared', notJudged('empty-list'), 2),
      judged('a', 'new', failed('no'), 2),
      { kind: 'script-requests', count: 2 },
      finished,
    ],
    { live: false },
  );
  expect(verdict.totals).toEqual({
    requestsPlanned: 2,
    requestsSent: 1,
    requestsRepeated: 1,
    requestsOfScripts: 2,
    assertionsPlanned: 4,
    assertionsPassed: 1,
    assertionsFailed: 1,
    assertionsNotJudged: 1,
    assertionsMissing: 2,
    ms: 2100,
  });
});

it.each([
  { reason: 'empty-list', live: true, want: true },
  { reason: 'data-moved', live: true, want: false },
  { reason: 'request-changed', live: true, want: false },
] as const)('is green: $want, where the only comparison was not judged for "$reason"', ({ reason, live, want }) => {
  const events = [
    started([planned('a', { assertions: [assertion('first'), comparison] })]),
    sent('a'),
    judged('a', 'first'),
    judged('a', 'compared', notJudged(reason)),
    finished,
  ];
  const { ok, problems } = toVerdict(events, { live });
  expect({ ok, blind: problems.join() }).toEqual({
    ok: want,
    blind: want ? '' : 'No comparison with the whole list could be judged.',
  });
});

it('shows how to send again what is red, and only that', () => {
  const verdict = toVerdict(
    [started([planned('a'), planned('b')]), sent('a'), judged('a', 'first'), sent('b'), finished],
    { live: false },
  );
  expect(verdict.requests.map(({ curl }) => curl)).toEqual([undefined, "curl -sS -X GET 'http://localhost/b'"]);
});

it.each([
  { isPart: true, ok: true },
  { isPart: false, ok: false },
])('is green without a request: $ok, where it is a part of a suite: $isPart', ({ isPart, ok }) => {
  expect(toVerdict([started([]), finished], { live: false, isPart }).ok).toBe(ok);
});

it('names what was left out', () => {
  const notSent = [{ name: 'Add', folder: ['Pets'], method: 'POST', reason: 'writes' }] as const;
  const events = [started([planned('a')], { notSent }), sent('a'), judged('a', 'first'), finished];
  expect(toVerdict(events, { live: true })).toMatchObject({
    ok: true,
    notSent,
    notices: ['1 request not sent: writing is not allowed (--writes).'],
  });
});

it('names what was refused for a state that it may have', () => {
  const status = [assertion('Status is 200')];
  const events = [
    started([
      planned('a'),
      planned('b', { assertions: status }),
      planned('c', { assertions: status }),
      planned('d', { assertions: status, mustBeRefused: true }),
    ]),
    sent('a'),
    judged('a', 'first'),
    ...['b', 'c', 'd'].flatMap((id) => [
      sent(id, { answer: answered(403) }),
      judged(id, 'Status is 200', notJudged(id === 'c' ? 'unknown-data' : 'state')),
    ]),
    finished,
  ];
  const { ok, notices } = toVerdict(events, { live: true });
  expect({ ok, notices }).toEqual({
    ok: true,
    notices: [expect.stringMatching(/no success was judged: GET b \(403\)\./)],
  });
});
