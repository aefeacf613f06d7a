/** Whole descriptions: those of which everything can be told, and those of which nothing may be. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findList } from '../../src/infer/find-list.ts';
import { inferList } from '../../src/infer/infer-list.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import type { NumberPlace } from '../../src/model/list-meaning.ts';
import { toApiModel } from '../../src/model/read-model.ts';

const FOLDER = 'tests/fixtures/descriptions';

async function listsOf(file: string) {
  const { value, locate } = (await loadDescription(join(FOLDER, file))).openapi;
  const model = toApiModel({ document: value, locate });
  return model.operations.flatMap((operation) => {
    const found = findList(model, operation);
    return (found && inferList(found).suggested) ?? [];
  });
}

describe('descriptions by professionals, with no key of ours', () => {
  it.each([
    {
      file: 'faults',
      want: {
        count: 'X-Result-Count',
        total: 'X-Total-Count',
        paging: 'offset',
        sort: ['createdAt', 'id', 'priority', 'resolvedAt'],
        filters: ['priority', 'status', 'customer.id', 'site.address.country'],
        agreement: 'shared',
      },
    },
    {
      file: 'bookshop',
      want: {
        count: undefined,
        total: '/meta/total',
        paging: 'page',
        sort: ['title', 'price', 'published_on'],
        filters: ['genre', 'author_id', 'in_stock', 'published_after'],
        agreement: 'whole',
      },
    },
    {
      file: 'payments',
      want: {
        count: undefined,
        total: undefined,
        paging: 'cursor',
        sort: ['created_at'],
        filters: ['status', 'currency', 'customer_id', 'refunded', 'created_from'],
        agreement: 'plain',
      },
    },
    {
      file: 'articles',
      want: {
        count: undefined,
        total: '/meta/total',
        paging: 'page',
        sort: ['publishedAt', 'title', 'wordCount'],
        filters: ['filter[category]', 'filter[language]', 'filter[author]'],
        agreement: 'shared',
      },
    },
    {
      file: 'rooms',
      want: {
        count: undefined,
        total: 'content-range',
        paging: 'offset',
        sort: ['name', 'capacity', 'openedOn'],
        filters: ['building', 'floor', 'minCapacity', 'equipment'],
        agreement: 'whole',
      },
    },
    {
      file: 'devices',
      want: {
        count: '/numberOfElements',
        total: '/totalElements',
        paging: 'page',
        sort: ['serial', 'lastSeen'],
        filters: ['model', 'online'],
        agreement: 'plain',
      },
    },
  ])('$file', async ({ file, want }) => {
    const [list] = await listsOf(`inferred/${file}.openapi.yaml`);
    const toName = (place: NumberPlace | undefined) =>
      place?.kind === 'header' ? place.name : place?.kind === 'member' ? place.pointer : place?.kind;
    expect({
      count: toName(list?.count),
      total: toName(list?.total),
      paging: list?.paging?.kind,
      sort: list?.sort?.keys.map(({ name }) => name),
      filters: list?.filters.map(({ parameter }) => parameter),
      agreement: list?.agreement,
    }).toEqual(want);
    expect(list).toMatchObject({ unique: true, readable: true });
  });
});

describe('descriptions of which nothing is certain', async () => {
  it.each(await readdir(join(FOLDER, 'uncertain')))('%s', async (file) => {
    for (const list of await listsOf(`uncertain/${file}`)) {
      const { count, total, limit, paging, pageFacts, next, sort, filters, unique, agreement } = list;
      expect({ count, total, limit, paging, pageFacts, next, sort, filters, unique, agreement }).toEqual({
        pageFacts: [],
        filters: [],
        unique: false,
        agreement: 'plain',
      });
    }
  });
});
