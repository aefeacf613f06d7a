import { describe, expect, it } from 'vitest';
import type { Generated } from '../../src/compose/generate-collection.ts';
import { percentOf, tallyOf, toCoverage } from '../../src/report/coverage.ts';
import { MOST_PLACES, placesIn } from '../../src/report/coverage-schema.ts';
import { entriesById } from '../../src/report/promises.ts';
import type { AssertionResult } from '../../src/run/judge-assertions.ts';
import type { RequestVerdict } from '../../src/run/judge-request.ts';
import { suiteOf } from '../helpers/suite.ts';

const json = (schema: object) => ({ 'application/json': { schema } });

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, default: 20 } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'All',
            headers: { ETag: { required: true, schema: { type: 'string', minLength: 2 } } },
            content: json({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }),
          },
          400: { description: 'Wrong', 'x-cause': 'invalid-query-parameter' },
          404: { description: 'None' },
          500: { description: 'Broken', content: json({ type: 'object', properties: { why: { type: 'string' } } }) },
        },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, parent: { $ref: '#/components/schemas/Pet' } },
      },
    },
  },
};

/** A verdict in which every assertion has the same outcome, and each request the first response that it expects. */
function requestsOf(generated: Pick<Generated, 'model' | 'contract'>, outcome: AssertionResult): RequestVerdict[] {
  return [...entriesById(generated)].map(([id, { request, assertions }]) => ({
    id,
    name: request.name,
    folder: [],
    method: 'GET',
    asksForToken: false,
    ok: outcome.kind === 'passed',
    attempts: 1,
    answer: { kind: 'answered', status: Number(request.expected.status), text: '', ms: 1, bytes: 1 },
    assertions: assertions.map(({ title, form }) => ({ name: title, form, planned: true, outcome })),
    problems: [],
    notes: [],
  }));
}

const generated = (await suiteOf(document)) as unknown as Generated;

function statesAfter(outcome: AssertionResult) {
  const { operations } = toCoverage(generated, { requests: requestsOf(generated, outcome) });
  return Object.fromEntries(operations.flatMap(({ members }) => members.map(({ name, state }) => [name, state])));
}

const UNREACHED = { '500': 'out-of-reach', '500 /': 'out-of-reach', '500 /why': 'out-of-reach' };

it.each([{ kind: 'passed' }, { kind: 'failed', message: 'x' }] as const)(
  'what an assertion judged is asserted, whether it $kind or not; what no request can cause does not count',
  (outcome) => {
    expect(statesAfter(outcome)).toEqual({
      'query limit': 'asserted',
      'header X-Trace': 'not-asserted',
      '200': 'asserted',
      '200 ETag': 'asserted',
      '200 /': 'asserted',
      '200 /*': 'asserted',
      '200 /*/name': 'asserted',
      '200 /*/parent': 'asserted',
      '200 /*/parent/name': 'asserted',
      '400': 'asserted',
      '404': 'not-asserted',
      ...UNREACHED,
    });
  },
);

it('what no assertion could judge is not judged, with the reason', () => {
  const outcome = { kind: 'not-judged', reason: 'empty-list', tolerated: true } as const;
  expect(statesAfter(outcome)).toMatchObject({
    '200': 'not-judged',
    '200 ETag': 'not-judged',
    'query limit': 'not-judged',
  });
  const { operations } = toCoverage(generated, { requests: requestsOf(generated, outcome) });
  expect(operations[0]?.members.find(({ name }) => name === '200')?.why).toBe('the list is empty');
});

it('what was not sent is not asserted, and says so', () => {
  const coverage = toCoverage(generated, { requests: [] });
  expect(coverage.asserted).toBe(0);
  expect(coverage.operations[0]?.members.find(({ name }) => name === '200')?.why).toBe('its requests were not sent');
});

describe('the percentage', () => {
  it.each([
    { asserted: 2, assertable: 3, want: 66.6 },
    { asserted: 2999, assertable: 3000, want: 99.9 },
    { asserted: 0, assertable: 0, want: 100 },
  ])('of $asserted of $assertable is $want', ({ want, ...counts }) => {
    expect(percentOf(counts)).toBe(want);
  });

  it('counts each member once', () => {
    const { operations, asserted, assertable } = toCoverage(generated, {
      requests: requestsOf(generated, { kind: 'passed' }),
    });
    const counts = tallyOf(operations.flatMap(({ members }) => members));
    expect({ asserted, assertable }).toEqual({ asserted: counts.asserted, assertable: 11 });
  });
});

it('a schema of any size has a bounded number of places', () => {
  const properties = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`m${index}`, { type: 'string' }]));
  expect(placesIn(generated.model, { schema: { type: 'object', properties }, pointer: '/x' })).toHaveLength(
    MOST_PLACES,
  );
});
