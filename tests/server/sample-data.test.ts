import { describe, expect, it } from 'vitest';
import { listData } from '../../src/compose/list-data.ts';
import { isRecord } from '../../src/core/json.ts';
import { valueAt } from '../../src/core/pointer.ts';
import { sampleData } from '../../src/server/sample-data.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { createValidators } from '../../src/server/validators.ts';
import { accepted } from '../helpers/accepted.ts';
import { toModel } from './helpers.ts';
import { describeList, type ListApi } from './lists/api.ts';

const api = (properties: object, more: object = {}, rest: Partial<ListApi> = {}): ListApi => ({
  list: { sort: { parameter: 'sort', keys: ['rank'] }, filters: ['state'], limit: 'limit', offset: 'offset' },
  parameters: {
    sort: { type: 'string' },
    state: { type: 'string' },
    limit: { type: 'integer', minimum: 1, maximum: 50, default: 20 },
    offset: { type: 'integer', minimum: 0 },
  },
  body: {
    type: 'array',
    items: {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string' },
        rank: { type: 'integer' },
        state: { type: 'string', enum: ['open', 'shut'] },
        ...properties,
      },
      ...more,
    },
  },
  ...rest,
});

const CODE = { type: 'string', pattern: '^[A-Z]{2}-\\d{4}$', maxLength: 7 };

/** Items with constraints that the plainest values break. */
const APIS: readonly {
  readonly name: string;
  readonly api: ListApi;
  readonly items?: number;
  readonly declared?: true;
}[] = [
  { name: 'plain members', api: api({}) },
  { name: 'a pattern', api: api({ id: CODE, rank: { type: 'number', multipleOf: 0.1, maximum: 3 } }) },
  { name: 'short texts', api: api({ id: { type: 'string', maxLength: 2 }, state: { type: 'string', maxLength: 1 } }) },
  { name: 'UUIDs, in nested objects', api: api({ id: { type: 'string', format: 'uuid' } }) },
  { name: 'email for ids', api: api({ id: { type: 'string', format: 'email', minLength: 5 } }) },
  { name: 'few ids', api: api({ id: { type: 'integer', minimum: 1, maximum: 12 } }), items: 12 },
  {
    name: 'one of two members',
    api: api(
      { url: { type: 'string' }, file: { type: 'string' } },
      { oneOf: [{ required: ['url'] }, { required: ['file'] }] },
    ),
  },
  {
    name: 'alternatives of which only the second can be',
    api: api(
      { kind: { const: 'b' } },
      { oneOf: [{ properties: { kind: { const: 'a' } } }, { properties: { kind: { const: 'b' } } }] },
    ),
  },
  {
    name: 'constraints in parts',
    api: api(
      { name: { type: 'string' } },
      {
        allOf: [
          { properties: { name: { minLength: 8 } } },
          { properties: { name: { maxLength: 9 } }, required: ['name'] },
        ],
      },
    ),
  },
  { name: 'no more than three members', api: api({ a: { type: 'string' }, b: {} }, { maxProperties: 3 }) },
  {
    name: 'an array of different elements',
    api: api({ tags: { type: 'array', items: CODE, minItems: 3, uniqueItems: true } }),
  },
  { name: 'members that may be null', api: api({ rank: { type: ['null', 'integer'] } }) },
  {
    name: 'details that know more, and another form',
    api: api(
      {},
      {},
      {
        details: {
          type: 'object',
          required: ['id', 'notes'],
          properties: {
            id: CODE,
            rank: { type: 'integer', minimum: 10 },
            notes: { type: 'array', minItems: 1, items: CODE },
          },
        },
      },
    ),
  },
  {
    name: 'a list that shows no more than it says',
    declared: true,
    api: api(
      {},
      { additionalProperties: false },
      {
        details: { type: 'object', required: ['id', 'owner'], properties: { id: { type: 'string' }, owner: CODE } },
      },
    ),
  },
];

interface ListDocument {
  readonly paths: Readonly<Record<string, { readonly get: Record<string, unknown> }>>;
}

function declared(document: ListDocument) {
  const model = toModel(document);
  return { model, data: sampleData(model) };
}

/** The list without its `x-list`, with all proposals of `infer` accepted. */
async function undeclared(document: ListDocument) {
  delete document.paths['/things']?.get['x-list'];
  const model = toModel(await accepted(document));
  return { model, data: listData(model) };
}

describe.each([
  { how: 'declared', strip: false, apis: APIS },
  // Details of another form than the items are no details to an inference.
  { how: 'proposed, and accepted', strip: true, apis: APIS.filter(({ declared }) => !declared) },
])('sample data of a list that is $how', ({ strip, apis }) => {
  it.each(apis)('is right in the list and in the details, with $name', async ({ api: made, items = 45 }) => {
    const details = made.details ?? (made.body as { items: object }).items;
    const document = describeList({ ...made, details }) as ListDocument;
    const { model, data } = strip ? await undeclared(document) : declared(document);
    const accepts = createValidators(model);
    const server = createReferenceServer(model, data);
    const listed = await askFor(server, '/things?limit=50');
    const list = model.operations[0]?.list;
    if (!list || !Array.isArray(listed)) throw new Error('no list');
    expect(listed).toHaveLength(items);
    expect(listed.filter((item) => !accepts(list.itemNode, item))).toEqual([]);
    expect(new Set(listed.map((item) => valueAt(item, ['id']))).size).toBe(items);
    const node = model.operations[1]?.responses[0]?.media[0]?.node;
    for (const item of listed.slice(0, 9)) {
      const details = await askFor(server, `/things/${valueAt(item, ['id'])}`);
      expect(node && accepts(node, details)).toBe(true);
      expect(details).toMatchObject(isRecord(item) ? item : {});
    }
  });
});

it('has ties and several values in what the list sorts and filters by', () => {
  const [items = []] = Object.values(sampleData(toModel(describeList(api({})))));
  const counts = (name: string) => {
    const values = items.map((item) => valueAt(item, [name]));
    return [...new Set(values)].map((value) => values.filter((other) => other === value).length).sort((a, b) => a - b);
  };
  expect(counts('rank')).toEqual([6, 6, 6, 6, 7, 7, 7]);
  expect(counts('state')).toEqual([18, 27]);
});

async function askFor(server: ReturnType<typeof createReferenceServer>, path: string): Promise<unknown> {
  return (await server.fetch(new Request(`http://local/v1${path}`))).json();
}
