/** The gate on how much of a description is asserted, of a run and of a merged one. */
import { EXIT } from '../core/errors.ts';
import type { Verdict } from '../run/verdict.ts';
import { type Coverage, percentOf } from './coverage.ts';

type Gated = Pick<Verdict, 'ok' | 'exitCode' | 'problems'>;

const TOO_LITTLE = 'Only ';

/** Whether a problem is that a gate was not passed, and nothing is wrong with the server or the run. */
export function isGate(problem: string): boolean {
  return problem.startsWith(TOO_LITTLE) && problem.includes('--min-coverage is ');
}

/** Below `least`, in percent, a run is red. */
export function gate<Run extends Gated>(run: Run, coverage: Coverage | undefined, least: number | undefined): Run {
  const percent = coverage && percentOf(coverage);
  if (least === undefined || percent === undefined || percent >= least) return run;
  const problem = `${TOO_LITTLE}${percent} % of what the description has is asserted, and --min-coverage is ${least} %.`;
  const exitCode = run.ok ? EXIT.broken : run.exitCode;
  return { ...run, ok: false, exitCode, problems: [...run.problems, problem] };
}
