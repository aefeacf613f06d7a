import { join } from 'node:path';
import { compose } from '../../../src/cli/compose.ts';
import { onlyItems } from '../../../src/postman/types.ts';
import { folderWith } from '../../helpers/folder.ts';
import { INCIDENT } from './cli.ts';

/** `--collection` with a part of the Incident collection: the requests with one of these texts in their names. */
export async function onlyRequests(...parts: readonly string[]): Promise<readonly string[]> {
  const { collection } = await compose(INCIDENT, {});
  const only = onlyItems(collection, ({ name }) => parts.some((part) => name.includes(part)));
  const folder = await folderWith({ 'part.json': JSON.stringify(only) });
  return ['--collection', join(folder, 'part.json')];
}
