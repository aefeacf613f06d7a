/**
 * How many verdicts of the JSON-Schema-Test-Suite are right inside Newman: `npx tsx bench/measure-schemas.ts FOLDER`, where
 * FOLDER holds its files for draft2020-12. https://github.com/json-schema-org/JSON-Schema-Test-Suite
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../src/core/json.ts';
import { judgeInNewman } from '../tests/schema/judge-in-newman.ts';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

const folder = process.argv[2] ?? '.';
const started = performance.now();
const total = { right: 0, wrong: 0, remote: 0 };
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
for (const file of files.sort()) {
  const count = await measure(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Group[]);
  for (const key of ['right', 'wrong', 'remote'] as const) total[key] += count[key];
  print(file, count);
}
print(`all, in ${((performance.now() - started) / 1000).toFixed(1)} s`, total);

async function measure(groups: readonly Group[]) {
  const cases = groups.map(({ schema, tests }) => ({ schema, values: tests.map(({ data }) => data) }));
  const judged = await judgeInNewman(cases);
  const count = { right: 0, wrong: 0, remote: 0 };
  for (const [index, { description, tests }] of groups.entries()) {
    const problems = judged[index]?.problems ?? [];
    const judgeable = judged[index]?.judgeable;
    const isRemote = judgeable?.notAsserted.some(({ why }) => why.includes('no schema of the description'));
    for (const [number, test] of tests.entries()) {
      const isRight = (problems[number]?.length === 0) === test.valid;
      if (isRemote) count.remote += 1;
      else if (isRight) count.right += 1;
      else count.wrong += 1;
      const left = judgeable?.notAsserted.map(({ keyword, why }) => `${keyword}: ${why}`).join('; ');
      if (!isRight && !isRemote) process.stdout.write(`  ${description} / ${test.description} ${left}\n`);
    }
  }
  return count;
}

function print(name: string, { right, wrong, remote }: { right: number; wrong: number; remote: number }) {
  const rate = right + wrong === 0 ? '' : `${((100 * right) / (right + wrong)).toFixed(1)} %`;
  process.stdout.write(
    `${name.padEnd(40)} ${rate.padStart(8)}  ${right} right, ${wrong} wrong, ${remote} need a remote document\n`,
  );
}
