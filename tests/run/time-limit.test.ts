/** A run that had too little time, or whose server no longer answers, could not judge: it says nothing of the contract. */
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { toCauses } from '../../src/report/causes.ts';
import type { RunEvent } from '../../src/run/events.ts';
import { noLongerAnswers, timeOver } from '../../src/run/problems.ts';
import { toVerdict } from '../../src/run/verdict.ts';
import { collection, request, statusIs200 } from './support/collection.ts';
import { failed, fault, finished, judged, planned, sent, started } from './support/events.ts';
import { observe } from './support/observe.ts';
import { serve } from './support/server.ts';

const OVER = timeOver(2_000);
const CREDENTIALS = { authenticates: true } as const;
const titlesOf = (verdict: Parameters<typeof toCauses>[0]) => toCauses(verdict).map(({ title }) => title);

describe('what was not sent when the time was over', () => {
  const plan = started([planned('a', CREDENTIALS), planned('b', CREDENTIALS), planned('c', CREDENTIALS)]);
  const late = fault('limit', OVER);
  it.each<{ what: string; events: readonly RunEvent[]; exitCode: number; want: readonly string[] }>([
    {
      what: 'is the one cause',
      events: [plan, sent('a'), judged('a', 'first'), late, finished],
      exitCode: EXIT.unable,
      want: ['The time limit of the run is over (--timeout 2)'],
    },
    {
      what: 'is no sign that credentials are refused',
      events: [plan, late, finished],
      exitCode: EXIT.unable,
      want: ['The time limit of the run is over (--timeout 2)'],
    },
    {
      what: 'comes after what is broken',
      events: [plan, sent('a'), judged('a', 'first', failed('expected 1')), late, finished],
      exitCode: EXIT.broken,
      want: ['first', 'The time limit of the run is over (--timeout 2)'],
    },
    {
      what: 'has the assertions that waited',
      events: [plan, sent('a'), late, finished],
      exitCode: EXIT.unable,
      want: ['The time limit of the run is over (--timeout 2)'],
    },
    {
      what: 'is the same where the server no longer answers',
      events: [plan, sent('a'), judged('a', 'first'), fault('silent', noLongerAnswers(4)), finished],
      exitCode: EXIT.unable,
      want: ['The server no longer answers: 4 requests in a row got no response, so the others were not sent'],
    },
  ])('$what', ({ events, exitCode, want }) => {
    const verdict = toVerdict(events, { live: true });
    expect({ exitCode: verdict.exitCode, want: titlesOf(verdict) }).toEqual({ exitCode, want });
  });
});

describe('a server that is silent', () => {
  const silent = (path: string) => path.startsWith('/silent');
  const serveSome = () => serve(({ url = '' }, response) => (silent(url) ? undefined : response.end('{}')));
  const items = (...paths: readonly string[]) =>
    paths.map((path, index) => request(`${index} ${path}`, { path, test: statusIs200 }));

  it('has the request named that waited at the time limit, with how long', async () => {
    const server = await serveSome();
    const { verdict } = await observe({
      collection: collection({ items: items('/ok', '/silent', '/ok') }),
      client: 'newman',
      variables: { base_url: server.url },
      limits: { runMs: 6_000 },
    }).finally(server.close);
    expect(verdict.exitCode).toBe(EXIT.unable);
    expect(titlesOf(verdict)).toEqual([
      'The time limit of the run is over (--timeout 6)',
      expect.stringMatching(/^The request got no response: It was waited for \d(\.\d)? s, until the time limit$/),
    ]);
  });

  it('is asked no more after four requests, and a response between them counts', async () => {
    const server = await serveSome();
    const paths = ['/silent', '/ok', '/silent', '/silent', '/silent', '/silent', '/ok'];
    const { verdict } = await observe({
      collection: collection({ items: items(...paths) }),
      client: 'newman',
      variables: { base_url: server.url },
      limits: { requestMs: 300 },
    }).finally(server.close);
    expect(verdict.exitCode).toBe(EXIT.unable);
    expect(verdict.problems).toEqual([noLongerAnswers(4)]);
    expect(server.received).toHaveLength(6);
    expect(titlesOf(verdict)[1]).toMatch(/no response: The server was silent for too long \(\d+(\.\d)? s\)$/);
  });
});
