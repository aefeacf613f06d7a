import type { RunEvent } from '../../../src/run/events.ts';
import type { RunOptions } from '../../../src/run/options.ts';
import { run } from '../../../src/run/run.ts';
import { toVerdict, type Verdict } from '../../../src/run/verdict.ts';

export const CLIENTS = ['newman', 'postman'] as const;

/** Short enough for a test. A run ends by itself: its limit is against hangs, also where the machine is busy. */
export const SHORT = { requestMs: 1_500, scriptMs: 1_500, runMs: 50_000 };

export interface Observed {
  readonly events: readonly RunEvent[];
  readonly verdict: Verdict;
}

/** Run to the end, and judge. */
export async function observe(options: Partial<RunOptions> & { collection: unknown }): Promise<Observed> {
  const whole = { client: 'newman', variables: {}, secrets: [], limits: SHORT, ...options } as const;
  const events: RunEvent[] = [];
  for await (const event of run(whole)) events.push(event);
  return { events, verdict: toVerdict(events, { live: false }) };
}

/** All that speaks against a verdict, line by line. */
export function reasonsIn({ problems, requests }: Verdict): string {
  const ofRequests = requests.flatMap((request) => [
    ...request.problems.map((problem) => `${request.name}: ${problem}`),
    ...request.promises
      .filter(({ outcome }) => outcome.kind !== 'passed')
      .map(({ name, outcome }) => `${request.name}: ${name}: ${Object.values(outcome).join(' ')}`),
  ]);
  return [...problems, ...ofRequests].join('\n');
}
