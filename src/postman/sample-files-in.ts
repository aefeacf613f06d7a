import { isRecord } from '../core/json.ts';
import { allSampleFiles, type SampleFile } from '../core/sample-files.ts';

/** The sample files that a collection names as `src`, each once. Any other file is the user's, and is not made. */
export function sampleFilesIn(collection: unknown): readonly SampleFile[] {
  const found = new Set<unknown>();
  const waiting: unknown[] = [collection];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) waiting.push(...(value as unknown[]));
    if (!isRecord(value)) continue;
    for (const path of [value['src']].flat()) found.add(path);
    // Only these lead to files. Scripts and saved responses are long.
    for (const part of ['item', 'request', 'body', 'formdata', 'file']) waiting.push(value[part]);
  }
  return allSampleFiles().filter(({ path }) => found.has(path));
}
