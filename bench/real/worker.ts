/** Tries published descriptions, one message each, in a process that can be ended: some would take hours. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { type Generated, generateCollection } from '../../src/compose/generate-collection.ts';
import { openReferenceTarget } from '../../src/compose/reference-target.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { toFoldedJsonText } from '../../src/core/folded.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import type { ClientName, RunEvent } from '../../src/run/events.ts';
import { isAcceptable } from '../../src/run/judge-assertions.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict, type Verdict } from '../../src/run/verdict.ts';
import { problemsOfLint } from './lint.ts';
import type { Asked, Facts, Stage, StageName, Told } from './outcome.ts';

const REASONS = 12;
const LIMITS = { requestMs: 100_000, scriptMs: 100_000, runMs: 600_000 };

const schema = fileURLToPath(new URL('../../tests/fixtures/postman-collection-v2.1.0.schema.json', import.meta.url));
const ajv = new Ajv({ allErrors: false, strict: false, validateFormats: false, logger: false });
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

type Ended = Omit<Stage, 'seconds'>;

function tell(told: Told): void {
  process.send?.(told);
}

async function timed(stage: StageName, act: () => Promise<Ended>, known?: string): Promise<Ended> {
  const started = performance.now();
  const ended = await act().catch((error: unknown): Ended => {
    if (error instanceof UserError) {
      return { kind: 'refused', why: error.findings.map(({ code, message }) => `${code}: ${message}`) };
    }
    return { kind: 'threw', why: [String((error as Error).stack ?? error).slice(0, 600)] };
  });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const hash = ended.hash ?? known;
  const outcome = { ...ended, why: ended.why.slice(0, REASONS), seconds, ...(hash !== undefined && { hash }) };
  tell({ kind: 'stage', stage, outcome });
  return outcome;
}

function versionOf(text: string): string {
  const found = /["']?(swagger|openapi)["']?\s*:\s*["']?(\d\.\d)/.exec(text);
  return found ? `${found[1]} ${found[2]}` : 'unknown';
}

function factsOf(file: string, { model, contract }: Generated): Facts {
  const text = readFileSync(file, 'utf8');
  const entries = entriesOf(contract);
  return {
    version: versionOf(text),
    format: file.endsWith('.json') ? 'json' : 'yaml',
    bytes: statSync(file).size,
    operations: model.operations.length,
    requests: entries.length,
    assertions: entries.reduce((sum, { assertions }) => sum + assertions.length, 0),
    leftOut: contract.notices.filter(({ kind }) => kind === 'left-out').length,
  };
}

function judged(generated: Generated): Ended {
  const text = toFoldedJsonText(generated.collection);
  const hash = createHash('sha256').update(text).digest('hex');
  if (!validate(JSON.parse(text))) {
    return {
      hash,
      kind: 'invalid',
      why: (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
    };
  }
  if (entriesOf(generated.contract).length > 0) return { hash, kind: 'ok', why: [] };
  return { hash, kind: 'nothing', why: generated.contract.notices.map(({ message }) => message) };
}

/** Why a run is not green. */
function whyRed({ requests, problems }: Verdict): readonly string[] {
  const broken = requests.flatMap(({ name, assertions, problems: own }) => [
    ...assertions
      .filter(({ outcome }) => !isAcceptable(outcome))
      .map(({ name: title, outcome }) => `${title} | ${JSON.stringify(outcome).slice(0, 300)} | ${name}`),
    ...own.map((problem) => `${problem} | ${name}`),
  ]);
  return [`${broken.length} in all`, ...problems, ...broken];
}

async function ran(generated: Generated, client: ClientName): Promise<Ended> {
  const { description, model, collection } = generated;
  const target = await openReferenceTarget(description, model);
  try {
    const events: RunEvent[] = [];
    const options = { collection, ...target, client, limits: LIMITS, isolated: client !== 'newman' };
    for await (const event of run(options)) events.push(event);
    const verdict = toVerdict(events, target);
    if (!verdict.ok) return { kind: 'red', why: whyRed(verdict) };
    return verdict.totals.assertionsPassed > 0 ? { kind: 'ok', why: [] } : { kind: 'nothing', why: verdict.notices };
  } finally {
    await target.close();
  }
}

/** Migrate the collection to version 3 of the format with the Postman CLI, and lint it. */
async function linted({ collection }: Generated): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'real-'));
  try {
    const file = join(folder, 'a.postman_collection.json');
    await writeFile(file, toFoldedJsonText(collection));
    const why = problemsOfLint(file, folder);
    return { kind: why.length === 0 ? 'ok' : 'red', why };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function attempt({ file, stages, green }: Asked): Promise<void> {
  let generated: Generated | undefined;
  const { kind, hash } = await timed('generate', async () => {
    generated = await generateCollection(await loadDescription(file));
    return judged(generated);
  });
  if (generated) tell({ kind: 'facts', facts: factsOf(file, generated) });
  for (const stage of stages) {
    if (!generated || kind === 'nothing' || stage === 'generate') continue;
    if (hash !== undefined && green[stage] === hash) continue;
    const whole = generated;
    await timed(stage, () => (stage === 'lint' ? linted(whole) : ran(whole, stage)), hash);
  }
  tell({ kind: 'done' });
}

process.on('message', (asked: Asked) => void attempt(asked));
