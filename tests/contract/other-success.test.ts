/** Operations without a 2xx response: what is asked of a valid request, or why there is none. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { answersOf } from '../../src/rules/answers.ts';
import { operation, toModel, withPath } from '../helpers/builders.ts';

/** The contract of `GET /a` with these responses, by their statuses. */
async function contractOf(...statuses: readonly string[]) {
  const responses = Object.fromEntries(statuses.map((status) => [status, { description: status }]));
  return toContract(toModel(withPath('/a', { get: operation({ responses }) })), [], async () => undefined);
}

describe('a valid request is answered by', () => {
  it.each([
    { statuses: ['default'], want: ['2XX default', '3XX default', '4XX default'] },
    { statuses: ['default', '404'], want: ['2XX default', '3XX default'] },
    { statuses: ['default', '5XX'], want: ['2XX default', '3XX default'] },
    { statuses: ['302'], want: ['302 302'] },
    { statuses: ['302', '303', '404'], want: ['302 302', '303 303'] },
    { statuses: ['3XX'], want: ['3XX 3XX'] },
    { statuses: ['302', 'default'], want: ['302 302', '2XX default', '3XX default'] },
    { statuses: ['304', '200'], want: ['200 200'] },
    { statuses: ['304', 'default'], want: ['2XX default', '3XX default', '4XX default'] },
    { statuses: ['2XX', 'default'], want: ['2XX 2XX'] },
    { statuses: ['200', '302', 'default'], want: ['200 200', '302 302'] },
    { statuses: ['204'], want: ['204 204'] },
  ])('$want where $statuses are documented', async ({ statuses, want }) => {
    const { notices, ...contract } = await contractOf(...statuses);
    const [entry, ...others] = entriesOf(contract);
    expect(others).toEqual([]);
    expect(entry && answersOf(entry.request).map(({ status, response }) => `${status} ${response.status}`)).toEqual(
      want,
    );
    expect(notices).toEqual([]);
  });
});

it.each([
  { name: 'If-None-Match', example: '"v1"', want: [200, 304] },
  // A sample of ours is no state that a server knows.
  { name: 'If-None-Match', want: [200] },
  { name: 'If-Match', example: '"v1"', want: [200] },
])('304 is right where $name is sent with $example of the description: $want', async ({ want, ...more }) => {
  const parameters = [{ in: 'header', required: true, schema: { type: 'string' }, ...more }];
  const responses = { 200: { description: '' }, 304: { description: '' } };
  const model = toModel(withPath('/a', { get: operation({ parameters, responses }) }));
  const [entry] = entriesOf(await toContract(model, [], async () => undefined));
  expect(entry && answersOf(entry.request).map(({ status }) => status)).toEqual(want);
});

describe('where nothing says what a valid request gets, any status below 500 is right, and a notice says so', () => {
  const tail = 'so any status below 500 is right for a valid request';
  it.each([
    { statuses: [], right: '2XX any, 3XX any, 4XX any', want: `GET /a: it documents no response, ${tail}` },
    { statuses: ['304'], right: '2XX any, 3XX any, 4XX any', want: `GET /a: it documents only 304, ${tail}` },
    {
      statuses: ['400', '5XX'],
      right: '2XX any, 3XX any, 400 400, 4XX any',
      want: `GET /a: it documents only 400, 5XX, ${tail}`,
    },
    { statuses: ['4XX'], right: '2XX any, 3XX any, 4XX 4XX', want: `GET /a: it documents only 4XX, ${tail}` },
    { statuses: ['101'], right: '2XX any, 3XX any, 4XX any', want: `GET /a: it documents only 101, ${tail}` },
  ])('$statuses', async ({ statuses, right, want }) => {
    const contract = await contractOf(...statuses);
    const [entry, ...others] = entriesOf(contract);
    expect(others).toEqual([]);
    expect(entry?.assertions.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Status is (400, )?any 2XX, any 3XX or any 4XX$/),
    ]);
    const answers = entry ? answersOf(entry.request) : [];
    expect(answers.map(({ status, response }) => `${status} ${response.status}`).join(', ')).toBe(right);
    expect(contract.notices).toEqual([{ kind: 'note', message: want, pointer: '/paths/~1a/get' }]);
  });
});
