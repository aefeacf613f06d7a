import { join } from 'node:path';
import { writeFiles } from '../core/files.ts';
import { toJsonReport } from '../report/json.ts';
import { toJUnit } from '../report/junit.ts';
import type { Reported } from '../report/notes.ts';
import type { Io } from './io.ts';

/** Write the JUnit and JSON reports of a verdict. */
export async function writeReports(folder: string, name: string, verdict: Reported, io: Io): Promise<void> {
  const files = [
    { path: join(folder, `${name}.junit.xml`), text: toJUnit(verdict) },
    { path: join(folder, `${name}.json`), text: toJsonReport(verdict) },
  ];
  await writeFiles(files);
  io.stderr.write(`Reports: ${files.map(({ path }) => path).join(', ')}\n`);
}
