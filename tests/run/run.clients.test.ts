import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPostmanCli } from '../../src/run/postman-binary.ts';
import { CLIENTS } from '../helpers/clients.ts';
import { collection, request, statusIs200 } from './support/collection.ts';
import { observe } from './support/observe.ts';
import { serve } from './support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'clients-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the Postman CLI', () => {
  it('is the binary of the package, not the process around it', () => {
    expect(findPostmanCli()).toMatch(/pm-bin-[\w-]+[/\\]bin[/\\]postman(\.exe)?$/);
  });

  it('is found on the PATH where there is no package', () => {
    const binary = join(folder, 'postman');
    writeFileSync(binary, '');
    chmodSync(binary, 0o755);
    const path = ['', join(folder, 'none'), folder].join(delimiter);
    expect(findPostmanCli({ platform: 'linux-riscv64', path, from: [folder] })).toBe(binary);
  });

  it('is asked for where there is none', () => {
    expect(() => findPostmanCli({ path: '', from: [join(folder, 'none.js')] })).toThrow(/is not installed/);
  });
});

describe.each(CLIENTS)('in %s', (client) => {
  it('only reads are sent where only reads may be', async () => {
    const server = await serve((incoming, response) => {
      incoming.resume();
      response.end('{}');
    });
    const items = [
      request('List', { test: statusIs200 }),
      request('Add', { method: 'POST', test: statusIs200 }),
      request('Head', { method: 'HEAD', test: statusIs200 }),
    ];
    const variables = { base_url: server.url };
    const { verdict } = await observe({ collection: collection({ items }), client, variables, writes: 'none' });
    await server.close();
    expect(server.received).toEqual(['GET /ok', 'HEAD /ok']);
    expect(verdict).toMatchObject({ ok: true, notSent: [{ name: 'Add', method: 'POST', reason: 'writes' }] });
  });

  it('tells how long it took, how much came, and what scripts sent', async () => {
    const server = await serve((incoming, response) => {
      incoming.resume();
      setTimeout(() => response.end('12345'), 50);
    });
    const test = `${statusIs200}\npm.sendRequest(pm.environment.get('base_url'), () => {});`;
    const variables = { base_url: server.url };
    const { verdict } = await observe({
      collection: collection({ items: [request('A', { test })] }),
      client,
      variables,
    });
    await server.close();
    const [{ answer } = {}] = verdict.requests;
    expect(answer).toMatchObject({ kind: 'answered', status: 200, text: 'OK', bytes: 5 });
    expect(answer?.kind === 'answered' && answer.ms).toBeGreaterThanOrEqual(45);
    expect(verdict.totals).toMatchObject({ requestsPlanned: 1, requestsSent: 1, requestsOfScripts: 1 });
    expect(verdict.totals.ms).toBeGreaterThan(50);
  });
});

describe('before anything is started', () => {
  it.each([
    { name: 'what is no collection', options: { collection: {} }, want: /this is not a Postman collection/ },
    {
      name: 'a secret without a variable',
      options: { secrets: ['api_key'] },
      want: /"api_key" is not one of the variables/,
    },
    {
      name: 'a secret that cannot be hidden',
      options: { variables: { key: 'abc' }, secrets: ['key'] },
      want: /the secret key has only 3 characters/,
    },
  ])('$name is refused', async ({ options, want }) => {
    await expect(observe({ collection: collection({ items: [request('A')] }), ...options })).rejects.toThrow(want);
  });
});
