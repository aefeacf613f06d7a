import { beforeAll, expect, it } from 'vitest';
import { libraryFactory } from '../../src/sandbox/library.ts';
import { collectionOf, type Ran, runInNewman } from '../helpers/in-newman.ts';
import { serverThat } from '../helpers/server.ts';

const CASES = [
  { values: ['Lyon', 'Lille'], as: 'whole', want: 'Lyon' },
  { values: ['Lyon', 'Lille'], as: 'part', want: 'Lyo' },
  { values: ['a b&c', 'x'], as: 'whole', want: 'a%20b%26c' },
  // What Postman would take for a variable.
  { values: ['{{client_secret}}', 'x'], as: 'whole', want: '%7B%7Bclient_secret%7D%7D' },
  // A part of a value ends between characters, not inside one.
  { values: ['Lyon 😀', 'x'], as: 'part', want: 'Lyon%20' },
  { values: ['Lyon 😀', 'x'], as: 'whole', want: 'Lyon%20%F0%9F%98%80' },
  // Half of a surrogate pair: JSON can spell it, a URL cannot.
  { values: ['\ud83d', 'x'], as: 'whole', want: 'x' },
  { values: [null, {}], as: 'whole', want: '' },
] as const;

const { url } = await serverThat(() => ({
  body: Object.fromEntries(CASES.map(({ values }, index) => [index, values.map((value) => ({ value }))])),
}));

let ran: Ran;

beforeAll(async () => {
  const captures = CASES.flatMap(({ as }, index) => [
    `contract.lists.l${index} = { items: '/${index}', unique: true };`,
    `contract(pm, { list: 'l${index}', isList: true }).captureFilterValues([{ variable: 'v', member: '/value', as: '${as}' }]);`,
    "pm.test('is ' + pm.collectionVariables.get('v'), () => undefined);",
  ]);
  ran = await runInNewman(collectionOf(url, [libraryFactory(['captureFilterValues']), ...captures].join('\n')));
});

it.each(CASES.map((one, index) => ({ ...one, index })))(
  'of $values a filter asks for "$want" ($as)',
  ({ index, want }) => {
    expect(ran.faults).toEqual([]);
    expect(ran.assertions[index]?.name).toBe(`is ${want}`);
  },
);
