import type { Description } from '../load/load-description.ts';
import type { ApiModel } from '../model/types.ts';
import { toVisibleLine } from '../report/escape.ts';
import { toNoticeLine } from '../report/notes.ts';
import { folded } from '../report/remarks.ts';
import type { Io } from './io.ts';

/** Print what of a description is left out or replaced, for commands that make no collection. */
export function showNotices({ notices }: ApiModel, { openapi }: Description, io: Io, verbose = false): void {
  for (const line of folded(
    notices.map((notice) => toNoticeLine(notice, openapi.locate)),
    verbose,
  )) {
    io.stderr.write(`${toVisibleLine(line)}\n`);
  }
}
