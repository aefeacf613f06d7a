/** JSON reports of earlier runs: files of somebody, which are taken only where they are as `docs/report.schema.json` says. */
import { readFileSync } from 'node:fs';
import { UserError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { newAjv } from '../schema/ajv-library.ts';
import { VERSION } from './json.ts';
import { readCoverage } from './merge-coverage.ts';
import type { Reported } from './notes.ts';

/** @throws UserError `usage/bad-report` for a file that is not our JSON report, or a broken one. */
export function readReport(text: string, file: string): Reported {
  const report = parse(text);
  if (!isReport(report)) throw refused('this is not a JSON report of `run`', file, WRITTEN_BY);
  if (report['version'] !== VERSION) {
    const message = `this JSON report has version ${String(report['version'])}, and version ${VERSION} is read`;
    throw refused(message, file, 'Run again with this version of postman-contract.');
  }
  const fault = faultIn(report);
  if (fault !== undefined) throw refused(`this JSON report is broken: ${fault}`, file, WRITTEN_BY);
  const { coverage: json, ...known } = report;
  const coverage = readCoverage(json);
  return { ...known, ...(coverage && { coverage }) } as unknown as Reported;
}

const WRITTEN_BY = 'Written by `run <description> --report json=<file>`, or by `--json` on standard output.';

function refused(message: string, file: string, hint: string): UserError {
  return new UserError({ code: 'usage/bad-report', message, place: { file }, hint });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isReport(report: unknown): report is Record<string, unknown> {
  return isRecord(report) && typeof report['version'] === 'number' && Array.isArray(report['requests']);
}

/** Members that a report of an earlier version of this package may lack. */
const LATER = { causes: [], coverage: null, notes: [] };

/** What is not as the schema says, such as `/requests/0/name must be string`. */
function faultIn(report: Record<string, unknown>): string | undefined {
  const schema: unknown = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
  const validate = newAjv({}).compile(schema as object);
  if (validate({ ...LATER, ...report })) return undefined;
  // Of the forms that a value may have, the one that fails within it is nearest.
  const [deepest] = (validate.errors ?? []).toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  return `${deepest?.instancePath ?? ''} ${deepest?.message ?? 'it is not as its schema says'}`.trim();
}
