import { expect, it } from 'vitest';
import { failuresIn, toMessagePattern, toPlacePattern, withoutNearest } from '../../src/report/failure.ts';

it.each([
  {
    message: 'expected response to have status code 200 but got 500',
    want: [{ expected: '200', got: '500' }],
  },
  { message: 'expected 1 to equal +0', want: [{ expected: '0', got: '1' }] },
  { message: 'the total: expected 3 to be at least 5', want: [{ expected: 'be at least 5', got: '3' }] },
  {
    message: 'HTTP status: expected 500 to be one of [ 401, 403 ]',
    want: [{ expected: 'be one of [ 401, 403 ]', got: '500' }],
  },
  {
    message: '/0/status should be string, got 5; /0/a~1b should have at most 3 items, got [1,2,3,4]; and 4 more',
    want: [
      { at: '/0/status', expected: 'should be string', got: '5', message: '/0/status should be string, got 5' },
      { at: '/0/a~1b', expected: 'should have at most 3 items', got: '[1,2,3,4]' },
    ],
  },
  { message: '/ should be array, got {}', want: [{ at: '', expected: 'should be array', got: '{}' }] },
  {
    message: 'item 7 ("a; /b"): /status should be string, got 5',
    want: [{ at: '/7/status', expected: 'should be string', got: '5' }],
  },
  {
    message:
      '/a should match one of 2 schemas (nearest: /a/x should be string, got 5; /a/x should be one of ["y"], got 5), got {"x":5}; /b should be string, got 1',
    want: [
      {
        at: '/a',
        expected:
          'should match one of 2 schemas (nearest: /a/x should be string, got 5; /a/x should be one of ["y"], got 5)',
        got: '{"x":5}',
      },
      { at: '/b', expected: 'should be string', got: '1' },
    ],
  },
  {
    message:
      '/ should match one of 2 schemas (nearest: /x should be there, got {"m":"Expected null, got 5"}; /n should not be there, got "b"), got {"m":"Expected null, got 5","n":…',
    want: [
      {
        at: '',
        expected:
          'should match one of 2 schemas (nearest: /x should be there, got {"m":"Expected null, got 5"}; /n should not be there, got "b")',
        got: '{"m":"Expected null, got 5","n":…',
      },
    ],
  },
  {
    message: '/error should be object, got "Expected null, got 5"',
    want: [{ at: '/error', expected: 'should be object', got: '"Expected null, got 5"' }],
  },
  { message: 'the header ETag is missing', want: [{ message: 'the header ETag is missing' }] },
  { message: 'missing: ["a","b"]', want: [{ message: 'missing: ["a","b"]' }] },
  { message: '/0 should be "a, got b", got "a; /x"; rest', want: [{}] },
  { message: '', want: [{ message: '' }] },
  {
    message: 'the body is valid UTF-8 without a byte order mark: expected false to equal true',
    want: [{ message: 'the body is not valid UTF-8, or begins with a byte order mark' }],
  },
  {
    message: 'whether the refusal has an access token: expected true to equal false',
    want: [{ message: 'the refusal has an access token' }],
  },
  {
    message: 'the body begins with a record separator: expected false to equal true',
    want: [{ message: 'the body does not begin with a record separator' }],
  },
  { message: '/active: expected false to equal true', want: [{ expected: 'true', got: 'false' }] },
])('reads "$message"', ({ message, want }) => {
  expect(failuresIn(message)).toMatchObject(want);
});

it.each([
  { at: '/0/status', want: '/*/status' },
  { at: '/items/12/tags/3', want: '/items/*/tags/*' },
  { at: '', want: '' },
])('the place $at is $want for every item', ({ at, want }) => {
  expect(toPlacePattern(at)).toBe(want);
});

it.each([
  { one: 'expected 61 to equal 60', other: 'expected 8 to equal 7' },
  { one: 'missing: ["a","b"]', other: 'missing: ["c…' },
  { one: 'it has "a \\" b"', other: 'it has "x"' },
])('"$one" and "$other" are one fault', ({ one, other }) => {
  expect(toMessagePattern(one)).toBe(toMessagePattern(other));
});

it.each([
  {
    one: 'should match one of 2 schemas (nearest: /x should be a, got {"m":"b; c, got 5"}; /n should not be there, got "b")',
    want: 'should match one of 2 schemas (nearest: /x should be a; /n should not be there)',
  },
  {
    one: 'should match one of 2 schemas (nearest: /x should be a, got "cut…)',
    want: 'should match one of 2 schemas (nearest: /x should be a)',
  },
  { one: 'should be one of [", got a)"]', want: 'should be one of [", got a)"]' },
])('$one without what came there is $want', ({ one, want }) => {
  expect(withoutNearest(one)).toBe(want);
});
