import type { Collection, CollectionEvent, Folder, Item } from '../../src/postman/types.ts';

/** A script of a collection: of itself, of a folder, or of a request. */
export interface Found {
  readonly owner: 'collection' | 'folder' | 'request';
  /** The names of the folders and of the request that it is of. */
  readonly path: string;
  readonly listen: CollectionEvent['listen'];
  readonly text: string;
}

/** All scripts of a collection, in its order. */
export function scriptsIn(collection: Collection): readonly Found[] {
  return [
    ...found('collection', collection.info.name, collection.event),
    ...collection.item.flatMap((folder) => ofChild(folder, '')),
  ];
}

function ofChild(child: Folder | Item, above: string): readonly Found[] {
  const path = `${above}/${child.name}`;
  if (!('item' in child)) return found('request', path, child.event);
  return [...found('folder', path, child.event ?? []), ...child.item.flatMap((inner) => ofChild(inner, path))];
}

function found(owner: Found['owner'], path: string, events: readonly CollectionEvent[]): readonly Found[] {
  return events.map(({ listen, script }) => ({ owner, path, listen, text: script.exec.join('\n') }));
}
