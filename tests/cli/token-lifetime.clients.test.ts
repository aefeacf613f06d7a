/** How often a run asks for a token: once, unless the token ends before the run does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { CLIENTS } from '../helpers/clients.ts';
import { formsOf, serveApi } from './support/api.ts';
import { call, described } from './support/cli.ts';
import { reportIn } from './support/report.ts';

const PARCELS = described('parcels.openapi.yaml');

/** Requests by which the token endpoint itself is judged. */
const JUDGING = 5;

it.each([
  { name: 'has no lifetime', expiresIn: undefined, delay: 0, least: 1, most: 1 },
  { name: 'ends while a slow run goes on', expiresIn: 2, delay: 950, least: 2, most: 30 },
])('a token that $name is asked for as often as needed', async ({ expiresIn, delay, least, most }) => {
  await Promise.all(
    CLIENTS.map(async (client) => {
      const { server, target, env } = await serveApi(PARCELS, {
        // The server is patient: a request that is held up on the way must not come too late.
        options: { expiresIn, clock: () => Date.now() / 100 },
        proxy: async (request, { fetch }) => {
          const answer = await fetch(request);
          if (request.method === 'GET') await sleep(delay);
          return answer;
        },
      });
      const { code, stdout, stderr } = await call(['run', PARCELS, '--client', client, '--json', ...target], { env });
      const { broken, problems, totals } = reportIn(stdout);
      expect({ code, broken, problems, stderr }).toEqual({ code: 0, broken: [], problems: [], stderr: '' });
      const fetched = server.stats.tokenRequests - JUDGING;
      expect(fetched).toBeGreaterThanOrEqual(least);
      expect(fetched).toBeLessThanOrEqual(most);
      // The first token is fetched by a request of its own. In version 3, a script cannot fetch one, so that request is sent again.
      expect(totals.requestsOfScripts + totals.requestsRepeated).toBeGreaterThanOrEqual(fetched - 1);
      expect(formsOf(Object.values(env).slice(0, -1), env).filter((secret) => stdout.includes(secret))).toEqual([]);
    }),
  );
});
