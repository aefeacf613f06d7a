import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { data, openapi } from '../../spec/incident/index.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import { listen } from '../../src/server/listen.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';
import { commandOf, ROOT, runNode, serveHttp, temporaryFolder } from './helpers.ts';

const require = createRequire(import.meta.url);
const redocly = commandOf('redocly', require.resolve('@redocly/cli/package.json'));
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_NOTIFICATIONS: 'true', NO_COLOR: '1' };

const OPENAPI = 'spec/incident.openapi.yaml';
const ARAZZO = 'spec/incident.arazzo.yaml';

describe('Redocly lint', () => {
  const lint = (file: string) =>
    runNode([redocly, 'lint', file, '--extends', 'recommended', '--format', 'json'], { env: quiet });

  it.each([OPENAPI, ARAZZO])('finds nothing to say against %s', async (file) => {
    const { code, stdout } = await lint(file);
    expect(JSON.parse(stdout).problems).toEqual([]);
    expect(code).toBe(0);
  });

  it('finds a mistake where there is one', async () => {
    const file = join(await temporaryFolder(), 'broken.openapi.yaml');
    await writeFile(
      file,
      (await readFile(join(ROOT, OPENAPI), 'utf8')).replace('parameters/Country', 'parameters/County'),
    );
    const { code, stdout } = await lint(file);
    expect(JSON.parse(stdout).problems).toMatchObject([
      { ruleId: 'no-unresolved-refs', severity: 'error' },
      { ruleId: 'no-unused-components', severity: 'warn' },
    ]);
    expect(code).toBe(1);
  });
});

/** An answer on its way through the proxy. */
interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

type Change = (answer: Answer, path: string) => Answer;

describe('Redocly Respect', () => {
  it('runs all use cases against the reference server, and hands the id of use case 1 on to use case 4', async () => {
    const { code, report, paths } = await respect((answer) => answer);
    expect(report.workflows).toEqual([
      { id: 'getAllIncidents', status: 'success' },
      { id: 'filterIncidents', status: 'success' },
      { id: 'pageIncidents', status: 'success' },
      { id: 'getIncidentDetails', status: 'success' },
    ]);
    expect(paths).toEqual([
      '/incident/b2b/v1/incidents',
      '/incident/b2b/v1/incidents?location.address.country=FR&priority=P1',
      '/incident/b2b/v1/incidents?offset=10&limit=20&sort=-createdAt',
      '/incident/b2b/v1/incidents',
      '/incident/b2b/v1/incidents/2103M44704',
    ]);
    expect(code).toBe(0);
  });

  it('takes another id from another list', async () => {
    const other: Change = (answer, path) =>
      path.endsWith('/incidents') ? withBody(answer, (list) => (list as unknown[]).toReversed()) : answer;
    const { code, paths } = await respect(other);
    expect(paths.at(-1)).toBe('/incident/b2b/v1/incidents/2103M46634');
    expect(code).toBe(0);
  });

  it.each<{ server: string; change: Change; want: string }>([
    {
      server: 'answers with an undescribed status',
      change: (answer) => ({ ...answer, status: 418 }),
      want: 'status code check',
    },
    {
      server: 'leaves out a required member',
      change: (answer) =>
        withBody(answer, (list) => [list].flat().map((item) => ({ ...(item as object), status: undefined }))),
      want: 'schema check',
    },
    {
      server: 'answers with another media type',
      change: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }),
      want: 'content-type check',
    },
    {
      server: 'refuses with a described status',
      change: (answer) => ({ ...answer, status: 503, body: '{"code":5,"message":"Busy","description":"Later."}' }),
      want: 'success criteria check',
    },
  ])('fails where the server $server', async ({ change, want }) => {
    const { code, report } = await respect(change);
    expect(report.failed).toContain(want);
    expect(code).toBe(1);
  });
});

/** Run the Arazzo file against the reference server, with a proxy between them that may change what the API answers. */
async function respect(change: Change) {
  const model = toApiModel({ document: openapi, locate: (pointer) => ({ pointer }) });
  const credentials = localCredentials(model);
  const listening = await listen(createReferenceServer(model, data));
  onTestFinished(() => listening.close());
  const paths: string[] = [];
  const proxy = await serveHttp(async (request, response) => {
    const path = request.url ?? '';
    paths.push(path);
    const { authorization = '', 'x-api-key': key = '' } = request.headers;
    const received = await fetch(`${listening.origin}${path}`, {
      headers: { authorization, 'x-api-key': String(key) },
    });
    const { 'content-length': _, ...headers } = Object.fromEntries(received.headers);
    const answer = change({ status: received.status, headers, body: await received.text() }, path);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const report = join(await temporaryFolder(), 'report.json');
  const { pathname } = new URL(listening.url);
  const inputs = {
    access_token: await fetchToken(String(listening.tokenUrl), credentials),
    api_key: credentials['API-KEY'],
  };
  const { code } = await runNode(
    [redocly, 'respect', ARAZZO, '--server', `incident=${proxy}${pathname}`, '--json-output', report],
    { env: { ...quiet, REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) } },
  );
  return { code, paths, report: toReport(JSON.parse(await readFile(report, 'utf8'))) };
}

async function fetchToken(url: string, credentials: Readonly<Record<string, string>>): Promise<string> {
  const basic = Buffer.from(`${credentials['client_id']}:${credentials['client_secret']}`).toString('base64');
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const response = await fetch(url, { method: 'POST', headers: { Authorization: `Basic ${basic}` }, body });
  return ((await response.json()) as { access_token: string }).access_token;
}

interface RespectReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly executedWorkflows: readonly {
          readonly workflowId: string;
          readonly status: string;
          readonly executedSteps: readonly {
            readonly checks?: readonly { readonly name: string; readonly passed: boolean }[];
          }[];
        }[];
      }
    >
  >;
}

function toReport({ files }: RespectReport) {
  const workflows = Object.values(files).flatMap((file) => file.executedWorkflows);
  const checks = workflows.flatMap(({ executedSteps }) => executedSteps.flatMap((step) => step.checks ?? []));
  return {
    workflows: workflows.map(({ workflowId, status }) => ({ id: workflowId, status })),
    failed: checks.filter(({ passed }) => !passed).map(({ name }) => name),
  };
}

function withBody(answer: Answer, change: (body: unknown) => unknown): Answer {
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) };
}
