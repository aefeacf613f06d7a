/** The pages that are requested of a list, and their sizes: also where no other page can be read, or items have no id. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { document, json, operation, toModel } from '../helpers/builders.ts';

const withId = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const withoutId = { type: 'object', properties: { name: { type: 'string' } } };

async function pagesOf(list: unknown, items: unknown, limit: object = { type: 'integer' }) {
  const parameters = [
    { name: 'limit', in: 'query', schema: limit },
    { name: 'offset', in: 'query', schema: { type: 'integer' } },
  ];
  const get = operation({
    parameters,
    responses: { 200: json({ type: 'array', items }) },
    ...(list !== undefined && { 'x-list': list }),
  });
  const { model } = inferMeaning(toModel(document({ paths: { '/a': { get } } })), { proposing: false });
  const { groups, notices } = await toContract(model, [], async () => undefined);
  const pages = groups.find(({ name }) => name === 'Contract')?.groups.find(({ name }) => name === 'Pages');
  const sized = entriesOf({ groups: pages ? [pages] : [] }).filter(({ assertions }) =>
    assertions.some(({ rule }) => rule === 'page-size'),
  );
  return {
    sized: sized.map(({ request }) => request.name.replace('GET /a: ', '')),
    compared: sized.some(({ assertions }) => assertions.some(({ rule }) => rule === 'page-content')),
    told: notices.map(({ message }) => message).filter((message) => message.includes('page is requested')),
  };
}

describe('a limit is sent, and the size of its page asserted', () => {
  const small = ['the first page', 'a single item'];
  const second = ['the first page', 'the second page', 'a single item'];

  it.each([
    {
      what: 'of a list with pages',
      list: { limit: 'limit', offset: 'offset' },
      items: withId,
      want: ['page by page', ...second],
      compared: true,
    },
    {
      what: 'of a list whose other parts nobody can request',
      list: { limit: 'limit', inParts: true },
      items: withId,
      want: small,
    },
    { what: 'of items without an id', list: { limit: 'limit' }, items: withoutId, want: small },
    {
      what: 'of items without an id, with pages',
      list: { limit: 'limit', offset: 'offset' },
      items: withoutId,
      want: second,
    },
    { what: 'by convention, of items without an id', list: undefined, items: withoutId, want: second },
  ])('$what', async ({ list, items, want, compared = false }) => {
    expect(await pagesOf(list, items)).toEqual({ sized: want, compared, told: [] });
  });
});

it('a limit of which no size is known has a notice', async () => {
  const limit = { not: { const: 5 } };
  const told = ['GET /a: no page is requested, since the schema of "limit" does not say which sizes it takes'];
  expect(await pagesOf({ limit: 'limit', inParts: true }, withId, limit)).toEqual({ sized: [], compared: false, told });
});
