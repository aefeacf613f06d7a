/** Success criteria: which are understood, and that scripts and mutations judge them alike. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { statusOf, toCondition } from '../../src/model/criteria.ts';
import { isMetBy } from '../../src/rules/conditions.ts';
import type { PlainAnswer } from '../../src/rules/rule.ts';
import { libraryCode } from '../../src/sandbox/library.ts';

const body = {
  status: 'Open',
  n: 3,
  text: '3',
  zero: 0,
  no: false,
  none: null,
  empty: '',
  'a/b': 1,
  list: [{ id: 7 }],
};
const answer: PlainAnswer = {
  status: 201,
  headers: { 'content-type': 'application/json', 'x-left': '9', 'x-on': 'true' },
  body,
};
const headers = { get: (name: string) => answer.headers[name.toLowerCase()] };
const response = { code: 201, headers, text: () => JSON.stringify(body), stream: [] };
const meets = runInNewContext(`${libraryCode(['meets'])}\nmeets`, { pm: { response } }) as (
  condition: unknown,
  seen: string[],
) => boolean;

describe('a condition', () => {
  it.each([
    ['$statusCode == 201', true],
    ['$statusCode != 201', false],
    ['$statusCode >= 200 && $statusCode < 300', true],
    ['201==$statusCode', true],
    ["$response.body#/status == 'open'", true],
    ["$response.body#/status != 'OPEN'", false],
    ["$response.body#/status == 'it''s'", false],
    ['$response.body#/n > 2', true],
    ['$response.body#/n <= 2.5', false],
    ['$response.body#/text == 3', true],
    ['$response.body#/text != 3', true],
    ['$response.header.X-Left > 8', true],
    ['$response.header.x-on == true', true],
    ['$response.header.X-None == null', true],
    ['$response.header.X-None != null', false],
    ['$response.body#/missing > 0', false],
    ["$response.body#/missing != 'a'", true],
    ['$response.body#/zero == null', false],
    ['$response.body#/none == null', true],
    ['$response.body#/zero == 0', true],
    ['$response.body#/none == 0', false],
    ['$response.body#/no', false],
    ['!$response.body#/no', true],
    ['$response.body#/missing', false],
    ['$response.body != null', true],
    ['$response.body#/list/0/id == 7', true],
    ['$response.body#/a~1b == 1', true],
    ['$response.body#/n == $response.body#/text', true],
    ["!($response.body#/status == 'open' || $response.body#/n == 4)", false],
    ["$response.body#/n == 4 || $response.body#/n == 3 && $response.body#/status == 'open'", true],
    ["($response.body#/n == 3 || $response.body#/n == 4) && $response.body#/status == 'shut'", false],
  ])('%s is %j', (text, want) => {
    const condition = toCondition(text);
    if (!condition) throw new Error('not understood');
    expect([isMetBy(condition, answer), meets(condition, [])]).toEqual([want, want]);
  });

  it.each([
    '',
    '$statusCode',
    '200',
    '1 == 1',
    '$statusCode = 200',
    '$statusCode == 200 &&',
    '($statusCode == 200',
    '$statusCode == 200)',
    '! $response.body#/n == 3',
    '!($response.body#/n < 3)',
    "$response.body#/status < 'p'",
    '$response.body#/list.length > 0',
    '$response.body#/list[0] == 1',
    '$response.body.status == 1',
    '$response.body#/n == 9007199254740993',
    '$inputs.a == 1',
    '$steps.a.outputs.b == 1',
    '$.list[?count(@) > 0]',
    "$response.body#/status == 'open",
    '$response.body#/n ~= 3',
    `${'('.repeat(300)}$statusCode == 1${')'.repeat(300)}`,
  ])('%s is not understood', (text) => {
    expect(toCondition(text)).toBeUndefined();
  });

  it.each([
    ['$statusCode == 404', 404],
    ['$response.body#/a == 1 && 409 == $statusCode', 409],
    ['$statusCode == 404 || $statusCode == 410', undefined],
    ['$statusCode != 404', undefined],
  ])('%s needs the status %j', (text, want) => {
    const condition = toCondition(text);
    expect(condition && statusOf(condition)).toBe(want);
  });
});

it.each([
  ['{"id":9007199254740993}', '9007199254740993'],
  ['{"id":"9007199254740993"}', '"9007199254740993"'],
  ['{"id":"a \\"b\\" {{c}}"}', '"a \\"b\\" {\\u007bc}}"'],
  ['{"id":{"a":[1]}}', '{"a":[1]}'],
  ['{"id":null}', undefined],
  ['{}', undefined],
])('an output of %s is sent as %s in a body', (text, want) => {
  const from = { ...response, text: () => text };
  const jsonAt = runInNewContext(`${libraryCode(['jsonAt'])}\njsonAt`, { pm: { response: from } });
  expect(jsonAt('/id')).toBe(want);
});
