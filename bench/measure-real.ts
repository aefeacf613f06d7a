/**
 * What becomes of published descriptions: `npm run bench:real -- --every 5`, `npm run bench:real -- petstore --again`.
 *
 * Each description of the list in `bench/real/` is generated, validated against the published schema of Postman's format, and run
 * against its own reference server with `--clients newman,postman`; with `--lint`, the Postman CLI migrates and lints its collection.
 * A line of JSON each goes to `reports/real.jsonl`. What has its line is not tried again, but with `--again`; names select descriptions
 * whose line in the list contains one. `--only red` selects those that were not green. `--changed` generates all that are selected, and
 * runs and lints only what has another collection than when it was last green: a fault of the reference server is not seen so. Exit
 * code 1 if one selected is not green.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Listed, readList } from './real/documents.ts';
import { type Asked, isGreen, type Outcome, type Stage, type StageName, type Told, withLater } from './real/outcome.ts';
import { fetchPackages } from './real/packages.ts';
import { toTable } from './real/table.ts';

const RESULTS = 'reports/real.jsonl';
const WORKER = fileURLToPath(new URL('./real/worker.ts', import.meta.url));
/** A new process after as many descriptions, so that none suffers from the memory of others. */
const A_PROCESS = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '100000' },
    every: { type: 'string', default: '1' },
    clients: { type: 'string', default: 'newman' },
    lint: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    only: { type: 'string' },
    changed: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '1' },
    /** The time limit of each stage of a description: generate, and each client. */
    seconds: { type: 'string', default: '120' },
    table: { type: 'boolean', default: false },
  },
});
const limit = Number(values.seconds);
const stages = ['generate', ...values.clients.split(','), ...(values.lint ? ['lint'] : [])].filter(
  (name) => name !== '',
) as StageName[];

fetchPackages();
if (values.table) process.stdout.write(toTable([...known().values()].filter(isListed)));
else await tryAll();

function isListed({ name }: Outcome): boolean {
  return readList().some((listed) => listed.name === name);
}

/** The results so far; a later line of a description adds to an earlier one. */
function known(): Map<string, Outcome> {
  const results = new Map<string, Outcome>();
  if (!existsSync(RESULTS)) return results;
  for (const line of readFileSync(RESULTS, 'utf8').split('\n').filter(Boolean)) {
    const outcome = JSON.parse(line) as Outcome;
    results.set(outcome.name, withLater(results.get(outcome.name), outcome));
  }
  return results;
}

function isAllGreen({ stages: all }: Outcome): boolean {
  return Object.values(all).every(isGreen);
}

/** By stage, the collection with which it was green. */
function greenStages(outcome: Outcome | undefined): Asked['green'] {
  const green = Object.entries(outcome?.stages ?? {}).filter(([, stage]) => isGreen(stage));
  return Object.fromEntries(green.flatMap(([name, { hash }]) => (hash === undefined ? [] : [[name, hash]])));
}

async function tryAll(): Promise<void> {
  mkdirSync('reports', { recursive: true });
  const before = known();
  const isMeant = ({ name }: Listed) => {
    const outcome = before.get(name);
    if (values.only === 'red' && (!outcome || isAllGreen(outcome))) return false;
    if (positionals.length > 0 && !positionals.some((part) => name.includes(part))) return false;
    return (
      values.again || values.changed || !outcome || stages.some((stage) => !outcome.stages[stage] && mayStill(outcome))
    );
  };
  const every = Number(values.every);
  const inRange = readList().slice(Number(values.from), Number(values.to));
  const queue = inRange.filter((_, index) => index % every === 0).filter(isMeant);
  let red = 0;
  const worker = async () => {
    let child: Child | undefined;
    for (let listed = queue.shift(); listed; listed = queue.shift()) {
      child = child && child.left > 0 ? child : started(child);
      const known = before.get(listed.name);
      const outcome = await tryOne(child, listed, values.changed ? greenStages(known) : {});
      appendFileSync(RESULTS, `${JSON.stringify(outcome)}\n`);
      if (!isAllGreen(withLater(known, outcome))) red += 1;
      show(outcome, queue.length);
    }
    child?.process.kill();
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
  process.exitCode = red === 0 ? 0 : 1;
}

/** Whether it could be generated, so that there is more to try. */
function mayStill({ stages: { generate } }: Outcome): boolean {
  return generate?.kind === 'ok' || generate?.kind === 'invalid';
}

interface Child {
  readonly process: ChildProcess;
  left: number;
}

function started(old: Child | undefined): Child {
  old?.process.kill();
  const child = fork(WORKER, { execArgv: [...process.execArgv, '--max-old-space-size=3000'] });
  // Of each description, one for its end.
  child.setMaxListeners(0);
  return { process: child, left: A_PROCESS };
}

async function tryOne(child: Child, listed: Listed, green: Asked['green']): Promise<Outcome> {
  child.left -= 1;
  const { name, source, file } = listed;
  const done: Partial<Record<StageName, Stage>> = {};
  let outcome: Outcome = { name, source, stages: done };
  const endLate = (stage: StageName) => {
    done[stage] = { ...done.generate, kind: 'late', why: [`not ended after ${limit} s`], seconds: limit };
    child.left = 0;
    child.process.kill('SIGKILL');
  };
  const isKnown = (stage: StageName) => done.generate?.hash !== undefined && green[stage] === done.generate.hash;
  const next = () => stages.find((stage) => done[stage] === undefined && !isKnown(stage)) ?? 'generate';
  let timer = setTimeout(() => endLate(next()), limit * 1000);
  const onMessage = (told: Told) => {
    clearTimeout(timer);
    if (told.kind === 'done') return child.process.emit('done');
    if (told.kind === 'facts') outcome = { ...outcome, facts: told.facts };
    else done[told.stage] = told.outcome;
    timer = setTimeout(() => endLate(next()), limit * 1000);
    return true;
  };
  child.process.on('message', onMessage);
  child.process.send({ file, stages, green } satisfies Asked);
  await Promise.race([once(child.process, 'done'), once(child.process, 'exit')]);
  clearTimeout(timer);
  child.process.off('message', onMessage);
  if (child.process.exitCode !== null) {
    child.left = 0;
    done[next()] ??= {
      ...done.generate,
      kind: 'threw',
      why: [`the process ended with ${child.process.exitCode}`],
      seconds: 0,
    };
  }
  return outcome;
}

function show({ name, facts, stages: all }: Outcome, left: number): void {
  const ended = Object.entries(all).map(([stage, { kind, seconds }]) => `${stage} ${kind} ${seconds} s`);
  process.stdout.write(`[${left}] ${name}: ${facts?.requests ?? '-'} requests: ${ended.join(', ')}\n`);
  for (const { kind, why } of Object.values(all)) {
    if (kind !== 'ok') for (const line of why.slice(0, 4)) process.stdout.write(`    ${line.slice(0, 300)}\n`);
  }
}
