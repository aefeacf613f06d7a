import type { RunEvent } from '../../../src/run/events.ts';
import type { RunOptions } from '../../../src/run/options.ts';
import { run } from '../../../src/run/run.ts';
import { toVerdict, type Verdict } from '../../../src/run/verdict.ts';

/** Against hangs only: on a machine with other work, all is slow. */
const LIMITS = { requestMs: 300_000, scriptMs: 300_000, runMs: 600_000 };

export interface Observed {
  readonly events: readonly RunEvent[];
  readonly verdict: Verdict;
}

/** Run to the end, and judge. */
export async function observe(options: Partial<RunOptions> & { collection: unknown }): Promise<Observed> {
  const limits = { ...LIMITS, ...options.limits };
  const whole = { client: 'newman', variables: {}, secrets: [], ...options, limits } as const;
  const events: RunEvent[] = [];
  for await (const event of run(whole)) events.push(event);
  return { events, verdict: toVerdict(events, { live: false }) };
}

/** All that speaks against a verdict, line by line. */
export function reasonsIn({ problems, requests }: Verdict): string {
  const ofRequests = requests.flatMap((request) => [
    ...request.problems.map((problem) => `${request.name}: ${problem}`),
    ...request.assertions
      .filter(({ outcome }) => outcome.kind !== 'passed')
      .map(({ name, outcome }) => `${request.name}: ${name}: ${Object.values(outcome).join(' ')}`),
  ]);
  return [...problems, ...ofRequests].join('\n');
}
