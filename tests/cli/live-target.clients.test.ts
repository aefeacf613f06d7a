/** Somebody else's server: it is only read, one request at a time, and what it says leads nowhere else. */
import { describe, expect, it } from 'vitest';
import { CLIENTS, IS_FAST } from '../helpers/clients.ts';
import { folderWith } from '../helpers/folder.ts';
import { serveApi } from './support/api.ts';
import { call, callInEachClient, described, INCIDENT } from './support/cli.ts';
import { serveAnswers } from './support/http.ts';
import { reportIn } from './support/report.ts';

const WEATHER = described('weather.openapi.yaml');
const NOTES = described('notes.openapi.json');
/** Sets the title of a terminal, clears it, and turns text around. */
const HOSTILE = '\u001b]0;owned\u0007\u001b[2J\u202e';
const LIBRARY = described('library.openapi.yaml');

describe.runIf(IS_FAST)('credentials that are missing are named, and nothing is sent', () => {
  it.each([
    { env: {}, want: 'CLIENT_ID, CLIENT_SECRET and API_KEY are not set' },
    { env: { CLIENT_ID: 'client-1', API_KEY: 'key-1234' }, want: 'CLIENT_SECRET is not set' },
  ])('$want', async ({ env, want }) => {
    const live = await serveAnswers(() => ({ body: '[]' }));
    for (const target of ['production', live.origin]) {
      const { code, stdout, stderr } = await call(['run', INCIDENT, '--target', target], { env });
      expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
      expect(stderr).toMatch(
        new RegExp(`^error: ${want} +run/no-credentials\n  hint .*Set (them|it) in the environment`),
      );
    }
    expect(live.received).toEqual([]);
  });

  it('takes them from the env file, under what the environment says', async () => {
    const { target, env } = await serveApi(NOTES);
    const folder = await folderWith({ '.env': `\ufeffUSERNAME='${env['USERNAME']}'\nPASSWORD=another\n` });
    const argv = ['run', NOTES, '--env-file', `${folder}/.env`, ...target];
    expect(await call(argv, { env: { PASSWORD: env['PASSWORD'] ?? '' } })).toMatchObject({ code: 0 });
    expect(await call(['run', NOTES, '--env-file', `${folder}/none`, ...target])).toMatchObject({ code: 2 });
  });
});

describe('in each client', () => {
  it('a target that cannot be reached is 4', async () => {
    for (const { code, stdout } of await callInEachClient(['run', WEATHER, '--target', 'http://127.0.0.1:9'])) {
      expect({ code, stdout }).toEqual({ code: 4, stdout: expect.stringContaining('no response: ') });
      expect(stdout).toContain('the target cannot be reached from here');
    }
  });

  it('a broken contract is 1, with a line that sends the request again and nothing that steers the terminal', async () => {
    const live = await serveAnswers(() => ({ body: JSON.stringify({ celsius: `warm${HOSTILE}` }) }));
    for (const { code, stdout } of await callInEachClient(['run', WEATHER, '--target', live.origin])) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('The contract is broken') });
      expect(stdout).toContain('The body at /celsius is "warm');
      expect(stdout).toContain(`Reproduce with: curl -sS -X GET '${live.origin}/now'`);
      expect(['\u001b', '\u0007', '\u202e'].filter((char) => stdout.includes(char))).toEqual([]);
    }
  });

  it('a redirect to another host is not followed', async () => {
    const elsewhere = await serveAnswers(() => ({ body: '{"celsius":21.5}' }));
    const { origin } = await serveAnswers(() => ({
      status: 302,
      headers: { Location: `${elsewhere.origin}/now` },
      body: '{}',
    }));
    const ended = await callInEachClient(['run', WEATHER, '--target', origin, '--json']);
    expect(ended.map(({ code }) => code)).toEqual(CLIENTS.map(() => 1));
    expect(reportIn(ended[0]?.stdout ?? '').requests).toMatchObject([{ answer: { status: 302 } }]);
    expect(elsewhere.received).toEqual([]);
  });

  it.each([
    {
      options: [],
      left: 1,
      sent: ['GET', 'POST'],
      printed: 'of those that may write, only requests that must be refused are sent. 1 request',
    },
    { options: ['--writes', 'none'], left: 3, sent: ['GET'], printed: 'nothing is written. 3 requests' },
  ])('what would write is not sent, and the report says so: $options', async ({ options, left, sent, printed }) => {
    const methods: string[] = [];
    const { target, env } = await serveApi(NOTES, {
      proxy: (request, { fetch }) => {
        methods.push(request.method);
        return fetch(request);
      },
    });
    const argv = ['run', NOTES, ...options, ...target];
    for (const { code, stdout, stderr } of await callInEachClient(argv, { env })) {
      expect(code).toBe(0);
      expect(stdout).toContain('Not sent: POST Operations / Write a note');
      expect(stdout.match(/Not sent:/g)).toHaveLength(left);
      expect(stderr).toContain(`One at a time; ${printed} that may write left out.`);
    }
    expect([...new Set(methods)].toSorted()).toEqual(sent);
  });

  it.runIf(IS_FAST)('all that writes is sent where that is requested', async () => {
    const methods: string[] = [];
    const { target, env } = await serveApi(NOTES, {
      proxy: (request, { fetch }) => {
        methods.push(request.method);
        return fetch(request);
      },
    });
    const { code, stderr } = await call(['run', NOTES, '--writes', 'all', ...target], { env });
    expect({ code, left: stderr.includes('left out') }).toEqual({ code: 0, left: false });
    expect(methods.filter((method) => method === 'POST').length).toBeGreaterThan(2);
  });
});

it('requests come one at a time, also those that scripts send', async () => {
  await Promise.all(
    CLIENTS.map(async (client) => {
      const { target, env, mostAtOnce } = await serveApi(LIBRARY);
      const { stdout } = await call(['run', LIBRARY, '--client', client, '--json', ...target], { env });
      expect(reportIn(stdout).totals.requestsOfScripts).toBeGreaterThan(3);
      expect(mostAtOnce()).toBe(1);
    }),
  );
});

it.runIf(IS_FAST)('reports that cannot be written are 4, before the run', async () => {
  const live = await serveAnswers(() => ({ body: '{"celsius":21.5}' }));
  const folder = await folderWith({ taken: 'a file' });
  const argv = ['run', WEATHER, '--target', live.origin, '--reports', `${folder}/taken/reports`];
  const { code, stdout, stderr } = await call(argv);
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toContain('output/unwritable');
  expect(live.received).toEqual([]);
});
