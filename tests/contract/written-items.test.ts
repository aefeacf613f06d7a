/** Which items that the collection creates and deletes are read after that, and what a run that may not write leaves out. */
import { describe, expect, it } from 'vitest';
import { toContract } from '../../src/contract/to-contract.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { onlySent, withIds } from '../../src/run/prepare.ts';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { suiteOf } from '../helpers/suite.ts';

const text = { type: 'string' };
const order = { type: 'object', required: ['id', 'sku'], properties: { id: text, sku: text } };
const located = { headers: { Location: { schema: text } } };
const gone = { 204: { description: '' }, 404: { description: '' } };

interface Api {
  readonly list?: Members;
  readonly made?: Members;
  readonly shown?: Members;
  readonly deleted?: Members;
  readonly more?: Members;
}

function documentOf({
  list = { 'x-list': {} },
  made = { 201: json(order) },
  shown = {},
  deleted = gone,
  more = {},
}: Api) {
  const one = { parameters: [{ name: 'id', in: 'path', required: true, schema: text }] };
  const paths = {
    '/orders': {
      get: operation({ ...list, responses: { 200: json({ type: 'array', items: order }) } }),
      post: operation({ requestBody: json(order), responses: made }),
    },
    '/orders/{id}': {
      ...one,
      get: operation({ responses: { 200: json(order), 404: { description: '' }, ...shown } }),
      delete: operation({ responses: deleted }),
    },
  };
  return document({ paths: { ...paths, ...more } });
}

const changing = (path: string, method: string): Members => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: text }];
  return { [path]: { [method]: operation({ parameters }) } };
};

async function entries(api: Api) {
  return entriesOf(await toContract(toModel(documentOf(api)), [], async () => undefined));
}

describe('an item that the collection creates and deletes', () => {
  it.each<{ what: string; api: Api; want: readonly string[] }>([
    { what: 'of a declared list', api: {}, want: ['created', 'deleted'] },
    {
      what: 'whose Location is promised',
      api: { list: { 'x-list': false }, made: { 201: { ...json(order), ...located } } },
      want: ['deleted'],
    },
    { what: 'of a list that is not declared', api: { list: { 'x-list': false } }, want: [] },
    { what: 'that may only be accepted', api: { made: { 201: json(order), 202: { description: '' } } }, want: [] },
    { what: 'of which only a 200 is documented', api: { made: { 200: json(order) } }, want: [] },
    { what: 'whose response has another schema', api: { made: { 201: json({ properties: { id: text } }) } }, want: [] },
    { what: 'that is changed', api: { more: changing('/orders/{id}/lines', 'put') }, want: ['deleted'] },
    { what: 'that an action may end', api: { more: changing('/orders/{id}/ship', 'post') }, want: ['deleted'] },
    { what: 'beside one that is changed', api: { more: changing('/carts/{id}', 'put') }, want: ['created', 'deleted'] },
    { what: 'that is deleted later', api: { deleted: { 202: { description: '' } } }, want: ['created'] },
    { what: 'of which no DELETE says a thing', api: { shown: { 404: undefined } }, want: ['created'] },
  ])('$what is read: $want', async ({ api, want }) => {
    const names = (await entries(api)).map(({ request }) => request.name);
    const read = names.flatMap((name) => /^GET \/orders\/\{id\}: the (created|deleted) item$/.exec(name)?.[1] ?? []);
    expect(read).toEqual(want);
  });

  it('is judged where it is missing, if a declared list says where it is', async () => {
    const statuses = async (api: Api) =>
      (await entries(api)).flatMap(({ request: { name, excuses = [] } }) =>
        name === 'DELETE /orders/{id}'
          ? excuses.filter(({ notGiven }) => !notGiven).flatMap((one) => one.statuses)
          : [],
      );
    expect(await statuses({})).toEqual([]);
    expect(await statuses({ list: { 'x-list': false } })).toEqual([404]);
  });

  it('may be there after its DELETE, or not', async () => {
    const all = await entries({});
    const [found] = all.filter(({ request }) => request.deletedBy !== undefined);
    expect(found?.assertions[0]?.title).toBe('Status is 404, 200 or 410');
    expect(all.at(-1)).toBe(found);
    expect(all.at(-2)?.request.captures).toContainEqual({ kind: 'sent', variable: found?.request.after });
  });
});

it.each([
  { writes: 'all', want: 2 },
  { writes: 'refused', want: 0 },
  { writes: 'none', want: 0 },
] as const)('with the writes "$writes", $want requests for written items are sent', async ({ writes, want }) => {
  const { collection } = await suiteOf(documentOf({}));
  const sent = JSON.stringify(onlySent(withIds(collection as never), { writes, probes: true }).collection);
  expect(sent.match(/"name":"GET \/orders\/\{id\}: the (created|deleted) item"/g) ?? []).toHaveLength(want);
});

it('has a note for what is still there, and none of the reference server', async () => {
  const { collection } = await suiteOf(documentOf({}));
  expect(JSON.stringify(collection)).toContain(
    JSON.stringify(
      `if (pm.response.code < 300 && pm.variables.get('real_server') !== '') pm.test.skip('note: the item is still there, although DELETE /orders/{id} was a success before');`,
    ),
  );
});
