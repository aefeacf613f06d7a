/** A token endpoint that fails, in every way it can: the run ends there, says why, and shows no secret. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { folderWith } from '../helpers/folder.ts';
import { formsOf, newCredentials } from './support/api.ts';
import { call, described, INCIDENT } from './support/cli.ts';
import { type Answer, type ReceivedRequest, serveAnswers } from './support/http.ts';
import { reportIn } from './support/report.ts';

/** It sends its secret in the body, where a redirect would carry it along. */
const PARCELS = described('parcels.openapi.yaml');

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });
const html = (status: number): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Welcome</title>',
});
const redirect = (status: number, to: string): Answer => ({ status, headers: { Location: `${to}/token` }, body: '{}' });

/** All that the endpoint was sent, also in plain text. */
const echo = ({ headers, body }: ReceivedRequest) =>
  JSON.stringify([headers, body, decodeURIComponent(body), atob(headers.authorization?.slice(6) ?? '')]);

interface Failure {
  readonly name: string;
  readonly file?: string;
  readonly answer: (received: ReceivedRequest, elsewhere: string) => Answer | 'hang up';
  readonly want: string;
  /** How often a client asks; by default, once. */
  readonly times?: number;
}

const FAILURES: readonly Failure[] = [
  {
    name: 'refuses, and echoes the secret',
    answer: (received) => json({ error: 'invalid_client', error_description: echo(received) }, 401),
    want: '/token responded with HTTP 401 (invalid_client)',
  },
  {
    name: 'refuses with an error of its own, and echoes the Basic header',
    file: INCIDENT,
    answer: (received) => json({ error: echo(received) }, 400),
    want: '/token responded with HTTP 400',
  },
  { name: 'breaks', answer: () => html(500), want: '/token responded with HTTP 500 and an HTML page that is not JSON' },
  {
    name: 'answers a page',
    answer: () => html(200),
    want: '/token responded with HTTP 200 and an HTML page that is not JSON',
  },
  {
    name: 'answers half of its JSON',
    answer: (received) => ({ body: `{"access_token": ${JSON.stringify(echo(received)).slice(0, -1)}` }),
    want: '/token responded with HTTP 200 and a body that is not JSON',
  },
  {
    name: 'answers without a token',
    answer: (received) => json({ token_type: 'Bearer', for: echo(received) }),
    want: '/token responded without an access_token',
  },
  {
    name: 'redirects with 302',
    answer: (_, elsewhere) => redirect(302, elsewhere),
    want: '/token responded with a redirect; credentials are not sent to another URL',
  },
  {
    name: 'redirects with 307',
    answer: (_, elsewhere) => redirect(307, elsewhere),
    want: '/token responded with a redirect; credentials are not sent to another URL',
  },
  {
    name: 'hangs up',
    times: 2,
    answer: () => 'hang up',
    want: 'no response from ORIGIN/token: The server closed the connection without a response',
  },
];

it.each(FAILURES)('a token endpoint that $name ends the run', async ({ file, answer, want, times = 1 }) => {
  const elsewhere = await serveAnswers(() => json({ access_token: 'elsewhere-1', expires_in: 60 }));
  const api = await serveAnswers(() => json([]));
  const endpoint = await serveAnswers((received) => answer(received, elsewhere.origin));
  const stated = want.startsWith('/') ? `${endpoint.origin}${want}` : want.replace('ORIGIN', endpoint.origin);
  expect(await failures(file ?? PARCELS, api.origin, `${endpoint.origin}/token`)).toEqual(CLIENTS.map(() => stated));
  const received = { token: endpoint.received.length, elsewhere: elsewhere.received, api: api.received };
  expect(received).toEqual({ token: CLIENTS.length * times, elsewhere: [], api: [] });
});

it('a token endpoint that is not there ends the run', async () => {
  const api = await serveAnswers(() => json([]));
  const stated = 'no response from http://127.0.0.1:9/token: The connection to 127.0.0.1:9 was refused';
  expect(await failures(PARCELS, api.origin, 'http://127.0.0.1:9/token')).toEqual(CLIENTS.map(() => stated));
  expect(api.received).toEqual([]);
});

/** Run into a failing token endpoint with each client; gives what it tells as the cause, once all else about it is right. */
function failures(file: string, origin: string, tokenUrl: string): Promise<string[]> {
  return Promise.all(
    CLIENTS.map(async (client) => {
      const credentials = await newCredentials(file);
      const folder = await folderWith();
      const argv = ['run', file, '--client', client, '--target', origin, '--reports', folder, '--json'];
      const { code, stdout, stderr } = await call(argv, { env: { ...credentials, TOKEN_URL: tokenUrl } });
      const { totals, problems, requests } = reportIn(stdout);
      expect({ code, totals }).toMatchObject({
        code: 4,
        totals: { requestsSent: 1 },
      });
      const reports = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
      const leaked = formsOf(Object.values(credentials), credentials).filter((secret) =>
        [stdout, stderr, ...reports].some((text) => text.includes(secret)),
      );
      expect(leaked).toEqual([]);
      const causes = problems.filter((problem) => problem.startsWith(NO_TOKEN));
      expect(causes).toHaveLength(1);
      const others = requests.flatMap((request) => request.problems).filter((problem) => !EXPECTED.test(problem));
      expect(others).toEqual([]);
      return causes[0]?.slice(NO_TOKEN.length).replace(NEXT_STEP, '') ?? '';
    }),
  );
}

/** What to do. */
const NEXT_STEP = /\. Run `postman-contract doctor`.*$/;

const NO_TOKEN = 'The run ended because it got no access token: ';

/** What follows for each request; and what the client itself says of a connection that failed. */
const EXPECTED = /^The request was not sent\.$|^The request got no response: /;
