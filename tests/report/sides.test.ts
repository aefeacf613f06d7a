import { expect, it } from 'vitest';
import { failuresIn } from '../../src/report/failure.ts';
import { sidesInWords, toSides } from '../../src/report/sides.ts';

it.each([
  {
    rule: 'total-is-whole',
    title: 'X-Total-Count counts all items',
    message: 'expected 44 to equal 45',
    want: 'X-Total-Count says 44; the whole list has 45 items',
  },
  {
    rule: 'result-count',
    title: '/count is the number of items returned',
    message: 'expected 0 to equal 1',
    want: '/count says 0; this response has 1 item',
  },
  {
    rule: 'total-count',
    title: 'X-Total-Count is at least the number of items up to this page',
    message: 'the total: expected 3 to be at least 5',
    want: 'X-Total-Count says 3; the list up to this page has 5 items',
  },
  {
    rule: 'page-size',
    title: 'The page contains at most 20 items',
    message: 'expected 50 to be at most 20',
    want: 'The response has 50 items; the request asks for at most 20',
  },
  {
    rule: 'body-schema',
    title: 'The body satisfies its schema',
    message: '/0/status should be string, got 5',
    want: 'The body at /0/status is 5; the description says it should be string',
  },
  {
    rule: 'filter-matches',
    title: 'Every item has priority "P1"',
    message: '/1/priority: expected "P1", got "P4"',
    want: 'The server sends "P4"; the request asks for "P1"',
  },
  {
    rule: 'media-type',
    title: 'Content-Type is application/json',
    message: "expected 'text/html' to equal 'application/json'",
    want: 'The server sends "text/html"; the description says "application/json"',
  },
  {
    rule: 'details-agree',
    title: 'The details agree with the list',
    message: '/status: the list has 5, the details have "VALIDATED"',
    want: 'The details at /status have "VALIDATED"; the list has 5',
  },
  {
    rule: 'filter-complete',
    title: 'No matching item is missing',
    message: 'missing: ["a","b"]',
    want: 'The response lacks the items ["a","b"]; the whole list has them, and they match',
  },
  {
    rule: 'filter-complete',
    title: 'No matching item is missing',
    message: 'not in the whole list, or does not match: ["a"]',
    want: 'The response has the items ["a"]; the whole list has none of them that matches what was asked for',
  },
  {
    rule: undefined,
    title: 'Mine',
    message: 'expected 1 to equal 2',
    want: 'The server sends 1; the assertion expects 2',
  },
  { rule: 'headers', title: 'ETag is present and valid', message: 'the header ETag is missing', want: undefined },
])('$rule: "$message"', ({ rule, title, message, want }) => {
  const [failure] = failuresIn(message);
  const sides = failure && toSides(title, failure, rule);
  expect(sides && sidesInWords(sides)).toBe(want);
});
