/** Secrets that everything conspires to show: searched for in every byte that a run leaves or shows to other processes. */
import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { folderWith } from '../helpers/folder.ts';
import { formsOf, newCredentials, serveApi } from './support/api.ts';
import { execute, INCIDENT } from './support/cli.ts';
import { everyFile } from './support/files.ts';

/** A server that tells in each answer what it was sent, as debugging gateways do. */
function echoing(request: Request, answer: Response): Response {
  const headers = new Headers(answer.headers);
  const sent = JSON.stringify([...request.headers]);
  headers.set('X-Sent', Buffer.from(sent).toString('base64'));
  headers.set('X-OAPI-Request-Id', request.headers.get('authorization') ?? 'none');
  return Response.json({ error: sent, [request.headers.get('x-api-key') ?? '']: true }, { status: 200, headers });
}

it.each([
  { state: 'green', flags: ['--json'], want: 0 },
  { state: 'broken', flags: [], want: 1 },
])('no secret leaves a $state run', async ({ state, flags, want }) => {
  const leaks = await Promise.all(CLIENTS.map((client) => leaksOf(client, state === 'broken', flags)));
  expect(leaks).toEqual(CLIENTS.map(() => ({ code: want, tokens: 1, leaks: [] })));
});

/** A report of each format. */
const FILES = ['run.html', 'run.json', 'run.xml', 'run.md', 'run.sarif', 'gl-code-quality-report.json'];

/** Run as a process with credentials that nobody else has; tells where any of them turned up. */
async function leaksOf(client: string, isBroken: boolean, flags: readonly string[]) {
  const credentials = await newCredentials(INCIDENT);
  const tokens: string[] = [];
  const commandLines = new Set<string>();
  const environments = new Set<string>();
  const { target, env } = await serveApi(INCIDENT, {
    credentials,
    proxy: async (request, { fetch }) => {
      for (const child of descendantsOf(process.pid)) {
        commandLines.add(child.commandLine);
        if (child.isClient) environments.add(child.environment);
      }
      const answer = await fetch(request.clone());
      if (request.method === 'GET') return isBroken ? echoing(request, answer) : answer;
      const granted = (await answer.clone().json()) as { access_token?: string };
      if (granted.access_token !== undefined) tokens.push(granted.access_token);
      return answer;
    },
  });
  const cwd = await folderWith();
  const TMPDIR = await folderWith();
  const reports = FILES.flatMap((file) => ['--report', `reports/${file}`]);
  const argv = ['run', INCIDENT, '--client', client, '--reports', 'reports', ...reports, ...flags, ...target];
  const onGitHub = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(cwd, 'reports/summary.md') };
  const { code, stdout, stderr } = await execute(argv, { cwd, env: { ...env, ...onGitHub, TMPDIR, HOME: cwd } });

  const output = {
    stdout,
    stderr,
    'the arguments of processes': [...commandLines].join('\n'),
    'the environment of clients': [...environments].join('\n'),
    ...(await everyFile(cwd)),
    ...(await everyFile(TMPDIR)),
  };
  const written = ['incident.json', 'incident.junit.xml', 'summary.md', ...FILES].map((name) => `reports/${name}`);
  expect(Object.keys(output)).toEqual(expect.arrayContaining(written));
  expect((await readdir(TMPDIR)).filter((name) => name.startsWith('postman-contract-'))).toEqual([]);
  if (process.platform === 'linux') expect([...commandLines, ...environments].length).toBeGreaterThan(2);
  const forms = formsOf([...Object.values(credentials), ...tokens], credentials);
  const leaks = Object.entries(output).filter(([, text]) => forms.some((form) => text.includes(form)));
  return { code, tokens: tokens.length, leaks: leaks.map(([where]) => where) };
}

interface Process {
  readonly commandLine: string;
  readonly environment: string;
  /** It sends the requests. Others are the command line itself, to which the secrets were given, and the loader's. */
  readonly isClient: boolean;
}

/** The processes below one, as `ps` shows them. On other systems than Linux, none. */
function descendantsOf(root: number): Process[] {
  const read = (id: string, name: string) => {
    try {
      return readFileSync(`/proc/${id}/${name}`, 'utf8');
    } catch {
      return '';
    }
  };
  const ids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  const parents = new Map(ids.map((id) => [id, /\) \S (\d+)/.exec(read(id, 'stat'))?.[1] ?? '0']));
  const isBelow = (id: string): boolean => id === String(root) || (parents.has(id) && isBelow(parents.get(id) ?? '0'));
  return ids
    .filter((id) => id !== String(root) && isBelow(id))
    .map((id) => {
      const commandLine = read(id, 'cmdline');
      return { commandLine, environment: read(id, 'environ'), isClient: /newman-child|bin\/postman/.test(commandLine) };
    });
}
