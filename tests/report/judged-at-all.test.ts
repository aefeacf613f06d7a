import { expect, it } from 'vitest';
import { isJudgedAtAll } from '../../src/report/words.ts';

const passed = { kind: 'passed' } as const;
const unknown = { kind: 'not-judged', reason: 'unknown-data', tolerated: true } as const;

it.each([
  { what: 'where all passed', status: passed, other: passed, want: true },
  { what: 'where something beside the status is not judged', status: passed, other: unknown, want: true },
  {
    what: 'not where the status is not judged: the form of a refusal says nothing of its cause',
    status: unknown,
    other: passed,
    want: false,
  },
  { what: 'not where nothing is', status: unknown, other: unknown, want: false },
])('a request is judged $what', ({ status, other, want }) => {
  const assertions = [
    { name: 'Status is 400', outcome: status },
    { name: 'The error response contains no data', outcome: other },
  ];
  expect(isJudgedAtAll(assertions as unknown as Parameters<typeof isJudgedAtAll>[0])).toBe(want);
});
