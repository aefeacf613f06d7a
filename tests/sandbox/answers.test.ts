/** What is asserted where several answers are right: each is judged by the documented answer whose status it has. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Response } from '../../src/model/types.ts';
import { assertionsOf } from '../../src/rules/registry.ts';
import type { DocumentedAnswer, Expected } from '../../src/rules/request.ts';
import { arrowFunction, joined, js } from '../../src/rules/script.ts';
import type { Ran } from '../helpers/in-newman.ts';
import { runCases } from '../helpers/in-sandbox.ts';
import { ordersModel, request } from '../helpers/orders.ts';
import { serverThat } from '../helpers/server.ts';

function response(type: string, member: string, headers: Response['headers'] = []): Response {
  const node = { schema: { type: 'object', required: [member] }, pointer: '' };
  return { status: '', description: '', headers, media: [{ type, node, examples: [] }], pointer: '' };
}

const limit = { name: 'X-Limit', required: true, description: '', node: { schema: { type: 'integer' }, pointer: '' } };
const bare: Response = { status: '', description: '', headers: [], media: [], pointer: '' };

function expecting(first: DocumentedAnswer, ...or: readonly DocumentedAnswer[]): Expected {
  return { ...first, ...(or.length > 0 && { or }) };
}

const either = expecting(
  { status: 401, response: response('application/json', 'who', [limit]) },
  { status: 403, response: response('application/problem+json', 'why') },
);
const anyOfThem = expecting(
  { status: '4XX', response: response('application/json', 'error') },
  { status: 404, response: bare },
);

const titlesOf = (expected: Expected) =>
  assertionsOf({ request: request({ expected }), model: ordersModel }).map(({ title }) => title);

describe('titles read like sentences', () => {
  it.each([
    {
      expected: either,
      want: ['Status is 401 or 403', 'Content-Type is application/json or application/problem+json'],
    },
    { expected: anyOfThem, want: ['Status is any 4XX', 'Content-Type is application/json'] },
    {
      expected: expecting({ status: 405, response: bare }, { status: '2XX', response: bare }),
      want: ['Status is 405 or any 2XX'],
    },
  ])('$want', ({ expected, want }) => {
    expect(titlesOf(expected).slice(0, want.length)).toEqual(want);
  });

  it('and answers that assert the same share an assertion', () => {
    const same = response('application/json', 'error', [limit]);
    const [one, other] = [
      titlesOf({ status: 401, response: same }),
      titlesOf(expecting({ status: 401, response: same }, { status: 403, response: same })),
    ];
    expect(other.slice(1)).toEqual(one.slice(1));
  });
});

describe('in Newman', () => {
  const json = 'application/json';
  const problem = 'application/problem+json';
  const ROWS = [
    { what: 'the first', expected: either, answer: { status: 401, type: json, who: 1 }, want: [] },
    { what: 'the second', expected: either, answer: { status: 403, type: problem, why: 1 }, want: [] },
    {
      what: 'the first with the body and type of the second',
      expected: either,
      answer: { status: 401, type: problem, why: 1 },
      want: ['Content-Type is application/json or application/problem+json', 'The body satisfies its schema'],
    },
    { what: 'neither', expected: either, answer: { status: 404, type: json, who: 1 }, want: ['Status is 401 or 403'] },
    { what: 'one of a class', expected: anyOfThem, answer: { status: 422, type: json, error: 1 }, want: [] },
    {
      what: 'one of a class, with a wrong body',
      expected: anyOfThem,
      answer: { status: 422, type: json },
      want: ['The body satisfies its schema'],
    },
    {
      what: 'one that is documented by itself',
      expected: anyOfThem,
      answer: { status: 404, type: 'text/plain' },
      want: [],
    },
    {
      what: 'none of a class',
      expected: anyOfThem,
      answer: { status: 500, type: json, error: 1 },
      want: ['Status is any 4XX'],
    },
  ].map((row, index) => ({ ...row, index }));
  let ran: Ran;

  beforeAll(async () => {
    const { url } = await serverThat(({ body }) => {
      const { status, type, ...rest } = JSON.parse(body) as { status: number; type: string };
      return { status, headers: { 'Content-Type': type, 'X-Limit': '7' }, body: rest };
    });
    ran = await runCases(
      ROWS.map(({ expected, answer, index }) => {
        const assertions = assertionsOf({ request: request({ expected }), model: ordersModel });
        const tests = assertions.map(
          ({ title, script, statuses, form }) =>
            js`testFor(${`${index} ${title}`}, ${form === 'test' ? 'any' : statuses}, ${arrowFunction([], script)});`,
        );
        return { url, script: joined(tests).text, reply: answer };
      }),
    );
  });

  it('is judged without an exception', () => {
    expect(ran.faults).toEqual([]);
    expect(ran.assertions.length).toBeGreaterThan(3 * ROWS.length);
  });

  it.each(ROWS)('an answer that is $what breaks $want', ({ index, want }) => {
    const broken = ran.assertions.filter(({ name, error }) => error && name.startsWith(`${index} `));
    expect(broken.map(({ name }) => name)).toEqual(want.map((title) => `${index} ${title}`));
  });
});
