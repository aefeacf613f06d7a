/**
 * The order of test files: one of those that take longest, begun at the end, would leave the other workers idle. By itself, Vitest begins with
 * the largest files, or, where it has run them before, with those that took longest.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = [
  'tests/prove/whole-proof.slow.test.ts',
  'tests/cli/package.slow.test.ts',
  'tests/e2e/three-clients.slow.test.ts',
  'tests/ticks/empty-ticks.slow.test.ts',
  'tests/properties/law.slow.test.ts',
  'tests/e2e/inferred.slow.test.ts',
  'tests/e2e/bruno-run.slow.test.ts',
  'tests/run/no-response.slow.test.ts',
  'tests/ticks/nonsense.slow.test.ts',
  'tests/correct/lists.slow.test.ts',
  'tests/correct/access.slow.test.ts',
  'tests/correct/values.slow.test.ts',
  'tests/security/schemes.slow.test.ts',
  'tests/prove/no-false-positives.slow.test.ts',
];

/** Used by the configuration. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const paths = LONGEST.map((path) => join(this.ctx.config.root, path));
    const missing = paths.filter((path) => !existsSync(path));
    if (missing.length > 0) throw new Error(`the order of tests names files that are not there: ${missing.join(', ')}`);
    const rank = ({ moduleId }: TestSpecification) =>
      paths.includes(moduleId) ? paths.indexOf(moduleId) : paths.length;
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
