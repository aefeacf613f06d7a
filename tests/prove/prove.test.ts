import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { isProved, tally } from '../../src/prove/matrix.ts';
import { sampleOf, toMutants } from '../../src/prove/mutants.ts';
import { type ProofTarget, prove } from '../../src/prove/prove.ts';
import { RULES } from '../../src/rules/registry.ts';
import type { PlainAnswer } from '../../src/rules/rule.ts';
import { incidentSuite } from '../helpers/suite.ts';
import { partOf, proofTarget } from './proof-of.ts';

const suite = await incidentSuite();
const mutants = toMutants(suite.contract);
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

function mutantsOf(name: string) {
  return mutants.filter(({ entry }) => entry.request.name.startsWith(name));
}

/** The processes of Newman that run beneath this one. */
function clients(): readonly string[] {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('newman-child'));
}

function withFirstId(id: string) {
  return (answer: PlainAnswer): PlainAnswer => {
    const [first, ...rest] = answer.body as readonly Record<string, Json>[];
    return { ...answer, body: [{ ...first, id }, ...rest] };
  };
}

describe('the suite kills what it claims to kill', () => {
  it('makes at least 150 mutations for the Incident API, of every rule that applies to it', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(150);
    const missing = RULES.map(({ id }) => id).filter((id) => !mutants.some(({ assertion }) => assertion.rule === id));
    expect(missing).toEqual([
      'time-budget',
      'no-body',
      'body-syntax',
      'content-range',
      'page-facts',
      'created-id',
      'problem-status',
      'success-criterion',
      'next-page',
    ]);
  });

  it('kills a sample of them, each by an assertion of its own rule', async () => {
    const { baseline, outcomes } = await prove(suite, sampleOf(mutants, 40), target, options);
    expect(baseline.ok).toBe(true);
    expect(outcomes.filter(({ kind }) => kind !== 'killed' && kind !== 'inapplicable')).toEqual([]);
    expect(tally(outcomes).killed).toBeGreaterThan(30);
    expect(isProved(outcomes)).toBe(true);
  });

  it('reports a survivor where an assertion sees nothing', async () => {
    const blind = mutants
      .filter(({ folder, assertion }) => folder === 'Use cases' && assertion.rule === 'status')
      .slice(0, 1);
    const unbreakable = blind.map((mutant) => ({
      ...mutant,
      mutation: { name: 'a member that nobody documented', change: mutant.mutation.change },
    }));
    const harmless = unbreakable.map((mutant) => ({
      ...mutant,
      mutation: {
        name: 'a header that nobody documented',
        change: (answer: Parameters<typeof mutant.mutation.change>[0]) => ({
          ...answer,
          headers: { ...answer.headers, 'x-new': '1' },
        }),
      },
    }));
    const { outcomes } = await prove(useCases, harmless, target, options);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['survived']);
    expect(isProved(outcomes)).toBe(false);
  });

  it('shows a mutation to the requests that depend on the broken one, where that one sees nothing', async () => {
    const listing = mutants.filter(
      ({ folder, entry, assertion }) =>
        folder === 'Use cases' && entry.request.captures.length > 0 && assertion.rule === 'status',
    );
    const misleading = listing.slice(0, 1).map((mutant) => ({
      ...mutant,
      mutation: { name: 'the first item has an id that nobody knows', change: withFirstId('no-such-id') },
    }));
    const { outcomes } = await prove(useCases, misleading, target, options);
    expect(outcomes).toMatchObject([
      {
        kind: 'killed-by-other',
        by: expect.arrayContaining(['Use case 4: Get details of an Incident: Status is 200']),
      },
    ]);
  });

  it('does not take a request that was not answered as documented for a mutation that was killed', async () => {
    let requestCount = 0;
    const busy: ProofTarget = {
      ...target,
      // So the suite is run as it is first, and alone.
      live: true,
      fetch: async (request) => {
        const isMutated = request.url.includes('offset=10&limit=20') && ++requestCount > 1;
        return isMutated ? Response.json({}, { status: 500 }) : ((await target.fetch?.(request)) ?? Response.error());
      },
    };
    const { outcomes } = await prove(useCases, mutantsOf('Use case 3').slice(0, 1), busy, options);
    expect(outcomes).toMatchObject([{ kind: 'not-tried', why: 'the response was HTTP 500, not 200' }]);
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
    const { baseline, outcomes } = await prove(useCases, mutantsOf('Use case 2'), { ...target, live: true }, dying);
    expect(baseline.ok).toBe(true);
    expect(outcomes.at(-1)).toMatchObject({
      kind: 'not-tried',
      why: expect.stringContaining('Newman exited before the end of the run (signal SIGKILL)'),
    });
    expect(outcomes.filter(({ kind }) => kind === 'survived')).toEqual([]);
    expect(isProved(outcomes)).toBe(false);
  });

  it('proves nothing on a server that breaks the contract already', async () => {
    const broken = {
      ...target,
      fetch: async () => new Response('[]', { headers: { 'content-type': 'application/json' } }),
    };
    const { baseline, outcomes } = await prove(useCases, mutants.slice(0, 1), broken, options);
    expect({ ok: baseline.ok, outcomes }).toEqual({ ok: false, outcomes: [] });
  });
});
