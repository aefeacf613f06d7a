import { describe, expect, it } from 'vitest';
import { COPIED_OUT, MARKERS } from '../../src/core/protocol.ts';
import { toRunPlan } from '../../src/run/plan.ts';
import { plannedAssertions } from '../../src/run/planned-assertions.ts';
import { onlySent, toSdkCollection, withIds } from '../../src/run/prepare.ts';
import { bearer, collection, folder, noAuth, request, statusIs200 } from './support/collection.ts';

describe('the assertions of a script', () => {
  it.each([
    { script: 'pm.test("It is 200", () => {});', want: ['It is 200'] },
    { script: "pm.test('It is 200', function () {});", want: ['It is 200'] },
    { script: '  pm.test("indented", () => {});', want: ['indented'] },
    { script: 'pm.test(\n  "wrapped",\n  () => {},\n);', want: ['wrapped'] },
    { script: 'compare("In order", ["whole"], ({ whole }) => {});', want: ['In order'] },
    { script: 'pm.test.skip("skipped");', want: ['skipped'] },
    { script: 'pm.test.skip("known (not judged: the list is empty)");', want: ['known'] },
    { script: 'pm.test("say \\"hi\\" \\u007b\\u007b<\\/b>", () => {});', want: ['say "hi" {{</b>'] },
    { script: "pm.test('it\\'s \\x41 \\u{1F436}', () => {});", want: ["it's A 🐶"] },
    { script: "testAsSent('as sent', () => {});", want: ['as sent'] },
    { script: "capture('captured', 'id', () => 1);", want: ['captured'] },
    { script: "pm.test('named (not judged: the list is empty)', f);", want: ['named (not judged: the list is empty)'] },
    { script: `typeof contract === 'undefined' && pm.test('${COPIED_OUT}', f);`, want: [] },
    { script: `pm.test('${COPIED_OUT}', f);`, want: [] },
    { script: 'pm.test("one", f);\npm.test("one", f);', want: ['one', 'one'] },
    { script: '// pm.test("in a comment", f);', want: [] },
    { script: 'assertions.forEach((assertion) => pm.test(assertion.name, f));', want: [] },
    { script: 'function compare(name, judge) {}', want: [] },
  ])('in $script are $want', ({ script, want }) => {
    expect(plannedAssertions(script).map(({ name }) => name)).toEqual(want);
  });

  it.each([
    { script: 'pm.test("a", async () => {});', want: { asynchronous: true, form: 'test' } },
    { script: 'pm.test("a", () => {});', want: { asynchronous: false, form: 'test' } },
    { script: 'pm.test("a", asyncless);', want: { asynchronous: false, form: 'test' } },
    { script: 'pm.test.skip("a");', want: { asynchronous: false, form: 'skip' } },
    { script: 'testAsSent("a", () => {});', want: { asynchronous: false, form: 'testAsSent' } },
    { script: 'capture("a", "id", () => 1);', want: { asynchronous: false, form: 'capture' } },
    { script: 'compare("a", () => {});', want: { asynchronous: false, form: 'compare' } },
  ])('$script is $want', ({ script, want }) => {
    expect(plannedAssertions(script)).toMatchObject([want]);
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
    request('With another key', { auth: noAuth, test: MARKERS['sends-credential'] }),
  ],
});

describe('a plan', () => {
  it('holds the requests in order, with folder, method and assertions', async () => {
    const { name, requests } = await toRunPlan(pets);
    expect(name).toBe('Pets');
    expect(requests).toMatchObject([
      {
        id: 'id-List',
        name: 'List',
        folder: [],
        method: 'GET',
        writes: false,
        assertions: [{ name: 'The status is 200' }],
      },
      { id: 'id-Add', folder: ['Pets', 'Young'], method: 'POST', writes: true, assertions: [] },
      { id: 'id-Look', folder: ['Pets', 'Young'] },
      { id: 'id-With key', folder: [] },
      { id: 'id-With another key', folder: [] },
    ]);
  });

  it('knows which requests send credentials: inherited, their own, in a header, or by their script', async () => {
    const { requests } = await toRunPlan(pets);
    expect(requests.map(({ authenticates }) => authenticates)).toEqual([true, false, true, true, true]);
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
    expect(() => toSdkCollection(json)).toThrow(/this is not a Postman collection/);
  });

  it('requests without an id get one, the same at every run', () => {
    const unnamed = collection({
      items: [{ name: 'A' }, { name: 'A' }, folder('F', { name: 'A' })].map((item) => ({ ...item })),
    });
    const [once, again] = [withIds(toSdkCollection(unnamed)), withIds(toSdkCollection(unnamed))];
    const ids = [...JSON.stringify(once).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(3);
    expect(once).toEqual(again);
  });

  it('two requests of one id are refused, since their results could not be told apart', () => {
    const twice = toSdkCollection(collection({ items: [request('A', { id: 'one' }), request('B', { id: 'one' })] }));
    expect(() => withIds(twice)).toThrow(/two requests of the collection have the id "one"/);
  });

  it('requests that write are taken out and named', async () => {
    const writing = ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'patch'].map((method) =>
      request(method, { method }),
    );
    const reading = ['GET', 'HEAD', 'OPTIONS', 'get'].map((method) => request(method, { method }));
    const { collection: left, notSent } = onlySent(
      toSdkCollection(
        collection({ items: [folder('F', ...writing), ...reading, { name: 'a URL', request: 'http://localhost' }] }),
      ),
      { writes: 'none', probes: true },
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

  const refused = MARKERS['must-be-refused'],
    token = MARKERS['asks-for-token'];
  it.each([
    { test: `${refused}\nf();`, writes: 'refused', isSent: true },
    { test: `f();\r\n  ${refused}\r\n`, writes: 'refused', isSent: true },
    { test: refused, writes: 'none', isSent: false },
    { test: `${refused}\n${MARKERS['may-harm']}`, writes: 'refused', isSent: false },
    { test: `${refused}\n${MARKERS['may-harm']}`, writes: 'all', isSent: true },
    { test: token, writes: 'none', isSent: true },
    { test: 'f();', writes: 'refused', isSent: false },
    { test: 'f();', writes: 'all', isSent: true },
    // What a title or a text says marks nothing.
    { test: `pm.test('${refused}', () => {});`, writes: 'refused', isSent: false },
    { test: `const text = [\n  '${refused}',\n  '${token}',\n];`, writes: 'refused', isSent: false },
    { test: `f(); ${refused}`, writes: 'refused', isSent: false },
    { test: "pm.test('Status is 405', () => {});", writes: 'refused', isSent: false },
  ] as const)('of what writes, $test is sent where $writes may be: $isSent', ({ test, writes, isSent }) => {
    const item = request('A', { method: 'DELETE', test });
    const { notSent } = onlySent(toSdkCollection(collection({ items: [item] })), { writes, probes: true });
    expect(notSent).toHaveLength(isSent ? 0 : 1);
  });

  it.each([{ probes: true }, { probes: false }])('wrong secrets are sent where probes are: $probes', ({ probes }) => {
    const item = request('A', { method: 'POST', test: [MARKERS['may-lock-out'], token].join('\n') });
    const { notSent } = onlySent(toSdkCollection(collection({ items: [item] })), { writes: 'all', probes });
    expect(notSent.map(({ reason }) => reason)).toEqual(probes ? [] : ['probes']);
  });

  it('a marker in a script that runs before the request marks nothing', () => {
    const item = request('A', { method: 'DELETE', prerequest: refused });
    const { notSent } = onlySent(toSdkCollection(collection({ items: [item] })), { writes: 'refused', probes: true });
    expect(notSent).toHaveLength(1);
  });
});
