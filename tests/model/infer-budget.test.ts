import { expect, it } from 'vitest';
import { toApiModel } from '../../src/model/read-model.ts';

function modelOf(description: string, more: object = {}) {
  const get = { responses: { 200: { description: '' } }, ...more };
  const info = { title: 'API', version: '1', description };
  return toApiModel({
    document: { openapi: '3.1.1', info, paths: { '/a': { get } } },
    locate: (pointer) => ({ pointer }),
  });
}

it.each([
  { said: 'Every answer, refusals included, is complete within two seconds.', want: 2500 },
  { said: '# Speed\n\nEvery request is answered within 800 ms.', want: 1300 },
  { said: 'All responses arrive within 1.5 seconds. Have fun.', want: 2000 },
  { said: 'Every request is usually answered within 2 seconds.' },
  { said: '95% of all requests are answered within 2 seconds.' },
  { said: 'Each request should be answered within 2 seconds.' },
  { said: 'A token is granted within 2 seconds of each request.' },
  { said: 'Answers come within seconds.' },
  { said: 'All requests beyond 10 within one second are answered with 429.' },
  { said: 'All requests must be signed within 5 seconds.' },
  { said: 'Requests are answered within 2 seconds.' },
  { said: '' },
])('takes a promise of speed from what is said of all answers: "$said" -> $want', ({ said, want }) => {
  const { operations, inferences } = modelOf(said);
  expect(operations[0]?.timeBudget).toBe(want);
  expect(inferences).toHaveLength(want === undefined ? 0 : 1);
});

it.each([
  { declared: 300, want: 300 },
  { declared: false, want: false },
])('is not looked for where the operation has a budget, or none: $declared', ({ declared, want }) => {
  const { operations, inferences } = modelOf('Every answer comes within 2 seconds.', { 'x-time-budget': declared });
  expect({ budget: operations[0]?.timeBudget, inferences }).toEqual({ budget: want, inferences: [] });
});
