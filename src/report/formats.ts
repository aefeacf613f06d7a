/** The formats of a report, each a function of the verdict, and which of them a file name means. */
import { basename } from 'node:path';
import { toCodeQuality } from './ci.ts';
import { toJsonReport } from './json.ts';
import { toJUnit } from './junit.ts';
import { toMarkdown } from './markdown.ts';
import type { Reported } from './notes.ts';
import { toSarif } from './sarif.ts';

type Write = (verdict: Reported) => string | Promise<string>;

/** The page is loaded only where one is written. */
export const FORMATS = {
  html: async (verdict) => (await import('./page.ts')).toPage(verdict),
  json: toJsonReport,
  junit: toJUnit,
  markdown: toMarkdown,
  sarif: toSarif,
  codequality: toCodeQuality,
} as const satisfies Record<string, Write>;

export type Format = keyof typeof FORMATS;

/** Endings of file names, longer ones before those that end them. */
const ENDINGS: readonly (readonly [string, Format])[] = [
  ['.sarif.json', 'sarif'],
  ['.sarif', 'sarif'],
  ['codequality.json', 'codequality'],
  ['code-quality-report.json', 'codequality'],
  ['.json', 'json'],
  ['.xml', 'junit'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.md', 'markdown'],
];

/** The format that the name of a file means; `undefined` for one that means none. */
export function formatOfFile(path: string): Format | undefined {
  const name = basename(path).toLowerCase();
  return ENDINGS.find(([ending]) => name.endsWith(ending))?.[1];
}
