/**
 * How often the committed suite is green on correct servers: `npm run bench:calm -- 100`.
 *
 * Each run has another storage order, and the kinds of data take turns; two runs at a time. Exit code 1 if a run was not green.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { data } from '../spec/incident/data.ts';
import { toModel } from '../src/compose/to-model.ts';
import { loadDescription } from '../src/load/load-description.ts';
import type { RunEvent } from '../src/run/events.ts';
import { run } from '../src/run/run.ts';
import { toVerdict, type Verdict } from '../src/run/verdict.ts';
import { listen } from '../src/server/listen.ts';
import { localCredentials } from '../src/server/options.ts';
import { createReferenceServer } from '../src/server/server.ts';
import { CALM_DATA, LONG_DATA, shuffled } from '../tests/prove/calm-data.ts';

const runs = Number(process.argv[2] ?? 20);
if (!(Number.isInteger(runs) && runs > 0)) throw new Error('usage: npm run bench:calm -- <how many runs>');
const collection: unknown = JSON.parse(readFileSync('collections/incident.postman_collection.json', 'utf8'));
const model = toModel(await loadDescription('spec/incident/index.ts'));
const started = performance.now();
const DATA = [...CALM_DATA, ...LONG_DATA];
const counts = new Map(DATA.map(({ name }) => [name, { runs: 0, green: 0 }]));
let next = 0;
await Promise.all([worker(), worker()]);

for (const [name, count] of counts) {
  if (count.runs > 0)
    process.stdout.write(`${String(count.green).padStart(5)} of ${String(count.runs).padStart(3)} green: ${name}\n`);
}
const green = [...counts.values()].reduce((sum, count) => sum + count.green, 0);
process.stdout.write(`${green} of ${runs} runs green, in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
process.exitCode = green === runs ? 0 : 1;

async function worker(): Promise<void> {
  while (next < runs) {
    const seed = next++;
    const kind = DATA[seed % DATA.length];
    if (!kind) return;
    const verdict = await verdictOn(shuffled(kind.items(data['/incidents']), seed), kind.delay ?? 0);
    const count = counts.get(kind.name);
    if (count) count.runs += 1;
    if (verdict.ok && count) count.green += 1;
    if (!verdict.ok) process.stdout.write(`not green: ${kind.name}, storage order ${seed}\n${reasons(verdict)}\n`);
  }
}

async function verdictOn(items: readonly unknown[], delay: number): Promise<Verdict> {
  const server = createReferenceServer(model, { '/incidents': items });
  const fetch = async (request: Request) => {
    await setTimeout(delay);
    return server.fetch(request);
  };
  const listening = await listen({ ...server, fetch });
  try {
    const variables = { base_url: listening.url, token_url: listening.tokenUrl ?? '', ...localCredentials(model) };
    const events: RunEvent[] = [];
    const secrets = ['client_secret', 'API-KEY'];
    for await (const event of run({ collection, client: 'newman', variables, secrets })) events.push(event);
    return toVerdict(events, { live: false });
  } finally {
    await listening.close();
  }
}

function reasons({ problems, requests }: Verdict): string {
  const broken = requests.flatMap(({ name, problems: own, assertions }) => [
    ...own.map((problem) => `${name}: ${problem}`),
    ...assertions.filter(({ outcome }) => outcome.kind !== 'passed').map((assertion) => `${name}: ${assertion.name}`),
  ]);
  return [...problems, ...broken].map((line) => `  ${line}`).join('\n');
}
