/** However a run is ended, its client is gone and nothing of it is left. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { run } from '../../src/run/run.ts';
import { CLIENTS, IS_FAST } from '../helpers/clients.ts';
import { collection, request, statusIs200 } from './support/collection.ts';
import { observe, reasonsIn } from './support/observe.ts';
import { serve, type TestServer } from './support/server.ts';

const requests = collection({ items: [request('A', { path: '/silent', test: statusIs200 })] });
const usual = process.env['TMPDIR'];

let received: PromiseWithResolvers<void>;
let hungUp: PromiseWithResolvers<void>;
let server: TestServer;
let temporary: string;

beforeEach(async () => {
  received = withResolvers();
  hungUp = withResolvers();
  // It never answers, and knows when its client has gone.
  server = await serve((incoming) => {
    incoming.socket.on('close', () => hungUp.resolve());
    received.resolve();
  });
  temporary = mkdtempSync(join(tmpdir(), 'stopping-test-'));
  process.env['TMPDIR'] = temporary;
});

afterEach(async () => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  rmSync(temporary, { recursive: true });
  await server.close();
});

function leftBehind(): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith('postman-contract-'));
}

describe.each(CLIENTS)('in %s', (client) => {
  it('an aborted run says so, and could not judge', async () => {
    const controller = new AbortController();
    void received.promise.then(() => controller.abort());
    const { events, verdict } = await observe({
      collection: requests,
      client,
      variables: { base_url: server.url },
      limits: { requestMs: 60_000 },
      signal: controller.signal,
    });
    await hungUp.promise;
    expect(reasonsIn(verdict)).toMatch(/^The run was stopped: the caller stopped it\./);
    expect(verdict).toMatchObject({ ok: false, exitCode: EXIT.unable });
    expect(events.at(-1)).toMatchObject({ kind: 'finished' });
    expect(leftBehind()).toEqual([]);
  });

  it('a run that was aborted before it began sends nothing', async () => {
    const signal = AbortSignal.abort();
    await observe({ collection: requests, client, variables: { base_url: server.url }, signal });
    expect(server.received).toEqual([]);
    expect(leftBehind()).toEqual([]);
  });

  it('a run whose reader goes away ends', async () => {
    const options = { collection: requests, client, variables: { base_url: server.url }, secrets: [] };
    for await (const event of run(options)) {
      expect(event.kind).toBe('started');
      break;
    }
    expect(leftBehind()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'a process that gets %s ends by it, and its client with it',
    async (signal) => {
      const script = fileURLToPath(new URL('./support/stopped-run.ts', import.meta.url));
      const loader = createRequire(import.meta.url).resolve('tsx');
      const child = spawn(process.execPath, ['--import', loader, script, client, server.url]);
      await received.promise;
      child.kill(signal);
      const [code, endedBy] = await once(child, 'exit');
      await hungUp.promise;
      expect([code, endedBy]).toEqual([null, signal]);
      expect(leftBehind()).toEqual([]);
    },
  );
});

it.runIf(IS_FAST)('in newman, a process that is killed outright takes its client along', async () => {
  const script = fileURLToPath(new URL('./support/stopped-run.ts', import.meta.url));
  const child = spawn(process.execPath, [
    '--import',
    createRequire(import.meta.url).resolve('tsx'),
    script,
    'newman',
    server.url,
  ]);
  await received.promise;
  child.kill('SIGKILL');
  await hungUp.promise;
});

interface PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
}

/** `Promise.withResolvers` is not in Node 20. */
function withResolvers(): PromiseWithResolvers<void> {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
