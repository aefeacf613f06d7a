import { describe, expect, it } from 'vitest';
import { toRunPlan } from '../../src/run/plan.ts';
import { toCollection, withIds, withoutWrites } from '../../src/run/prepare.ts';
import { plannedPromises } from '../../src/run/promises.ts';
import { bearer, collection, folder, noAuth, request, statusIs200 } from './support/collection.ts';

describe('the promises of a script', () => {
  it.each([
    { script: 'pm.test("It is 200", () => {});', want: ['It is 200'] },
    { script: "pm.test('It is 200', function () {});", want: ['It is 200'] },
    { script: '  pm.test("indented", () => {});', want: ['indented'] },
    { script: 'pm.test(\n  "wrapped",\n  () => {},\n);', want: ['wrapped'] },
    { script: 'compare("In order", (answer, whole) => {});', want: ['In order'] },
    { script: 'pm.test.skip("skipped");', want: ['skipped'] },
    { script: 'pm.test.skip("known (not judged: the list is empty)");', want: ['known'] },
    { script: 'pm.test("say \\"hi\\" \\u007b\\u007b<\\/b>", () => {});', want: ['say "hi" {{</b>'] },
    { script: "pm.test('it\\'s \\x41 \\u{1F436}', () => {});", want: ["it's A 🐶"] },
    { script: 'pm.test("one", f);\npm.test("one", f);', want: ['one', 'one'] },
    { script: '// pm.test("in a comment", f);', want: [] },
    { script: 'promises.forEach((promise) => pm.test(promise.name, f));', want: [] },
    { script: 'function compare(name, judge) {}', want: [] },
  ])('in $script are $want', ({ script, want }) => {
    expect(plannedPromises(script).map(({ name }) => name)).toEqual(want);
  });

  it.each([
    { script: 'pm.test("a", async () => {});', want: { asynchronous: true, form: 'answer' } },
    { script: 'pm.test("a", () => {});', want: { asynchronous: false, form: 'answer' } },
    { script: 'pm.test("a", asyncless);', want: { asynchronous: false, form: 'answer' } },
    { script: 'compare("a", () => {});', want: { asynchronous: false, form: 'comparison' } },
  ])('$script is $want', ({ script, want }) => {
    expect(plannedPromises(script)).toMatchObject([want]);
  });
});

const pets = collection({
  auth: bearer('{{access_token}}'),
  items: [
    request('List', { test: statusIs200 }),
    folder(
      'Pets',
      folder('Young', request('Add', { method: 'POST', auth: noAuth }), request('Look', { auth: bearer('x') })),
    ),
    request('With key', { auth: noAuth, headers: { 'x-api-key': 'key' } }),
  ],
});

describe('a plan', () => {
  it('holds the requests in order, with folder, method and promises', async () => {
    const { name, requests } = await toRunPlan(pets);
    expect(name).toBe('Pets');
    expect(requests).toMatchObject([
      {
        id: 'id-List',
        name: 'List',
        folder: [],
        method: 'GET',
        writes: false,
        promises: [{ name: 'The status is 200' }],
      },
      { id: 'id-Add', folder: ['Pets', 'Young'], method: 'POST', writes: true, promises: [] },
      { id: 'id-Look', folder: ['Pets', 'Young'] },
      { id: 'id-With key', folder: [] },
    ]);
  });

  it('knows which requests send credentials: inherited, their own, or in a header', async () => {
    const { requests } = await toRunPlan(pets);
    expect(requests.map(({ authenticates }) => authenticates)).toEqual([true, false, true, true]);
  });
});

describe('before a run', () => {
  it.each([
    { json: undefined },
    { json: [] },
    { json: { openapi: '3.1.0' } },
    { json: { info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' } } },
    { json: { info: { name: 'a v1 collection' }, item: [] } },
  ])('$json is refused: it is no collection', ({ json }) => {
    expect(() => toCollection(json)).toThrow(/this is no Postman collection/);
  });

  it('requests without an id get one, the same at every run', () => {
    const unnamed = collection({
      items: [{ name: 'A' }, { name: 'A' }, folder('F', { name: 'A' })].map((item) => ({ ...item })),
    });
    const [once, again] = [withIds(toCollection(unnamed)), withIds(toCollection(unnamed))];
    const ids = [...JSON.stringify(once).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(3);
    expect(once).toEqual(again);
  });

  it('two requests of one id are refused, since their results could not be told apart', () => {
    const twice = toCollection(collection({ items: [request('A', { id: 'one' }), request('B', { id: 'one' })] }));
    expect(() => withIds(twice)).toThrow(/two requests of the collection have the id "one"/);
  });

  it('requests that write are taken out and named', async () => {
    const writing = ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'patch'].map((method) =>
      request(method, { method }),
    );
    const reading = ['GET', 'HEAD', 'OPTIONS', 'get'].map((method) => request(method, { method }));
    const { collection: left, notSent } = withoutWrites(
      toCollection(
        collection({ items: [folder('F', ...writing), ...reading, { name: 'a URL', request: 'http://localhost' }] }),
      ),
      'none',
    );
    expect((await toRunPlan(left)).requests.map(({ name }) => name)).toEqual([
      'GET',
      'HEAD',
      'OPTIONS',
      'get',
      'a URL',
    ]);
    expect(notSent.map(({ name, folder }) => [...folder, name].join('/'))).toEqual(
      ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'patch'].map((name) => `F/${name}`),
    );
  });

  it.each([
    { title: 'Status is 405', writes: 'refused', isSent: true },
    { title: 'Status is 401 or any 4XX', writes: 'refused', isSent: true },
    { title: 'Status is 201', writes: 'refused', isSent: false },
    { title: 'Status is 404 or 204', writes: 'refused', isSent: false },
    { title: 'Status is any 2XX', writes: 'refused', isSent: false },
    { title: 'Status is 405', writes: 'none', isSent: false },
    { title: 'Status is 201', writes: 'all', isSent: true },
  ] as const)('of what writes, "$title" is sent where $writes may be: $isSent', ({ title, writes, isSent }) => {
    const item = request('A', { method: 'DELETE', test: `pm.test(${JSON.stringify(title)}, () => {});` });
    const { notSent } = withoutWrites(toCollection(collection({ items: [item] })), writes);
    expect(notSent).toHaveLength(isSent ? 0 : 1);
  });
});
