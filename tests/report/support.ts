import { toCauses } from '../../src/report/causes.ts';
import type { Reported } from '../../src/report/notes.ts';
import type { RequestVerdict } from '../../src/run/judge-request.ts';
import { toVerdict, type Verdict } from '../../src/run/verdict.ts';
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
} from '../run/support/events.ts';

const list = planned('1', {
  name: 'List pets',
  folder: ['Use case 1'],
  assertions: ['It is 200', 'In order'].map((name) => assertion(name)),
});

/** Two requests, every assertion passed, one with nothing to judge. */
export const green: Verdict = toVerdict(
  [
    started([list, planned('2', { name: 'No token', folder: ['Contract'] })]),
    sent('1', { folder: ['Use case 1'], name: 'List pets', attempt: 2 }),
    judged('1', 'It is 200', 'passed', 2),
    judged('1', 'In order', notJudged('empty-list'), 2),
    sent('2', { answer: answered(401) }),
    judged('2', 'first'),
    { kind: 'script-requests', count: 3 },
    finished,
  ],
  { live: false },
);

/** One of each that can go wrong. */
export const red: Verdict = toVerdict(
  [
    started(
      [
        list,
        planned('2', { name: 'No token', folder: ['Contract'] }),
        planned('3', { name: 'Lost', folder: ['Contract'] }),
      ],
      {
        notSent: [{ name: 'Add', folder: ['Contract'], method: 'POST', reason: 'writes' }],
      },
    ),
    sent('1', { curl: `curl -sS -X GET 'http://localhost/1' -H "x-api-key: $API_KEY"` }),
    judged('1', 'It is 200', failed('expected 500 to equal 200\nat /0/id')),
    sent('2', { answer: { kind: 'unanswered', error: 'ECONNRESET' } }),
    judged('2', 'first', notJudged('data-moved')),
    fault('script', 'A script threw: x is not defined', '2'),
    fault('limit', 'The run took longer than its limit of 5 s.'),
    finished,
  ],
  { live: false },
);

/** What a hostile server or description may have put everywhere. */
export const hostile = '<b>&"\' \x1b[2J\r\x00\u202egnp\u2066 ]]> \ud800 --\ttab';

export const hostileVerdict: Verdict = {
  ...red,
  name: hostile,
  problems: [hostile],
  notices: [hostile],
  requests: red.requests.map(
    (request): RequestVerdict => ({
      ...request,
      name: hostile,
      folder: [hostile],
      url: hostile,
      curl: hostile,
      problems: [hostile],
      answer: { kind: 'unanswered', error: hostile },
      assertions: [
        {
          name: hostile,
          form: 'test',
          planned: true,
          outcome: { kind: 'failed', message: `${hostile}\n${hostile}` },
        },
        {
          name: hostile,
          form: 'test',
          planned: true,
          outcome: { kind: 'not-judged', detail: hostile, tolerated: true },
        },
      ],
    }),
  ),
};

/** A red run with what its description tells of it: places, a hint, and what was asserted. */
export const reported: Reported = {
  ...red,
  file: 'spec/pets.yaml',
  notes: ['note: spec/pets.yaml:3:1 #/info: it has no title'],
  causes: [
    {
      id: 'b7b7b7b7-0000-4000-8000-000000000000',
      kind: 'broken',
      rule: 'total-is-whole',
      title: 'X-Total-Count counts all items',
      message: 'expected 44 to equal 45',
      sides: {
        server: { label: 'X-Total-Count', verb: 'says', value: '44' },
        other: { label: 'the whole list', verb: 'has', value: '45 items' },
      },
      hints: ['In all 2 requests it is 1 too low.'],
      places: [
        {
          file: 'spec/pets.yaml',
          line: 12,
          column: 9,
          pointer: '#/paths/~1pets/get/responses/200/headers/X-Total-Count',
        },
        { file: 'spec/pets.yaml', line: 40, column: 5, pointer: '#/components/headers/Total' },
      ],
      requests: [
        {
          id: '1',
          name: 'Use case 1 / List pets',
          method: 'GET',
          status: 200,
          message: 'expected 44 to equal 45',
          curl: 'curl x',
          also: [],
        },
        {
          id: '2',
          name: 'Contract / [Pages](x) {0} | `a` <b>',
          method: 'GET',
          status: 200,
          message: 'm',
          also: ['In order'],
        },
      ],
    },
    ...toCauses(red),
  ],
  coverage: {
    asserted: 2,
    assertable: 4,
    operations: [
      {
        id: 'listPets',
        method: 'GET',
        path: '/pets',
        members: [
          { kind: 'response', name: '200', state: 'asserted' },
          { kind: 'header', name: '200 X-Total-Count', state: 'asserted' },
          { kind: 'parameter', name: 'query limit', state: 'not-judged', why: 'the list is empty' },
          { kind: 'body', name: '200 /*/born format', state: 'not-asserted', why: 'nobody knows the format' },
          { kind: 'response', name: '500', state: 'out-of-reach', why: 'no request can cause it' },
        ],
      },
    ],
  },
};
