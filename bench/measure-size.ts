/**
 * Processor time, memory and bytes of `generate` on published descriptions, beside `openapi-to-postmanv2`:
 * `npm run bench:size -- github stripe --runs 3`, `npm run bench:size -- --growth`. Without names: those that take seconds.
 *
 * Ours and the rival's run in turn, so both meet the same machine. The floor is what no program can avoid: parse the description, and
 * write what we write.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DOCUMENTS, type DocumentName, fetchPackages, inCache, RIVAL } from './size/documents.ts';
import { ofDepth, ofOperations, ofWidth } from './size/growth.ts';
import { measured, median, type Usage } from './size/measured.ts';

const CLI = 'dist/cli/bin.js';
const LARGE: readonly string[] = ['ms-graph', 'ms-graph-beta'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    growth: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '300' },
  },
});
const runs = Number(values.runs);
const limits = { seconds: Number(values.seconds) };
const folder = mkdtempSync(join(tmpdir(), 'measure-size-'));

function print(...cells: readonly (string | number)[]): void {
  process.stdout.write(
    `${cells.map((cell, index) => String(cell)[index === 0 ? 'padEnd' : 'padStart'](13)).join('')}\n`,
  );
}

const FLOOR = `
  const { readFileSync, writeFileSync } = require('node:fs');
  const [description, ours, target] = process.argv.slice(1);
  const collection = JSON.parse(readFileSync(ours, 'utf8'));
  const before = process.cpuUsage();
  JSON.parse(readFileSync(description, 'utf8'));
  writeFileSync(target, JSON.stringify(collection, null, 1));
  const { user, system } = process.cpuUsage(before);
  writeFileSync(target + '.cpu', String((user + system) / 1e6));
`;

/** The seconds to parse the description and to write our collection, and to start Node. */
function floorOf(file: string, ours: string): number {
  const target = join(folder, 'floor.json');
  const start = measured(['-e', '0']);
  measured(['-e', FLOOR, file, ours, target]);
  return Number(readFileSync(`${target}.cpu`, 'utf8')) + (start?.cpu ?? 0);
}

/** The size of a file, and that of its JSON without white space, in MB. */
function sizeOf(file: string): { readonly pretty: number; readonly plain: number } {
  const text = readFileSync(file, 'utf8');
  return { pretty: Buffer.byteLength(text) / 1e6, plain: Buffer.byteLength(JSON.stringify(JSON.parse(text))) / 1e6 };
}

function compare(name: DocumentName): void {
  const file = inCache(DOCUMENTS[name]);
  const [ours, bare, theirs] = ['ours', 'bare', 'theirs'].map((each) => join(folder, `${each}.json`)) as [
    string,
    string,
    string,
  ];
  const programs = [
    [CLI, 'generate', file, '--output', ours],
    [CLI, 'generate', file, '--output', bare, '--without-tests'],
    [inCache(RIVAL), '-s', file, '-o', theirs, '-p'],
  ] as const;
  const usages: (Usage | undefined)[][] = programs.map(() => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, argv] of programs.entries()) {
      for (const target of [ours, bare, theirs]) if (argv.includes(target)) rmSync(target, { force: true });
      usages[index]?.push(measured(argv, limits));
    }
  }
  const [own, small, rival] = usages.map(median);
  for (const [what, usage, target] of [
    ['ours', own, ours],
    ['no tests', small, bare],
    ['rival', rival, theirs],
  ] as const) {
    if (!usage) {
      print(name, what, `does not end in ${limits.seconds} s`);
      continue;
    }
    const { pretty, plain } = sizeOf(target);
    print(name, what, usage.cpu.toFixed(2), usage.peak.toFixed(0), pretty.toFixed(2), plain.toFixed(2));
  }
  if (!own) return;
  if (rival) {
    const [a, b] = [sizeOf(ours), sizeOf(theirs)];
    const ratio = (x: number, y: number) => (x / y).toFixed(2);
    print(
      name,
      'ours:rival',
      ratio(own.cpu, rival.cpu),
      ratio(own.peak, rival.peak),
      ratio(a.pretty, b.pretty),
      ratio(a.plain, b.plain),
    );
    if (small) print(name, 'none:rival', ratio(small.cpu, rival.cpu), ratio(small.peak, rival.peak));
  }
  const floor = floorOf(file, ours);
  print(name, 'floor', floor.toFixed(2), `x${(own.cpu / floor).toFixed(1)}`);
}

/** The processor time at several sizes, and the exponent of its growth between each two; the start of the program is taken off. */
function showGrowth(what: string, toDocument: (count: number) => unknown, counts: readonly number[]): void {
  const secondsAt = (count: number): number => {
    const file = join(folder, 'growth.json');
    writeFileSync(file, JSON.stringify(toDocument(count)));
    const all = Array.from({ length: runs }, () =>
      measured([CLI, 'generate', file, '--output', join(folder, 'g')], limits),
    );
    return median(all)?.cpu ?? Number.NaN;
  };
  const start = secondsAt(1);
  const found = counts.map((count) => ({ count, seconds: secondsAt(count) - start }));
  for (const [index, { count, seconds }] of found.entries()) {
    const before = found[index - 1];
    const exponent = before && Math.log(seconds / before.seconds) / Math.log(count / before.count);
    print(what, count, seconds.toFixed(2), exponent?.toFixed(2) ?? '');
  }
}

try {
  if (values.growth) {
    print('what', 'count', 'CPU s', 'exponent');
    showGrowth('operations', ofOperations, [100, 1000, 5000, 20_000]);
    showGrowth('width', ofWidth, [10_000, 40_000, 160_000]);
    showGrowth('depth', ofDepth, [1000, 10_000, 100_000]);
  } else {
    fetchPackages();
    print('description', 'program', 'CPU s', 'peak MB', 'MB', 'MB, plain');
    const names = Object.keys(DOCUMENTS) as DocumentName[];
    const wanted = names.filter((name) =>
      positionals.length > 0 ? positionals.includes(name) : !LARGE.includes(name),
    );
    for (const name of wanted) compare(name);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
