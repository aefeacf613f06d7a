import { describe, expect, it } from 'vitest';
import { data } from '../../spec/incident/data.ts';
import { compose } from '../../src/cli/compose.ts';
import { isProved, tally } from '../../src/prove/matrix.ts';
import { type ProofTarget, prove } from '../../src/prove/prove.ts';
import { sampleOf, toTrials } from '../../src/prove/violations.ts';
import { RULES } from '../../src/rules/registry.ts';
import { localCredentials } from '../../src/server/options.ts';
import { createReferenceServer } from '../../src/server/server.ts';

const composed = await compose('spec/incident/index.ts', {});
const trials = toTrials(composed.contract);
const server = createReferenceServer(composed.model, data);
const target: ProofTarget = {
  fetch: server.fetch,
  variables: {
    base_url: 'http://server/incident/b2b/v1',
    token_url: 'http://server/oauth/v3/token',
    ...localCredentials(composed.model),
  },
  secrets: ['client_secret', 'API-KEY'],
  live: false,
};
const options = { client: 'newman', workers: 2, signal: new AbortController().signal, onProgress: () => {} } as const;

describe('the suite catches what it promises to catch', () => {
  it('makes at least 150 violations for the Incident API, of every rule that applies to it', () => {
    expect(trials.length).toBeGreaterThanOrEqual(150);
    const missing = RULES.map(({ id }) => id).filter((id) => !trials.some(({ assertion }) => assertion.rule === id));
    expect(missing).toEqual(['time-budget', 'no-body']);
  });

  it('catches a sample of them, and all of them in CI, each by an assertion of its own rule', async () => {
    const { baseline, outcomes } = await prove(
      composed,
      sampleOf(trials, process.env['CI'] ? trials.length : 120),
      target,
      options,
    );
    expect(baseline.ok).toBe(true);
    expect(outcomes.filter(({ kind }) => kind !== 'caught' && kind !== 'inapplicable')).toEqual([]);
    expect(tally(outcomes).caught).toBeGreaterThan(90);
    expect(isProved(outcomes)).toBe(true);
    // All of them take a minute on two free processors, and more beside other tests.
  }, 900_000);

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
    const { outcomes } = await prove(composed, harmless, target, options);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['survived']);
    expect(isProved(outcomes)).toBe(false);
  });

  it('proves nothing on a server that breaks the contract already', async () => {
    const broken = {
      ...target,
      fetch: async () => new Response('[]', { headers: { 'content-type': 'application/json' } }),
    };
    const { baseline, outcomes } = await prove(composed, trials, broken, options);
    expect({ ok: baseline.ok, outcomes }).toEqual({ ok: false, outcomes: [] });
  });
});
