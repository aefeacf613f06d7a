import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveApi } from './support/api.ts';
import { call, described, INCIDENT, type Started, start } from './support/cli.ts';

const WEATHER = described('weather.openapi.yaml');

let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'prove-test-'));
});

afterEach(() => rmSync(temporary, { recursive: true }));

describe('what is chosen', () => {
  it.each([
    {
      argv: ['--rule', 'no-such-rule'],
      says: [
        /--rule takes a rule that applies here, got "no-such-rule"/,
        /Allowed: status, media-type, .*headers, .*sort-order/,
      ],
    },
    { argv: ['--rule', 'status', '--rule', 'time-budget'], says: [/got "time-budget"/] },
    {
      argv: ['--request', 'no such request'],
      says: [
        /--request takes a part of the name of a request, got "no such request"/,
        /\n +Use case 1: Get all my Incidents\n/,
      ],
    },
    {
      argv: ['--rule', 'captured-value', '--request', 'no token'],
      says: [/got "captured-value" with --request "no token"/, /Allowed: status, media-type, .*refusal-code/],
    },
    { argv: ['--sample', '0'], says: [/--sample takes a whole number from 1/] },
    { argv: ['--client', 'curl'], says: [/--client takes newman, postman or postman-v3, got "curl"/] },
  ])('$argv chooses nothing, and is refused with what there is', async ({ argv, says }) => {
    const { code, stdout, stderr } = await call(['prove', INCIDENT, ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const text of says) expect(stderr).toMatch(text);
  });

  it('several rules and parts of names are tried, and nothing else; the page and the JSON say so', async () => {
    const page = join(temporary, 'proof.html');
    const chosen = ['--rule', 'status', '--rule', 'item-id', '--request', 'USE CASE 4'];
    const { code, stdout, stderr } = await call(['prove', INCIDENT, ...chosen, '--json', '--page', page], {
      terminal: true,
    });
    const { proved, totals, rules, known } = JSON.parse(stdout);
    expect({ code, proved, totals }).toMatchObject({ code: 0, proved: true, totals: { killed: 4, survived: 0 } });
    expect(rules.map(({ rule }: { rule: string }) => rule)).toEqual(['status', 'item-id']);
    expect(readFileSync(page, 'utf8')).toContain(`selected from ${known}.`);
    const frames = stderr.split('\r\u001b[K');
    expect(frames.slice(1, -1)).toContainEqual(expect.stringMatching(/^█{30} 4 of 4 mutants/));
    expect(frames.at(-1)).toBe(`Page: ${page}\n`);
  });
});

describe('somebody else’s server', () => {
  it('gets the requests, and its responses are changed on this machine', async () => {
    const { target, env } = await serveApi(WEATHER);
    const { code, stdout, stderr } = await call(['prove', WEATHER, ...target], { env });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('Proved: 10 of 10 mutants killed'),
    });
    expect(stderr).toMatch(
      /^10 requests to http:\S+, and .* Nothing is written. Responses are changed on this machine\.\n$/,
    );
  });

  it('that is not as described already proves nothing', async () => {
    const { target, env } = await serveApi(WEATHER, { proxy: async () => Response.json({}, { status: 418 }) });
    const { code, stdout, stderr } = await call(['prove', WEATHER, ...target], { env });
    expect(code).toBe(1);
    expect(stdout).toContain('The contract is broken');
    expect(stderr).toContain('The suite is not green on the correct server, so nothing is proved.');
    const json = await call(['prove', WEATHER, ...target, '--json'], { env });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      proved: false,
      mutants: [],
      baseline: {
        ok: false,
        exitCode: 1,
        broken: expect.arrayContaining([
          expect.objectContaining({
            assertions: expect.arrayContaining([expect.objectContaining({ kind: 'failed' })]),
          }),
        ]),
      },
    });
  });
});

describe.skipIf(!existsSync('/proc'))('a proof that is stopped', () => {
  it.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const)('by $signal ends with $code, and leaves no process and no folder behind', async ({ signal, code }) => {
    const started = start(['prove', INCIDENT], { env: { TMPDIR: temporary } });
    const clients = await clientsOf(started, 3);
    started.child.kill(signal);
    const ended = await started.ended;
    expect({ code: ended.code, stdout: ended.stdout, stderr: ended.stderr }).toEqual({
      code,
      stdout: '',
      stderr: 'Stopped early, so nothing is proved.\n',
    });
    expect(clients.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(readdirSync(temporary).filter((name) => name.startsWith('postman-contract-'))).toEqual([]);
  });
});

/** Waits until it has so many clients, each a process of its own. */
async function clientsOf({ child, ended }: Started, number: number): Promise<readonly string[]> {
  const over = ended.then(({ stderr }) => {
    throw new Error(`it ended before: ${stderr}`);
  });
  for (;;) {
    const found = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ').filter(Boolean);
    const clients = found.filter((pid) => isClient(pid));
    if (clients.length >= number) return clients;
    await Promise.race([setTimeout(100), over]);
  }
}

function isClient(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('newman-child');
  } catch {
    return false;
  }
}
