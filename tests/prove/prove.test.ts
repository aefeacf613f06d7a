import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { isProved, tally } from '../../src/prove/matrix.ts';
import { type ProofTarget, prove } from '../../src/prove/prove.ts';
import { sampleOf, toTrials } from '../../src/prove/violations.ts';
import { RULES } from '../../src/rules/registry.ts';
import type { Answer } from '../../src/rules/rule.ts';
import { incidentSuite } from '../helpers/suite.ts';
import { partOf, proofTarget } from './proof-of.ts';

const suite = await incidentSuite();
const trials = toTrials(suite.contract);
const target = proofTarget(suite);
const options = {
  client: 'newman',
  isolated: false,
  workers: 2,
  signal: new AbortController().signal,
  onProgress: () => {},
} as const;

/** What is green before anything is broken need not be the whole suite. */
const useCases = partOf(suite, 'Use case');

function trialsOf(name: string) {
  return trials.filter(({ entry }) => entry.request.name.startsWith(name));
}

/** The processes of Newman that run beneath this one. */
function clients(): readonly string[] {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('newman-child'));
}

function withFirstId(id: string) {
  return (answer: Answer): Answer => {
    const [first, ...rest] = answer.body as readonly Record<string, Json>[];
    return { ...answer, body: [{ ...first, id }, ...rest] };
  };
}

describe('the suite catches what it promises to catch', () => {
  it('makes at least 150 violations for the Incident API, of every rule that applies to it', () => {
    expect(trials.length).toBeGreaterThanOrEqual(150);
    const missing = RULES.map(({ id }) => id).filter((id) => !trials.some(({ assertion }) => assertion.rule === id));
    expect(missing).toEqual(['time-budget', 'no-body', 'content-range', 'page-facts', 'problem-status', 'next-page']);
  });

  it('catches a sample of them, each by an assertion of its own rule', async () => {
    const { baseline, outcomes } = await prove(suite, sampleOf(trials, 40), target, options);
    expect(baseline.ok).toBe(true);
    expect(outcomes.filter(({ kind }) => kind !== 'caught' && kind !== 'inapplicable')).toEqual([]);
    expect(tally(outcomes).caught).toBeGreaterThan(30);
    expect(isProved(outcomes)).toBe(true);
  });

  it('reports a survivor where an assertion sees nothing', async () => {
    const blind = trials.filter(({ assertion }) => assertion.rule === 'status').slice(0, 1);
    const unbreakable = blind.map((trial) => ({
      ...trial,
      violation: { name: 'a member that nobody promised', change: trial.violation.change },
    }));
    const harmless = unbreakable.map((trial) => ({
      ...trial,
      violation: {
        name: 'a header that nobody promised',
        change: (answer: Parameters<typeof trial.violation.change>[0]) => ({
          ...answer,
          headers: { ...answer.headers, 'x-new': '1' },
        }),
      },
    }));
    const { outcomes } = await prove(useCases, harmless, target, options);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['survived']);
    expect(isProved(outcomes)).toBe(false);
  });

  it('shows a violation to the requests that depend on the broken one, where that one sees nothing', async () => {
    const listing = trials.filter(
      ({ entry, assertion }) => entry.request.keeps.length > 0 && assertion.rule === 'status',
    );
    const misleading = listing.slice(0, 1).map((trial) => ({
      ...trial,
      violation: { name: 'the first item has an id that nobody knows', change: withFirstId('no-such-id') },
    }));
    const { outcomes } = await prove(useCases, misleading, target, options);
    expect(outcomes).toMatchObject([
      {
        kind: 'caught-by-other',
        by: expect.arrayContaining(['Use case 4: Get details of an Incident: Status is 200']),
      },
    ]);
  });

  it('does not take a request that was not answered as promised for a violation that was caught', async () => {
    let asked = 0;
    const busy: ProofTarget = {
      ...target,
      // So the suite is run as it is first, and alone.
      live: true,
      fetch: async (request) => {
        const isOnTrial = request.url.includes('offset=10&limit=20') && ++asked > 1;
        return isOnTrial ? Response.json({}, { status: 500 }) : ((await target.fetch?.(request)) ?? Response.error());
      },
    };
    const { outcomes } = await prove(useCases, trialsOf('Use case 3').slice(0, 1), busy, options);
    expect(outcomes).toMatchObject([{ kind: 'not-tried', why: 'the server answered HTTP 500, not 200' }]);
  });

  it.skipIf(!existsSync('/proc'))('tells what was not tried when a client dies', async () => {
    const dying = {
      ...options,
      isolated: true,
      workers: 1,
      onProgress: (done: number) => {
        if (done === 3) for (const pid of clients()) process.kill(Number(pid), 'SIGKILL');
      },
    };
    const { baseline, outcomes } = await prove(useCases, trialsOf('Use case 2'), { ...target, live: true }, dying);
    expect(baseline.ok).toBe(true);
    expect(outcomes.at(-1)).toMatchObject({
      kind: 'not-tried',
      why: expect.stringContaining('Newman ended before the run did (signal SIGKILL)'),
    });
    expect(outcomes.filter(({ kind }) => kind === 'survived')).toEqual([]);
    expect(isProved(outcomes)).toBe(false);
  });

  it('proves nothing on a server that breaks the contract already', async () => {
    const broken = {
      ...target,
      fetch: async () => new Response('[]', { headers: { 'content-type': 'application/json' } }),
    };
    const { baseline, outcomes } = await prove(useCases, trials.slice(0, 1), broken, options);
    expect({ ok: baseline.ok, outcomes }).toEqual({ ok: false, outcomes: [] });
  });
});
