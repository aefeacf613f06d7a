import type { Generated } from '../compose/generate-collection.ts';
import type { Verdict } from '../run/verdict.ts';
import { toCauses } from './causes.ts';
import { toCoverage } from './coverage.ts';
import { FORMATS, type Format } from './formats.ts';
import type { Reported } from './notes.ts';
import { toPublicPlace } from './place-text.ts';
import { originsIn, useCaseLocator } from './promises.ts';
import { remarksOn } from './remarks.ts';

/**
 * A verdict as the text of a report: `html`, `json` (as `docs/report.schema.json` describes it), `junit`, `markdown`, `sarif` or
 * `codequality` (of GitLab). It has no time of its own. With `generated`, of which the collection was run, causes have their lines in the
 * description, and the report says what of it was asserted. No file is written.
 *
 * Texts of a server are data in every format. Secrets are hidden where the verdict hides them, as that of `run` does.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { generateCollection, loadDescription, openReferenceTarget, run, toReport, toVerdict } from 'postman-contract';
 *
 * const generated = await generateCollection(await loadDescription('shop.openapi.yaml'));
 * const target = await openReferenceTarget(generated.description, generated.model);
 * const events = [];
 * for await (const event of run({ collection: generated.collection, ...target })) events.push(event);
 * await target.close();
 * await writeFile('run.html', await toReport(toVerdict(events, target), 'html', generated));
 * ```
 */
export async function toReport(verdict: Verdict, format: Format, generated?: Generated): Promise<string> {
  return FORMATS[format](generated ? reportedOf(verdict, generated) : verdict);
}

function reportedOf(verdict: Verdict, generated: Generated): Reported {
  const locate = (pointer: string) => toPublicPlace(generated.description.openapi.locate(pointer));
  const { file } = locate('');
  return {
    ...verdict,
    notes: remarksOn(generated),
    causes: toCauses(verdict, { originOf: originsIn(generated), locate, locateInUseCases: useCaseLocator(generated) }),
    coverage: toCoverage(generated, verdict),
    ...(file !== undefined && { file }),
  };
}
