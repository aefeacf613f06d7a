/** A gate that is not passed is no fault of the server: the contract holds, and the exit code is 1. */
import { expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { toCauses } from '../../src/report/causes.ts';
import type { Coverage } from '../../src/report/coverage.ts';
import { gate } from '../../src/report/gate.ts';
import { conclusion } from '../../src/report/words.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import { failed, finished, judged, notJudged, planned, sent, started } from '../run/support/events.ts';

const coverage: Coverage = { asserted: 1, assertable: 2, operations: [] };
const HOLDS = 'The contract holds, but a gate was not passed: ';
const OPEN = '1 assertion not judged (--fail-on-not-judged)';
const LOW = 'only 50 % of what the description has is asserted, and --min-coverage is 80 %';

it.each([
  { failOn: 'all', least: 0, isRed: false, want: `${HOLDS}${OPEN}` },
  { failOn: [], least: 80, isRed: false, want: `${HOLDS}${LOW}` },
  { failOn: 'all', least: 80, isRed: false, want: `${HOLDS}${OPEN}; ${LOW}` },
  { failOn: 'all', least: 80, isRed: true, want: 'The contract is broken: 1 assertion failed' },
] as const)('$failOn, $least %, red: $isRed', ({ failOn, least, isRed, want }) => {
  const outcome = isRed ? failed('expected 1') : ('passed' as const);
  const events = [
    started([planned('a'), planned('b')]),
    sent('a'),
    judged('a', 'first', outcome),
    judged('b', 'first', notJudged('no-expired-token')),
    finished,
  ];
  const verdict = gate(toVerdict(events, { live: true, failOn }), coverage, least);
  expect(verdict).toMatchObject({ ok: false, exitCode: EXIT.broken });
  expect(conclusion(verdict)).toContain(want);
});

it('a request that was not sent has its reason as the cause, and what to do', () => {
  const events = [started([planned('a')]), judged('a', 'first', notJudged('no-expired-token')), finished];
  const causes = toCauses(toVerdict(events, { live: true, failOn: 'all' }));
  expect(causes.map(({ title, hints }) => [title, ...hints])).toContainEqual([
    'Not judged: no expired token is given',
    'Set EXPIRED_TOKEN to a token that has expired.',
  ]);
  expect(causes.map(({ title }) => title)).not.toContain('The request was not sent');
});
