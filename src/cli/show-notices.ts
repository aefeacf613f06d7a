import type { Description } from '../load/load-description.ts';
import type { ApiModel } from '../model/types.ts';
import { toNoticeLine, toOverlayNote } from '../report/notes.ts';
import { digest } from '../report/remarks.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';

/** What of a description is left out or replaced, for commands that make no collection: how much, or with `verbose` all of it. */
export function showNotices(
  { notices }: ApiModel,
  { openapi, notices: ofOverlays }: Description,
  io: Io,
  verbose = false,
): void {
  const lines = [...ofOverlays.map(toOverlayNote), ...notices.map((notice) => toNoticeLine(notice, openapi.locate))];
  say(digest(lines, verbose), io.stderr);
}
