/** A server that asks to slow down, and a gateway that fails: the run sends the request again, and tells so. */
import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { serveApi } from './support/api.ts';
import { call, described, INCIDENT } from './support/cli.ts';
import { serveAnswers } from './support/http.ts';
import { onlyRequests } from './support/part.ts';
import { reportIn } from './support/report.ts';

const WEATHER = described('weather.openapi.yaml');
const tooMany = { status: 429, body: '{"message":"too many requests"}' };
const weather = { body: '{"celsius":21.5}' };

it('waits as long as asked, at least a second, and sends the request again', async () => {
  const table = [
    { headers: {}, least: 1_000 },
    { headers: { 'Retry-After': '2' }, least: 2_000 },
    { status: 503, headers: { 'Retry-After': '1' }, least: 1_000 },
    { status: 502, headers: {}, least: 1_000 },
  ];
  const cases = table.flatMap((row) => CLIENTS.map((client) => ({ ...row, client })));
  await Promise.all(
    cases.map(async ({ client, status = 429, headers, least }) => {
      const times: number[] = [];
      const { origin } = await serveAnswers((_, number) => {
        times.push(performance.now());
        return number === 1 ? { ...tooMany, status, headers } : weather;
      });
      const { code, stdout } = await call(['run', WEATHER, '--client', client, '--target', origin]);
      expect({ code, received: times.length }, stdout).toEqual({ code: 0, received: 2 });
      expect(Number(times[1]) - Number(times[0])).toBeGreaterThanOrEqual(least - 5);
      expect(stdout).toMatch(/GET The weather now .* 200 OK .*\(sent 2 times\)\n/);
      expect(stdout).toContain('Requests   1 planned, 1 sent, 1 sent again');
      expect(stdout).toContain('The contract holds: 1 request, 4 assertions passed');
    }),
  );
});

it('gives up on a server that never stops asking: nothing can be judged', async () => {
  await Promise.all(
    CLIENTS.map(async (client) => {
      const { origin, received } = await serveAnswers(() => tooMany);
      const { code, stdout } = await call(['run', WEATHER, '--client', client, '--target', origin, '--json']);
      const { broken, totals } = reportIn(stdout);
      expect({ code, received: received.length }).toEqual({ code: 4, received: 4 });
      expect(totals).toMatchObject({ requestsSent: 1, requestsRepeated: 3, assertionsFailed: 0 });
      expect(broken[0]).toMatch(/^The weather now: The server still asked to slow down \(429\)/);
    }),
  );
});

it('finds a gateway that fails twice broken', async () => {
  await Promise.all(
    CLIENTS.map(async (client) => {
      const { origin, received } = await serveAnswers(() => ({ status: 503, body: '<h1>Unavailable</h1>' }));
      const { code, stdout } = await call(['run', WEATHER, '--client', client, '--target', origin]);
      expect({ code, received: received.length }, stdout).toEqual({ code: 1, received: 2 });
    }),
  );
});

it.each(CLIENTS)('takes a 403 whose code is described as "too many requests" for the same, in %s', async (client) => {
  let number = 0;
  let tokens = 0;
  const { target, env } = await serveApi(INCIDENT, {
    proxy: async (request, { fetch }) => {
      // A token endpoint that is not there for a moment is asked again as well.
      if (request.url.endsWith('/token') && ++tokens === 1) return new Response('upstream', { status: 503 });
      if (!request.url.includes('offset=10&limit=20') || ++number !== 1) return fetch(request);
      const refusal = { code: 53, message: 'Too many requests', description: 'Wait at least one second.' };
      return Response.json(refusal, { status: 403, headers: { 'X-OAPI-Request-Id': 'throttled-1' } });
    },
  });
  const part = await onlyRequests('Get an access token', 'Use case 1', 'Use case 3');
  const { code, stdout } = await call(['run', INCIDENT, '--client', client, '--json', ...part, ...target], { env });
  const { broken, requests, totals } = reportIn(stdout);
  expect({ code, broken }).toEqual({ code: 0, broken: [] });
  expect(totals).toMatchObject({ requestsRepeated: 2 });
  const again = { ok: true, attempts: 2 };
  expect(requests.filter(({ attempts }) => attempts > 1)).toMatchObject([again, again]);
});
