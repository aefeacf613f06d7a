/** Each of these ends green, with nothing judged, in Newman, in the Postman CLI or in both. Here, all are red, and say why. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientName } from '../../src/run/events.ts';
import type { Verdict } from '../../src/run/verdict.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { bearer, collection, noAuth, request, statusIs200 } from './support/collection.ts';
import { observe, reasonsIn } from './support/observe.ts';
import { answerByPath, serve, type TestServer } from './support/server.ts';

/** What goes wrong in one request: all of them are sent in one run, since a run takes a second. */
const OF_A_REQUEST = [
  {
    name: 'an exception in a callback of pm.sendRequest',
    test: `pm.sendRequest(pm.environment.get('base_url'), () => {
  if (pm) throw new Error('lost');
  pm.test("The other answer is right", () => {});
});`,
    want: /The other answer is right: missing/,
  },
  {
    name: 'an exception in a callback of setTimeout',
    test: `setTimeout(() => {
  if (pm) throw new Error('lost');
  pm.test("It is right a moment later", () => {});
}, 10);`,
    want: /It is right a moment later: missing/,
  },
  {
    name: 'a test whose done is never called',
    test: 'pm.test("It is done", (done) => {});',
    want: /It is done: missing/,
  },
  {
    name: 'an async test with a false expectation',
    test: 'pm.test("One is two", async () => { pm.expect(1).to.equal(2); });',
    want: /One is two: failed/,
  },
  {
    name: 'a rejected promise',
    test: `Promise.reject(new Error('lost')).then(() => {
  pm.test("It is right after all", () => {});
});`,
    want: /It is right after all: missing/,
  },
  {
    name: 'a test in a branch that is never taken',
    test: 'if (pm.response.code === 418) {\n  pm.test("It is a teapot", () => {});\n}',
    want: /: It is a teapot: missing$/,
  },
  {
    name: 'one of two tests of the same name that never runs',
    test: `for (const pet of [])\n${statusIs200}`,
    want: /: The status is 200: missing$/,
  },
  {
    name: 'a test that its script skips',
    test: 'pm.test.skip("The body is right", () => {});',
    want: /: The body is right: not-judged false$/,
  },
  {
    name: 'a test script that throws at its top',
    test: 'null.length;\npm.test("It goes on", () => {});',
    want: /A script threw: .*It goes on: missing/s,
  },
  {
    name: 'a pre-request script that throws, with every test passed',
    prerequest: 'throw new Error("unprepared");',
    // In version 3, its request is then not sent.
    want: /^[^\n]*: (The request was not sent\.\n[^\n]*: )?A script threw: unprepared$/m,
  },
  {
    name: 'a request that its script skips',
    prerequest: 'pm.execution.skipRequest();',
    want: /: The request was not sent\.\n.*: The status is 200: missing$/,
  },
  { name: 'no test at all', test: '', without: true, want: /: It has no assertion, so nothing was judged\.$/ },
  {
    name: 'an unresolved variable in the path',
    path: '/pets/{{pet_id}}',
    want: /: No value for \{\{pet_id\}\}: sent as text\.$/,
  },
  {
    name: 'an unresolved variable in the query',
    path: '/pets?id={{pet_id}}',
    want: /: No value for \{\{pet_id\}\}: sent as text\.$/,
  },
  {
    name: 'an unresolved variable in a header',
    headers: { 'x-tenant': '{{tenant}}' },
    want: /: No value for \{\{tenant\}\}: sent as text\.$/,
  },
  {
    name: 'a redirect to another host',
    path: '/redirect',
    headers: { 'x-api-key': 'key' },
    want: /: The status is 200: failed expected response to have status code 200 but got 302$/,
  },
  {
    name: 'a redirect of a request that a script sends',
    test: `pm.sendRequest({ url: pm.environment.get('base_url') + '/redirect', method: 'POST', body: 'secret' }, (_, other) => {
  pm.test("The other answer is right", () => pm.expect(other.code).to.equal(200));
});`,
    want: /: The other answer is right: failed expected 302 to equal 200$/,
  },
] as const;

interface RunCase {
  readonly name: string;
  readonly collection: object;
  readonly want: RegExp;
  readonly exitCode: Readonly<Partial<Record<ClientName, number | readonly number[]>>>;
  readonly limits?: object;
}

const is401 = 'pm.test("The status is 401", () => pm.response.to.have.status(401));';

/** What goes wrong with a run. A client without an exit code is left out. */
const OF_A_RUN: readonly RunCase[] = [
  {
    name: 'every call answered 401, and no assertion',
    collection: collection({ auth: bearer('wrong-1'), items: [request('A', { path: '/401' })] }),
    want: /No assertion was judged.*The server refused the credentials.*A: It has no assertion/s,
    exitCode: { newman: 4, postman: 4 },
  },
  {
    name: 'every call answered 401, as documented of each',
    collection: collection({ auth: bearer('wrong-1'), items: [request('A', { path: '/401', test: is401 })] }),
    want: /^The server refused the credentials: every request that sends them was answered with 401\. Run .*\.$/,
    exitCode: { newman: 4, postman: 4 },
  },
  {
    name: 'a script that ends it early',
    collection: collection({
      items: [
        request('A', { test: `${statusIs200}\npm.execution.setNextRequest(null);` }),
        request('B', { test: statusIs200 }),
      ],
    }),
    want: /^B: The request was not sent\.\nB: The status is 200: missing$/,
    exitCode: { newman: 1, postman: 1 },
  },
  {
    name: 'a script that never ends',
    collection: collection({ items: [request('A', { test: `${statusIs200}\nwhile (true) {}` })] }),
    limits: { scriptMs: 1_500 },
    want: /timed out|responding/,
    exitCode: { newman: 1, postman: 1 },
  },
  {
    name: 'a silent server',
    collection: collection({ items: [request('A', { path: '/silent', test: 'pm.test("It answers", () => {});' })] }),
    limits: { requestMs: 500 },
    want: /^No request got a response.*A: The request got no response: The server was silent for too long( \([\d.]+ s\))?\./s,
    exitCode: { newman: 4, postman: 4 },
  },
  {
    name: 'a dripping server',
    collection: collection({
      items: [request('A', { test: statusIs200 }), request('B', { path: '/drip', test: statusIs200 })],
    }),
    limits: { runMs: 6_000 },
    want: /The time limit of the run is over \(--timeout 6\)\./,
    // On a busy machine not even the first request is answered in time; the Postman CLI is killed before it has told anything.
    exitCode: { newman: [1, 4], postman: [4], 'postman-v3': [1, 4] },
  },
  {
    name: 'nobody at the address',
    collection: collection({ items: [request('A', { path: '', test: statusIs200 })] }),
    want: /^No request got a response.*A: The request got no response: The connection to 127.0.0.1:1 was refused/s,
    exitCode: { newman: 4, postman: 4 },
  },
  {
    name: 'no request at all',
    collection: collection({ items: [] }),
    want: /There is no request to send/,
    exitCode: { newman: 4, postman: 4 },
  },
  {
    name: 'no access token',
    collection: collection({
      items: [request('A', { test: statusIs200 }), request('B', { test: statusIs200 })],
      prerequest: `pm.test('The token endpoint grants an access token', () => pm.expect.fail('HTTP 500'));
pm.execution.setNextRequest(null);
pm.execution.skipRequest();`,
    }),
    want: /^The run ended because it got no access token: HTTP 500\. Run .*\n.*A: The request was not sent\..*B: The request was not sent\./s,
    exitCode: { newman: 4, postman: 4 },
  },
  {
    name: 'a client that runs out of memory',
    collection: collection({
      items: [
        request('A', {
          test: `${statusIs200}\nconst all = [];\nwhile (true) all.push(new Array(1e6).fill(all.length));`,
        }),
      ],
    }),
    want: /Newman exited before the end of the run \((signal SIGABRT|exit code 134)\)/,
    exitCode: { newman: 4 },
  },
];

let other: TestServer;
let server: TestServer;

beforeAll(async () => {
  other = await serve((_, response) => void response.end());
  server = await serve(answerByPath(() => other.url.replace('127.0.0.1', 'localhost')));
});

afterAll(() => Promise.all([server.close(), other.close()]));

describe.each(CLIENTS)('in %s, a request is red for', (client) => {
  let verdict: Verdict;

  beforeAll(async () => {
    const items = OF_A_REQUEST.map(({ name, ...parts }) => {
      const test = 'without' in parts ? '' : `${statusIs200}\n${'test' in parts ? parts.test : ''}`;
      return request(name, { ...parts, test });
    });
    verdict = (await observe({ collection: collection({ items }), client, variables: { base_url: server.url } }))
      .verdict;
  });

  it.each(OF_A_REQUEST)('$name', ({ name, want }) => {
    const requests = verdict.requests.filter((request) => request.name === name);
    expect(requests).toMatchObject([{ ok: false }]);
    expect(reasonsIn({ ...verdict, problems: [], requests })).toMatch(want);
  });

  it('no request, where the other host of a redirect receives one', () => {
    expect(server.received).toContain('POST /redirect');
    expect(other.received).toEqual([]);
  });
});

describe.each(CLIENTS)('in %s, a run is red for', (client) => {
  // In version 3, the Postman CLI gives the same unless it says otherwise.
  const codeOf = ({ exitCode }: RunCase) =>
    exitCode[client] ?? (client === 'postman-v3' ? exitCode.postman : undefined);
  const cases = OF_A_RUN.filter((one) => codeOf(one) !== undefined);

  it.concurrent.each(cases)('$name', async (given) => {
    const { name, collection, want, limits } = given;
    const base_url = name === 'nobody at the address' ? 'http://127.0.0.1:1' : server.url;
    const { verdict } = await observe({ collection, client, variables: { base_url }, ...(limits && { limits }) });
    expect(reasonsIn(verdict)).toMatch(want);
    expect(verdict.ok).toBe(false);
    expect([codeOf(given)].flat()).toContain(verdict.exitCode);
  });
});

describe.each(CLIENTS)('in %s, a run is green', (client) => {
  it('where every assertion passed', async () => {
    const pets = collection({
      auth: bearer('{{access_token}}'),
      items: [
        request('A', { test: statusIs200 }),
        request('B', { path: '/401', auth: noAuth, test: is401 }),
        request('C', { path: '/pets/%7B%7Bmeant%7D%7D', test: statusIs200 }),
        request('D', { test: `${statusIs200}\npm.test.skip("It is in order (not judged: the list is empty)");` }),
      ],
    });
    const variables = { base_url: server.url, access_token: 'token-1' };
    const { verdict } = await observe({ collection: pets, client, variables, secrets: ['access_token'] });
    expect(reasonsIn(verdict)).toBe('D: It is in order: not-judged empty-list true');
    expect(verdict).toMatchObject({ ok: true, exitCode: 0 });
    expect(verdict.totals).toMatchObject({ requestsSent: 4, assertionsPassed: 4, assertionsNotJudged: 1 });
  });

  it('where a request is sent again after a throttling answer, and the last answer is right', async () => {
    let sent = 0;
    const throttling = await serve((incoming, response) => {
      incoming.resume();
      response.statusCode = ++sent === 1 ? 429 : 200;
      response.end('{}');
    });
    const again = 'if (pm.response.code === 429) pm.execution.setNextRequest(pm.info.requestId);';
    const requests = collection({ items: [request('A', { test: statusIs200 })], test: again });
    const { verdict } = await observe({ collection: requests, client, variables: { base_url: throttling.url } });
    await throttling.close();
    expect(reasonsIn(verdict)).toBe('');
    expect(verdict).toMatchObject({ ok: true, requests: [{ attempts: 2 }], totals: { requestsRepeated: 1 } });
  });
});
