/**
 * Whether the law of `tests/properties/law.ts` holds for many descriptions: `npm run bench:law -- 1000 --seed 1`.
 *
 * Each description has a seed of its own, so that it can be made again alone: `npm run bench:law -- 1 --seed 4711`. Two processes share
 * them, or as many as `--processes` says. What breaks the law is made smaller and written to `reports/law/`, with the reasons. Exit code 1 if there is any.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { writeFiles } from '../src/core/files.ts';
import { descriptions, type Written } from '../tests/properties/description/document.ts';
import { KINDS } from '../tests/properties/kinds.ts';
import { type Breach, breachOf, toText } from '../tests/properties/law.ts';
import { reduced } from '../tests/properties/reduce.ts';

/** How long a description that breaks the law is made smaller, in milliseconds. */
const REDUCING_MS = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    mutants: { type: 'string', default: '12' },
    processes: { type: 'string', default: '2' },
    /** Of the process: every second description is its own. */
    step: { type: 'string', default: '1' },
  },
});
const [count, seed, mutants, processes, step] = [
  positionals[0] ?? '100',
  values.seed,
  values.mutants,
  values.processes,
  values.step,
].map(Number);
if (!count || count < 0 || seed === undefined || mutants === undefined || !processes || !step) {
  throw new Error(
    'usage: npm run bench:law -- <how many descriptions> [--seed <the first>] [--mutants <of each>] [--processes <how many>]',
  );
}

interface Found {
  readonly seed: number;
  readonly breach: Breach | undefined;
}

if (process.send === undefined && count > 1) await share(count, seed, processes);
else await measure(count, seed, step);

/** Let processes measure, and sum up. */
async function share(all: number, first: number, shares: number): Promise<void> {
  const started = performance.now();
  const found: Found[] = [];
  const ends = Array.from({ length: shares }, async (_, index) => {
    const own = ['--seed', String(first + index), '--step', String(shares), '--mutants', String(mutants)];
    const child = fork(fileURLToPath(import.meta.url), [String(Math.ceil((all - index) / shares)), ...own]);
    child.on('message', (message: Found) => {
      found.push(message);
      if (message.breach) show(message);
    });
    await once(child, 'exit');
  });
  await Promise.all(ends);
  const broken = found.filter(({ breach }) => breach);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${found.length - broken.length} of ${all} descriptions keep the law, in ${seconds} s\n`);
  process.exitCode = broken.length === 0 && found.length === all ? 0 : 1;
}

function show({ seed: own, breach }: Found): void {
  process.stdout.write(`seed ${own}: ${breach?.step}: ${breach?.why[0]?.slice(0, 160)}\n`);
}

/** Try every `by`th description, as a process of its own or alone. */
async function measure(all: number, first: number, by: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'law-'));
  for (let index = 0; index < all; index += 1) {
    const own = first + index * by;
    const [written] = fc.sample(descriptions(KINDS), { seed: own, numRuns: 1 });
    const breach = written && (await breachOf(written, { folder, mutants: mutants ?? 0 }));
    if (written && breach) await keep(own, written, breach, folder);
    if (process.send) process.send({ seed: own, breach } satisfies Found);
    else if (breach) show({ seed: own, breach });
    if (breach) process.exitCode = 1;
  }
  await rm(folder, { recursive: true, force: true });
  process.disconnect?.();
}

/** Write what is left of a description when it is made smaller, and why it breaks the law. */
async function keep(own: number, written: Written, breach: Breach, folder: string): Promise<void> {
  const kind = kindOf(breach);
  const tried = (document: Written['document']) =>
    breachOf({ document, format: 'yaml' }, { folder, mutants: mutants ?? 0 });
  const isSame = async (document: Written['document']) => {
    const other = await tried(document);
    return other !== undefined && kindOf(other) === kind;
  };
  const document = await reduced(written.document, isSame, performance.now() + REDUCING_MS);
  const why = (await tried(document))?.why ?? breach.why;
  const head = why.map((line) => `# ${line.replaceAll(/\s+/g, ' ')}\n`).join('');
  await writeFiles([
    { path: join('reports', 'law', `${own}.yaml`), text: head + toText({ document, format: 'yaml' }) },
  ]);
}

/** What stays the same of a breach while a description is made smaller: its first reason, without names and numbers. */
function kindOf({ step: where, why }: Breach): string {
  return `${where} ${(why[0] ?? '')
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\d+/g, '')
    .slice(0, 50)}`;
}
