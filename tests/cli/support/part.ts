import { join } from 'node:path';
import { compose } from '../../../src/cli/compose.ts';
import { folderWith } from '../../helpers/folder.ts';
import { INCIDENT } from './cli.ts';

/** `--collection` with a part of the Incident collection: the requests with one of these texts in their names. */
export async function onlyRequests(...parts: readonly string[]): Promise<readonly string[]> {
  const { collection } = await compose(INCIDENT, {});
  const item = collection.item.map((group) => ({
    ...group,
    item: group.item.filter(({ name }) => parts.some((part) => name.includes(part))),
  }));
  const folder = await folderWith({ 'part.json': JSON.stringify({ ...collection, item }) });
  return ['--collection', join(folder, 'part.json')];
}
