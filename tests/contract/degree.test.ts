/** Every assertion carries how what it rests on is known; by convention, none is of a filter, an order, an identity or a cause. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { accepted } from '../helpers/accepted.ts';
import { toModel } from '../helpers/builders.ts';

const FOLDER = 'tests/fixtures/descriptions';
const FILES = (
  await Promise.all(
    ['inferred', 'uncertain'].map(async (kind) => (await readdir(join(FOLDER, kind))).map((file) => join(kind, file))),
  )
).flat();

async function assertionsOf(document: unknown) {
  const contract = await toContract(inferMeaning(toModel(document)).model, [], async () => undefined);
  return entriesOf(contract).flatMap(({ assertions }) => assertions);
}

const rulesOf = (assertions: Awaited<ReturnType<typeof assertionsOf>>, degree?: string) =>
  new Set(assertions.filter((one) => degree === undefined || one.degree === degree).map(({ rule }) => rule));

/** What only a declaration can be asserted by. */
const NEVER = [
  'filter-matches',
  'filter-near',
  'filter-empty',
  'filter-complete',
  'sort-order',
  'no-duplicates',
  'item-id',
  'list-agrees',
  'details-agree',
  'page-facts',
  'total-is-whole',
  'refusal-code',
];

/** What a convention can be enough for. */
const BY_CONVENTION = [
  'result-count',
  'total-count',
  'content-range',
  'page-size',
  'page-content',
  'pages-join',
  'next-page',
  'every-item',
  'same-response',
];

describe.each(FILES)('%s', async (file) => {
  const { value } = (await loadDescription(join(FOLDER, file))).openapi;

  it('without an overlay, asserts nothing that rests on likeness or prose', async () => {
    const found = await assertionsOf(value);
    expect([...rulesOf(found)].filter((rule) => NEVER.includes(rule))).toEqual([]);
    expect([...rulesOf(found, 'convention')].filter((rule) => !BY_CONVENTION.includes(rule))).toEqual([]);
  });

  it('once it is accepted, rests on what is declared alone', async () => {
    expect([...rulesOf(await assertionsOf(await accepted(value)), 'convention')]).toEqual([]);
  });
});

it('says of each assertion about a list how the list is known', async () => {
  const { value } = (await loadDescription(join(FOLDER, 'inferred/faults.openapi.yaml'))).openapi;
  const found = await assertionsOf(value);
  const pageSizes = found.filter(({ rule }) => rule === 'page-size');
  expect(new Set(pageSizes.map(({ degree }) => degree))).toEqual(new Set(['convention']));
  expect(new Set(found.filter(({ rule }) => rule === 'status').map(({ degree }) => degree))).toEqual(
    new Set(['declared']),
  );
  const declared = rulesOf(await assertionsOf(await accepted(value)), 'declared');
  expect([...declared]).toEqual(expect.arrayContaining(['page-size', 'filter-matches', 'sort-order', 'item-id']));
});
