/** A part of a description, and collections without tests or examples. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { toModel } from '../../src/compose/to-model.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { toPart } from '../../src/model/part.ts';
import { document, operation } from '../helpers/builders.ts';
import { folderWith } from '../helpers/folder.ts';
import { call, described } from './support/cli.ts';

const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const returning = (name: string) => ({
  200: { description: 'Fine', content: { 'application/json': { schema: schema(name) } } },
});
const API = document({
  paths: {
    '/orders': {
      get: operation({ operationId: 'listOrders', tags: ['orders'], responses: returning('Order') }),
      post: operation({ operationId: 'addOrder', tags: ['orders', 'writing'] }),
    },
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      delete: operation({ tags: ['writing'] }),
    },
    '/users': { $ref: '#/components/pathItems/users' },
  },
  components: {
    schemas: { Order: { properties: { by: schema('User') } }, User: { type: 'object' }, Other: { type: 'string' } },
    pathItems: { users: { get: operation({ operationId: 'listUsers' }), put: operation() } },
  },
});

describe('a part', () => {
  it.each([
    { part: { tags: ['writing'] }, want: ['post /orders', 'delete /orders/{id}'] },
    { part: { paths: ['/orders'] }, want: ['get /orders', 'post /orders'] },
    { part: { paths: ['/orders*'] }, want: ['get /orders', 'post /orders', 'delete /orders/{id}'] },
    { part: { operations: ['listUsers'] }, want: ['get /users'] },
    { part: { operations: ['DELETE /orders/{id}', 'PUT /users'] }, want: ['delete /orders/{id}', 'put /users'] },
    {
      part: { tags: ['orders'], paths: ['/users'] },
      want: ['get /orders', 'post /orders', 'get /users', 'put /users'],
    },
  ])('is what any of its names selects: $part', ({ part, want }) => {
    const openapi = { value: API, locate: () => ({}) };
    const { operations } = toModel({ name: 'a', openapi, notices: [], part });
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(want);
  });

  it('has the components that it needs', () => {
    const part = toPart(API, { operations: ['listOrders'] });
    expect(part.document).toMatchObject({
      components: { schemas: { Order: expect.anything(), User: expect.anything() }, pathItems: {} },
    });
    expect(part.document).not.toHaveProperty('components.schemas.Other');
  });

  it('takes no method and no path of the others for undocumented ones', async () => {
    const responses = { 200: { description: 'Fine' }, 400: { description: 'Invalid' }, 405: { description: 'No' } };
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
    const item = { parameters: [id], get: { operationId: 'getOne', responses }, delete: operation(), put: operation() };
    const file = { parameters: [id, { ...id, name: 'as', schema: { type: 'string' } }], get: operation() };
    const paths = { '/orders/{id}': item, '/orders/{id}.{as}': file };
    const openapi = { value: document({ paths }), locate: () => ({}) };
    const part = { operations: ['getOne'] };
    const { contract } = await generateCollection({ name: 'a', openapi, notices: [], part });
    const sent = entriesOf(contract).map(({ request: { name, operation: one } }) => `${one.method}: ${name}`);
    expect(sent.filter((name) => /^(delete|put)|not an integer/.test(name))).toEqual([]);
    expect(sent).toContainEqual(expect.stringContaining('the undocumented method PATCH'));
  });

  it('names what no operation has, and what may be meant', async () => {
    const shop = described('shop.openapi.yaml');
    const options = ['--tag', 'no', '--path', '/product', '--operation', 'listproducts'];
    const { code, stderr } = await call(['generate', shop, ...options]);
    expect({ code, lines: stderr.split('\n').filter((line) => /error|hint/.test(line)) }).toEqual({
      code: 2,
      lines: [
        expect.stringMatching(/--tag: the description has no tag "no" /),
        '  hint No operation has a tag.',
        expect.stringMatching(/--path: .* "\/product" /),
        '  hint Did you mean "/products"?',
        expect.stringMatching(/--operation: .* "listproducts" /),
        '  hint Did you mean "listProducts"?',
      ],
    });
  });

  it.each(['serve', 'infer'])('is taken by %s, too', async (command) => {
    const { code, stderr } = await call([command, described('shop.openapi.yaml'), '--tag', 'no']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('the description has no tag "no"') });
  });

  it('leaves out use cases that need more', async () => {
    const workflow = (workflowId: string, ...ids: readonly string[]) => ({
      workflowId,
      steps: ids.map((operationId) => ({ stepId: operationId, operationId })),
    });
    const arazzo = { arazzo: '1.1.0', workflows: [workflow('one', 'listProducts'), workflow('two', 'getProduct')] };
    const folder = await folderWith({ 'a.arazzo.json': JSON.stringify(arazzo) });
    const file = join(folder, 'a.json');
    const options = ['--arazzo', join(folder, 'a.arazzo.json'), '--operation', 'listProducts', '-o', file];
    const { code, stderr } = await call(['generate', described('shop.openapi.yaml'), ...options]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        /left out: \S+a\.arazzo\.json:1:\d+ \S+: the workflow "two": an operation of it is not in/,
      ),
    });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ item: [{ name: 'Use cases', item: [{}] }, {}] });
  });
});

interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly event?: readonly { readonly script: { readonly exec: readonly string[] } }[];
  readonly response?: readonly unknown[];
}

describe('a collection', () => {
  const generated = async (...options: readonly string[]): Promise<readonly Item[]> => {
    const file = join(await folderWith(), 'a.json');
    await call(['generate', described('shop.openapi.yaml'), '-o', file, ...options]);
    const all = ({ item = [] }: Pick<Item, 'item'>): readonly Item[] => item.flatMap((one) => [one, ...all(one)]);
    return all(JSON.parse(await readFile(file, 'utf8'))).filter(({ item }) => !item);
  };
  const scripts = (items: readonly Item[]) =>
    items.flatMap(({ event = [] }) => event.flatMap(({ script }) => script.exec));

  it('without tests still hands ids on, and has no other assertion', async () => {
    const items = await generated('--without-tests');
    const calls = scripts(items).filter((line) => /^(pm\.test|test|compare|capture)\w*\(/.test(line));
    expect(items).toHaveLength(2);
    expect(calls).toEqual([expect.stringMatching(/^capture\('The response provides \w+ for later requests'/)]);
  });

  it('without tests says nothing of what tests do not assert', async () => {
    const items = { type: 'array', items: { type: 'object' } };
    const body = { description: 'Fine', content: { 'text/csv': {}, 'application/json': { schema: items } } };
    const remove = operation({ responses: { 204: { description: 'Gone' } } });
    const paths = { '/rows': { get: operation({ responses: { 200: body } }), delete: remove } };
    const folder = await folderWith({ 'a.json': JSON.stringify(document({ paths })) });
    const remarks = async (...options: readonly string[]) =>
      (await call(['generate', join(folder, 'a.json'), '-o', join(folder, 'b.json'), ...options])).stderr;
    const [whole, bare] = [await remarks(), await remarks('--without-tests')];
    expect(whole).toContain('no request accepts only text/csv');
    expect(bare).not.toContain('no request accepts only');
    for (const text of [whole, bare]) expect(text).toContain('nothing in the request names an item');
  });

  it('without examples has no saved responses', async () => {
    const count = (items: readonly Item[]) => items.flatMap(({ response = [] }) => response).length;
    expect(count(await generated())).toBeGreaterThan(0);
    expect(count(await generated('--without-examples'))).toBe(0);
  });
});
