/**
 * How many verdicts of the JSON-Schema-Test-Suite for draft 2020-12 are right inside Newman: by the validator of our scripts, and by
 * Ajv 6 of the Postman runtime. `npm run bench:schemas`, or `npm run bench:schemas FOLDER` for another edition of the suite.
 */
import { judgeByAjv6, judgeInNewman } from '../tests/schema/judge-in-newman.ts';
import { type Group, officialSuite } from '../tests/schema/official-suite.ts';

interface Count {
  verdicts: number;
  ours: number;
  ajv6: number;
}

const started = performance.now();
const all = officialSuite(process.argv[2]);
const groups = all.filter(({ needsRemote }) => !needsRemote);
const cases = groups.map(({ schema, tests }) => ({ schema, values: tests.map(({ data }) => data) }));
const judged = await judgeInNewman(cases, 'json-schema-2020-12', 'trimmed');
const byAjv6 = await judgeByAjv6(cases);

print('', 'verdicts', 'right', '', 'Ajv 6 of the runtime', '');
for (const [file, indexes] of byName(({ file }) => file)) printCount(file, indexes);
print();
for (const [part, indexes] of byName(({ part }) => part)) printCount(`all ${part}`, indexes);
printCount('all', [...groups.keys()]);

const remote = all.filter(({ needsRemote }) => needsRemote).flatMap(({ tests }) => tests).length;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(`\n${remote} more verdicts need a remote document. Measured in ${seconds} s.\n`);
for (const wrong of wrongVerdicts()) process.stdout.write(`wrong: ${wrong}\n`);

function byName(nameOf: (group: Group) => string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, group] of groups.entries()) {
    const name = nameOf(group);
    found.set(name, [...(found.get(name) ?? []), index]);
  }
  return found;
}

function printCount(name: string, indexes: readonly number[]): void {
  const count: Count = { verdicts: 0, ours: 0, ajv6: 0 };
  for (const index of indexes) {
    for (const [number, { valid }] of (groups[index]?.tests ?? []).entries()) {
      count.verdicts += 1;
      if (isAccepted(index, number) === valid) count.ours += 1;
      if (byAjv6[index]?.[number] === valid) count.ajv6 += 1;
    }
  }
  if (count.verdicts === 0) return;
  const rate = (right: number) => `${((100 * right) / count.verdicts).toFixed(1)} %`;
  print(name, count.verdicts, count.ours, rate(count.ours), count.ajv6, rate(count.ajv6));
}

function isAccepted(index: number, number: number): boolean {
  return judged[index]?.problems[number]?.length === 0;
}

function wrongVerdicts(): readonly string[] {
  return groups.flatMap(({ file, description, tests }, index) => {
    const left = judged[index]?.judgeable.notAsserted.map(({ keyword, why }) => `${keyword}: ${why}`).join('; ');
    return tests
      .filter(({ valid }, number) => isAccepted(index, number) !== valid)
      .map((test) => `${file}: ${description}: ${test.description}${left ? ` (not asserted: ${left})` : ''}`);
  });
}

function print(name = '', ...columns: readonly (string | number)[]): void {
  const widths = [8, 7, 8, 22, 8];
  process.stdout.write(
    `${name.padEnd(38)}${columns.map((text, index) => String(text).padStart(widths[index] ?? 8)).join('')}\n`,
  );
}
