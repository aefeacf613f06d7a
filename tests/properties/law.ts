/**
 * The law: whatever a valid description says, its suite is green on its own reference server, and kills a sample of its mutants.
 *
 * What breaks it is data: at which step, and in sentences.
 */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { generateCollection } from '../../src/compose/generate-collection.ts';
import { openReferenceTarget } from '../../src/compose/reference-target.ts';
import { entriesOf } from '../../src/contract/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { writeFiles } from '../../src/core/files.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import { sampleOf, toMutants } from '../../src/prove/mutants.ts';
import { prove } from '../../src/prove/prove.ts';
import type { ClientName, RunEvent } from '../../src/run/events.ts';
import { run } from '../../src/run/run.ts';
import { toVerdict, type Verdict } from '../../src/run/verdict.ts';
import type { Written } from './description/document.ts';

/** How a description breaks the law. */
export interface Breach {
  readonly step: 'refused' | 'threw' | 'red' | 'nothing judged' | 'survived';
  /** One sentence each. */
  readonly why: readonly string[];
}

export interface Asked {
  /** A folder for the file of the description. */
  readonly folder: string;
  /** How many mutants are tried; 0: the suite is only run. */
  readonly mutants: number;
  readonly client?: ClientName;
}

/** Against hangs only: on a machine with other work, all is slow. */
const LIMITS = { requestMs: 300_000, scriptMs: 300_000, runMs: 600_000 };

/** How a description breaks the law; `undefined` if it does not. */
export async function breachOf(written: Written, asked: Asked): Promise<Breach | undefined> {
  try {
    return await breachIn(toText(written), written.format, asked);
  } catch (error) {
    if (error instanceof UserError) {
      return { step: 'refused', why: error.findings.map(({ code, message }) => `${code}: ${message}`) };
    }
    const { message, stack = '' } = error as Error;
    const at = /\((?:file:\/\/)?[^()]*\/(src\/[^()]+?):\d+\)/.exec(stack)?.[1] ?? '';
    return { step: 'threw', why: [`${message} ${at}`] };
  }
}

/** A description as the text of a file. */
export function toText({ document, format }: Written): string {
  return format === 'json'
    ? JSON.stringify(document, undefined, 1)
    : stringify(document, { aliasDuplicateObjects: false });
}

/** How the text of a description breaks the law. */
export async function breachIn(text: string, format: Written['format'], asked: Asked): Promise<Breach | undefined> {
  const { folder, mutants, client = 'newman' } = asked;
  const file = join(folder, `law.openapi.${format}`);
  await writeFiles([{ path: file, text }]);
  const generated = await generateCollection(await loadDescription(file));
  const { description, model, contract, collection } = generated;
  // Nothing can be sent where no operation has a response; then that is said.
  const isSaid = contract.notices.some(({ kind }) => kind === 'left-out');
  if (entriesOf(contract).length === 0)
    return isSaid ? undefined : { step: 'nothing judged', why: ['without a notice'] };
  const target = await openReferenceTarget(description, model);
  try {
    const sample = sampleOf(toMutants(contract), mutants);
    if (sample.length === 0) {
      const events: RunEvent[] = [];
      for await (const event of run({ collection, ...target, client, limits: LIMITS, isolated: false }))
        events.push(event);
      return toBreach(toVerdict(events, target));
    }
    const { baseline, outcomes } = await prove(generated, sample, target, { client, isolated: false, workers: 1 });
    // A request that needs a value from an earlier response is not sent where that has none: the run says so.
    const isUnsent = (outcome: (typeof outcomes)[number]) =>
      outcome.kind === 'not-tried' && /never sent/.test(outcome.why ?? '');
    const bad = outcomes.filter(
      (outcome) => outcome.kind === 'survived' || (outcome.kind === 'not-tried' && !isUnsent(outcome)),
    );
    const why = bad.map((outcome) => {
      const { entry, assertion, mutation } = outcome.mutant;
      const reason = 'why' in outcome ? outcome.why : '';
      return `${assertion.rule}: "${assertion.title}" of "${entry.request.name}" against "${mutation.name}": ${outcome.kind}, ${reason}`;
    });
    return toBreach(baseline) ?? (why.length > 0 ? { step: 'survived', why } : undefined);
  } finally {
    await target.close();
  }
}

function toBreach(verdict: Verdict): Breach | undefined {
  const { ok, requests, problems, totals } = verdict;
  if (!ok) {
    const broken = requests.flatMap(({ name, assertions, problems: own }) => [
      ...assertions.flatMap(({ name: title, outcome }) =>
        outcome.kind === 'failed'
          ? [`${title}: ${outcome.message} | ${name}`]
          : outcome.kind === 'passed' || (outcome.kind === 'not-judged' && outcome.tolerated)
            ? []
            : [`${outcome.kind}: ${title}: ${JSON.stringify(outcome)} | ${name}`],
      ),
      ...own.map((problem) => `${problem} | ${name}`),
    ]);
    return { step: 'red', why: [...problems, ...broken] };
  }
  return totals.assertionsPassed === 0
    ? { step: 'nothing judged', why: [`${totals.assertionsPlanned} assertions planned`] }
    : undefined;
}
