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
    want: 'The item at /1 has priority "P4"; the request asks for "P1"',
  },
  {
    rule: 'media-type',
    title: 'Content-Type is application/json',
    message: "expected 'text/html' to equal 'application/json'",
    want: 'Content-Type is "text/html"; the description says "application/json"',
  },
  {
    rule: 'media-type',
    title: 'Content-Type is application/json',
    message: "expected 'none' to equal 'application/json'",
    want: 'The response has no Content-Type; the description says "application/json"',
  },
  {
    rule: 'item-id',
    title: 'The item has the requested id',
    message: "the id: expected 'undefined' to equal 'simple'",
    want: 'The response has no id; the request asks for "simple"',
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
    rule: 'total-count',
    title: '/total is at least the number of items up to this page',
    message: '/total should be an integer, got "many"',
    want: 'The body at /total is "many"; the description says it should be an integer',
  },
  {
    rule: undefined,
    title: 'Mine',
    message: 'expected 1 to equal 2',
    want: 'The server sends 1; the assertion expects 2',
  },
  {
    rule: 'headers',
    title: 'ETag is present and valid',
    message: 'the header ETag is missing',
    want: 'The response lacks the header ETag; the description says it is required',
  },
  {
    rule: 'body-schema',
    title: 'The body satisfies its schema',
    message: '/0 should have the member "born", got {"name":"Rex"}',
    want: 'The body at /0 lacks the member "born"; the description says it is required',
  },
  {
    rule: 'body-schema',
    title: 'The body satisfies its schema',
    message: '/ should be array, got {"data":[]}',
    want: 'The body is {"data":[]}; the description says it should be array',
  },
  {
    rule: 'refusal-code',
    title: 'The error code is 40',
    message: '/code: expected 42 to be one of [ 40 ]',
    want: 'The body at /code is 42; the description says it should be one of [ 40 ]',
  },
  {
    rule: 'filter-near',
    title: 'No item only contains the priority',
    message: '/0/place/country: expected "F", got "FR"',
    want: 'The item at /0 has place.country "FR"; the request asks for "F"',
  },
  {
    rule: 'total-is-whole',
    title: 'X-Total-Count counts all matching items',
    message: 'expected 3 to equal 4',
    want: 'X-Total-Count says 3; the filtered list has 4 items',
  },
  {
    rule: 'sort-order',
    title: 'The items are sorted by born (descending)',
    message: '/1 is out of order: "2021" after "2020"',
    want: 'The item at /1 is out of order: "2021" after "2020"; the request asks for born (descending)',
  },
  {
    rule: 'pages-join',
    title: 'Read page by page, no item is missing or repeated',
    message: 'at /7: expected the item "h", got "i"',
    want: 'Read page by page, the item at /7 is "i"; the whole list has "h" there',
  },
  {
    rule: 'page-content',
    title: 'The page contains the items 0 to 9 of the whole list',
    message: 'at /2: expected no more items, got "c"',
    want: 'The item at /2 is "c"; the whole list has no more items',
  },
  { rule: 'no-duplicates', title: 'No item is returned twice', message: '/0 and /4 are both "x"', want: undefined },
])('$rule: "$message"', ({ rule, title, message, want }) => {
  const [failure] = failuresIn(message);
  const sides = failure && toSides(title, failure, rule);
  expect(sides && sidesInWords(sides)).toBe(want);
});
