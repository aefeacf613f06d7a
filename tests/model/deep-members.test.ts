/** Members of a parameter of style `deepObject`, which `x-list` names: `page[size]`. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { findingsOf } from '../helpers/findings.ts';

const integer = { type: 'integer', minimum: 1 };
const page = { name: 'page', in: 'query', style: 'deepObject', explode: true };
const pages = {
  type: 'object',
  properties: { number: integer, size: { ...integer, maximum: 50, description: 'Items.' } },
};
const filter = {
  name: 'filter',
  in: 'query',
  style: 'deepObject',
  schema: { type: 'object', properties: { state: { enum: ['a', 'b'] } } },
};

function listed(meaning: Members, schema: unknown = pages, more: Members = {}) {
  const items = { type: 'object', properties: { id: { type: 'string' }, state: { type: 'string' } } };
  const parameters = [{ ...page, schema, ...more }, filter];
  const get = operation({ parameters, responses: { 200: json({ type: 'array', items }) }, 'x-list': meaning });
  return document({ paths: { '/a': { get } } });
}

const parametersOf = (from: Members) => toModel(from).operations[0]?.parameters ?? [];
const MEANING = {
  limit: 'page[size]',
  page: 'page[number]',
  filters: [{ parameter: 'filter[state]', member: 'state' }],
};

it('are parameters of their own, and sent as before', async () => {
  const from = listed(MEANING, pages, { example: { size: 5 } });
  expect(parametersOf(from)).toMatchObject([
    { name: 'page[number]', required: false, spelling: 'single' },
    { name: 'page[size]', required: false, example: 5, description: 'Items.' },
    { name: 'filter[state]', spelling: 'single' },
  ]);
  const contract = await toContract(toModel(from), [], async () => undefined);
  const sent = entriesOf(contract).map(({ request }) =>
    request.arguments.flatMap(({ name, value, enabled }) =>
      enabled && value.kind === 'text' ? [`${name}=${value.text}`] : [],
    ),
  );
  expect(sent).toContainEqual(['page[number]=2', 'page[size]=10']);
  expect(sent).toContainEqual(['filter[state]=b']);
});

describe('are required', () => {
  it.each([
    { required: true, of: ['size'], want: [false, true] },
    { required: false, of: ['size'], want: [false, false] },
    { required: true, of: [], want: [false, false] },
  ])('where the object is, and they are in it: $required, $of', ({ required, of, want }) => {
    const found = parametersOf(listed({ limit: 'page[size]' }, { ...pages, required: of }, { required }));
    expect(found.slice(0, 2).map((one) => one.required)).toEqual(want);
  });
});

it.each([
  { what: 'nothing names one', meaning: {}, schema: pages },
  { what: 'another style is written', meaning: {}, schema: pages, more: { style: 'form' } },
])('stay one parameter where $what', ({ meaning, schema, more = {} }) => {
  expect(parametersOf(listed(meaning, schema, more)).map(({ name }) => name)).toEqual(['page', 'filter']);
});

it.each([
  {
    meaning: { limit: 'page[sise]' },
    schema: pages,
    hint: 'Did you mean `page[size]`? Described: page[number], page[size], filter.',
  },
  {
    meaning: { limit: 'page[size]' },
    schema: { type: 'object', properties: { size: {}, by: { type: 'array' } } },
    hint: 'Described: page, filter.',
  },
])(
  'are a mistake where there is none, or what is in the object is not plain: $meaning',
  async ({ meaning, schema, hint }) => {
    expect(await findingsOf(() => toModel(listed(meaning, schema)))).toMatchObject([
      { code: 'list/unknown-name', hint },
    ]);
  },
);

it('a list in one of several alternatives has a hint', async () => {
  const list = { properties: { data: { type: 'array', items: {} } } };
  const responses = { 200: json({ oneOf: [list, { properties: { error: {} } }] }) };
  const from = document({ paths: { '/a': { get: operation({ responses, 'x-list': { items: '/data' } }) } } });
  expect(await findingsOf(() => toModel(from))).toMatchObject([
    { code: 'list/not-an-array', hint: expect.stringContaining('not only in an alternative') },
  ]);
});
