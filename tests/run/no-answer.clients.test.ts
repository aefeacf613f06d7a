/** Where no answer came, nothing is broken: a request that only reads is sent once more, and else the run could not judge. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { operation, withPath } from '../helpers/builders.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { ORDERS } from '../helpers/orders.ts';
import { brokenIn, type Fetch, suiteOf, tried } from '../helpers/suite.ts';

/** A server that hangs up on some requests. `isReused`: their connection was kept from an earlier request. */
async function serveUnreliably(
  fetch: Fetch,
  hangsUp: (request: IncomingMessage, isReused: boolean) => boolean,
): Promise<{ readonly url: string; readonly received: string[] }> {
  const received: string[] = [];
  const used = new WeakSet<Socket>();
  const server = createServer(async (incoming, response) => {
    const { method = 'GET', url = '', headers, socket } = incoming;
    received.push(`${method} ${url}`);
    const isReused = used.has(socket);
    used.add(socket);
    incoming.resume();
    if (hangsUp(incoming, isReused)) return void socket.destroy();
    const given = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const answer = await fetch(new Request(`http://${headers.host}${url}`, { method, headers: given }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

describe.each(CLIENTS)('in %s', (client) => {
  it('a server that closes every fifth kept connection is right', async () => {
    const suite = await suiteOf(ORDERS);
    let reused = 0;
    let closed = 0;
    const { url } = await serveUnreliably(suite.fetch, ({ method }, isReused) => {
      if (!isReused || method !== 'GET') return false;
      reused += 1;
      if (reused % 5 !== 0) return false;
      closed += 1;
      return true;
    });
    const verdict = await tried(suite, {
      client,
      variables: { base_url: `${url}${suite.basePath}` },
      only: ({ name }) => /page|twice|unknown|sorted by price/.test(name),
    });
    // In version 3 nothing is sent again, so no connection is kept.
    const isRepeating = client !== 'postman-v3';
    expect(closed > 3).toBe(isRepeating);
    expect(brokenIn(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, exitCode: EXIT.ok, totals: { assertionsMissing: 0 } });
    expect(verdict.totals.requestsRepeated > 0).toBe(isRepeating);
  });

  it('a request that may write is not sent again, and the run could not judge', async () => {
    const suite = await suiteOf(withPath('/notes', { get: operation(), post: operation() }));
    const { url, received } = await serveUnreliably(suite.fetch, ({ method }) => method === 'POST');
    const verdict = await tried(suite, { client, variables: { base_url: `${url}${suite.basePath}` } });
    const [silent] = verdict.requests.filter(({ method }) => method === 'POST');
    expect(received.filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(silent?.problems).toEqual([expect.stringMatching(/^The request got no response: /)]);
    expect(silent?.assertions).not.toEqual([]);
    for (const { outcome } of silent?.assertions ?? []) {
      expect(outcome).toEqual({ kind: 'not-judged', reason: 'no-answer', tolerated: false });
    }
    expect(verdict.exitCode).toBe(EXIT.unable);
  });

  it('a server that never answers breaks nothing, and is tried twice by one request only', async () => {
    const suite = await suiteOf(ORDERS);
    const { url, received } = await serveUnreliably(suite.fetch, () => true);
    const verdict = await tried(suite, {
      client,
      variables: { base_url: `${url}${suite.basePath}` },
      only: ({ name }) => /: no token$|: the first page$|twice$/.test(name),
    });
    const outcomes = verdict.requests.flatMap(({ assertions }) => assertions.map(({ outcome }) => outcome.kind));
    expect(new Set(outcomes)).toEqual(new Set(['not-judged']));
    const repeated = client === 'postman-v3' ? 0 : 1;
    expect(received).toHaveLength(verdict.requests.length + repeated);
    expect(verdict).toMatchObject({ ok: false, exitCode: EXIT.unable, totals: { requestsRepeated: repeated } });
  });
});
