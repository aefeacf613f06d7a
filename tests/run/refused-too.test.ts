/** Ticks for a refusal that the correct request got, too. */
import { describe, expect, it } from 'vitest';
import { toVerdict } from '../../src/run/verdict.ts';
import { answered, assertion, failed, finished, judged, planned, sent, started } from './support/events.ts';

const STATUS = 'Status is 400';
const REFUSED = { mustBeRefused: true, authenticates: true } as const;

interface Given {
  readonly correct: number;
  readonly status: number;
  readonly live?: boolean;
  readonly more?: object;
  readonly what?: string;
  readonly isDocumented?: boolean;
}

function outcomesOf({ correct, status, live = true, more = REFUSED, isDocumented = true }: Given) {
  const assertions = [assertion(STATUS), assertion('The body satisfies its schema')];
  const invalid = planned('b', { name: 'Data: points not a number', assertions, ...more });
  const events = [
    started([planned('a', { name: 'Data', authenticates: true, assertions: [assertion('Status is 200')] }), invalid]),
    sent('a', { answer: answered(correct) }),
    judged('a', 'Status is 200', correct === 200 ? 'passed' : failed('no')),
    sent('b', { answer: answered(status) }),
    judged('b', STATUS, isDocumented ? 'passed' : failed('no')),
    judged('b', 'The body satisfies its schema'),
    finished,
  ];
  const { requests } = toVerdict(events, { live });
  return requests[1]?.assertions.map(({ outcome }) => ('reason' in outcome ? outcome.reason : outcome.kind));
}

const KEPT = ['passed', 'passed'];
const TOLD = ['refused-too', 'passed'];

describe('the status of an invalid request', () => {
  it.each([
    { what: 'the same as that of the correct one', correct: 400, status: 400, want: TOLD },
    { what: 'the same, for its credentials', correct: 403, status: 403, want: TOLD },
    { what: 'the same, where another one is documented', correct: 403, status: 403, isDocumented: false, want: TOLD },
    {
      what: 'another one than is documented',
      correct: 403,
      status: 404,
      isDocumented: false,
      want: ['failed', 'passed'],
    },
    { what: 'another refusal', correct: 400, status: 422, want: KEPT },
    { what: 'a refusal, where the correct one is fine', correct: 200, status: 400, want: KEPT },
    { what: 'of what is not there, as that of the correct one', correct: 404, status: 404, want: KEPT },
    { what: 'of a request without credentials', correct: 401, status: 401, more: { mustBeRefused: true }, want: KEPT },
    {
      what: 'of its values, without credentials',
      correct: 400,
      status: 400,
      more: { mustBeRefused: true },
      want: TOLD,
    },
    { what: 'of our own server', correct: 400, status: 400, live: false, want: KEPT },
    {
      what: 'of another operation',
      correct: 400,
      status: 400,
      more: { ...REFUSED, name: 'Database: none' },
      want: KEPT,
    },
  ])('is $what: $want', ({ want, ...given }) => expect(outcomesOf(given)).toEqual(want));
});
