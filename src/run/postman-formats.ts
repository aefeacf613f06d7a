/** How the Postman CLI gets a collection, and how it says what happened, for each version of the format that it runs. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyBounds, copyRecord } from './bounds-file.ts';
import type { RunEvent } from './events.ts';
import type { ClientInput } from './options.ts';
import type { CollectionJson } from './prepare.ts';
import type { Redactor } from './redact.ts';
import { writeSampleFiles } from './working-folder.ts';

export interface PostmanFormat {
  /** The collection, relative to the private folder. */
  readonly collection: string;
  readonly write: (folder: string, collection: CollectionJson) => Promise<void>;
  /** Copy the file that the CLI loads first, and what that loads. */
  readonly copyPreload: (folder: string) => Promise<string>;
  /** Whether the CLI can tell what happened without it. */
  readonly runsWithoutPreload: boolean;
  readonly reporting: readonly string[];
  /** What tells the run, relative to the private folder. */
  readonly report: string;
  /** Whether it is written during the run, so that it holds what came before a fault. */
  readonly isReportedAtOnce: boolean;
  /** `undefined` where it cannot be read. */
  readonly read: (report: string | undefined, reading: Reading) => Promise<RunEvent[] | undefined>;
}

interface Reading {
  readonly code: number | null;
  readonly input: ClientInput;
  readonly redactor: Redactor;
}

export const VERSION_2: PostmanFormat = {
  collection: 'collection.json',
  write: (folder, collection) =>
    writeFile(join(folder, 'collection.json'), JSON.stringify(collection), { mode: 0o600 }),
  copyPreload: copyBounds,
  runsWithoutPreload: true,
  reporting: ['--reporters', 'json', '--reporter-json-export', 'report.json', '--reporter-json-omitResponseBodies'],
  report: 'report.json',
  isReportedAtOnce: false,
  read: async (report, reading) => (await import('./postman-report.ts')).toRunEvents(report, reading),
};

/** Of a run in version 3, the CLI prints lines, and writes no report. So the run is recorded in its process. */
export const VERSION_3: PostmanFormat = {
  collection: 'collection',
  write: async (folder, collection) => {
    const { toRunFiles } = await import('./version-3-collection.ts');
    for (const { path, text } of toRunFiles(collection)) {
      const file = join(folder, 'collection', path);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, text, { mode: 0o600 });
    }
    // There, the CLI looks for files in its working directory, whatever it is given.
    await writeSampleFiles(folder, collection);
  },
  copyPreload: copyRecord,
  runsWithoutPreload: false,
  reporting: [],
  report: 'record.jsonl',
  isReportedAtOnce: true,
  read: async (record, reading) => (await import('./version-3-events.ts')).toVersion3Events(record, reading),
};
