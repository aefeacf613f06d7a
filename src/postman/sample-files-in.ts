import { madeWhenRead } from '../core/folded.ts';
import { isRecord } from '../core/json.ts';
import { allSampleFiles, type SampleFile } from '../core/sample-files.ts';
import type { CollectionInParts, FolderInParts, Item } from './types.ts';

/** The sample files that a collection names as `src`, each once. Any other file is the user's, and is not made. */
export function sampleFilesIn(collection: unknown): readonly SampleFile[] {
  const found = new Set<unknown>();
  findIn(collection, found);
  return namedBy(found);
}

function findIn(collection: unknown, found: Set<unknown>): void {
  const waiting: unknown[] = [collection];
  while (waiting.length > 0) {
    const value = waiting.pop();
    // One by one: a stack does not bear a hundred thousand arguments.
    if (Array.isArray(value)) for (const element of value as unknown[]) waiting.push(element);
    if (!isRecord(value)) continue;
    for (const path of [value['src']].flat()) found.add(path);
    // Only these lead to files. Scripts and saved responses are long.
    for (const part of ['item', 'request', 'body', 'formdata', 'file']) waiting.push(value[part]);
  }
}

function namedBy(paths: ReadonlySet<unknown>): readonly SampleFile[] {
  return allSampleFiles().filter(({ path }) => paths.has(path));
}

/** A collection that finds its sample files while its requests are made, so that they need not be made once more for that. */
export function findingSampleFiles(collection: CollectionInParts): {
  readonly collection: CollectionInParts;
  readonly sampleFiles: () => readonly SampleFile[];
} {
  const found = new Set<unknown>();
  let isRead = false;
  const watched = (folder: FolderInParts): FolderInParts => ({
    ...folder,
    item: madeWhenRead(function* (): Generator<Item | FolderInParts> {
      for (const one of folder.item) {
        if (!('item' in one)) findIn(one, found);
        yield 'item' in one ? watched(one) : one;
      }
    }),
  });
  const item = madeWhenRead(function* () {
    for (const folder of collection.item) yield watched(folder);
    isRead = true;
  });
  const readAll = (items: Iterable<Item | FolderInParts>): void => {
    for (const one of items) if ('item' in one) readAll(one.item);
  };
  const sampleFiles = () => {
    if (!isRead) readAll(item);
    return namedBy(found);
  };
  return { collection: { ...collection, item }, sampleFiles };
}
