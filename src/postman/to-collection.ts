import type { Contract, Group } from '../contract/types.ts';
import { madeWhenRead } from '../core/folded.ts';
import { stableId } from '../core/stable-id.ts';
import { toList } from '../core/words.ts';
import type { ApiModel } from '../model/types.ts';
import { collectionScheme, toAuth } from './auth.ts';
import { collectionIdOf } from './ids.ts';
import { toItemName } from './item-names.ts';
import { type Scripts, toScripts } from './scripts.ts';
import { toEvent, toItem } from './to-item.ts';
import { type Collection, type CollectionInParts, type FolderInParts, type Item, wholeCollection } from './types.ts';
import { connectionVariables, toVariables } from './variables.ts';
import { BY_SCRIPT } from './without-scripts.ts';

/**
 * A contract as a Postman collection, version 2.1.0. People import the same file that CI runs.
 *
 * Ids are made from names, so a second import replaces the first, and the same contract gives the same bytes.
 */
export function toCollection(contract: Contract): Collection {
  return wholeCollection(toCollectionInParts(contract));
}

/** As {@link toCollection}, with requests that are made when they are read. The scripts are made first, since what they share is in others. */
export function toCollectionInParts(contract: Contract): CollectionInParts {
  const { model } = contract;
  const id = collectionIdOf(model);
  const scheme = collectionScheme(model);
  const auth = scheme && toAuth(scheme);
  const scripts = toScripts(contract);
  return {
    info: {
      _postman_id: id,
      name: model.title,
      description: [howToStart(contract), model.description.trim(), ...(model.remarks ?? []), fromServer(model)]
        .filter(Boolean)
        .join('\n\n'),
      ...(model.version && { version: model.version }),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: madeWhenRead(() => toFolders(contract.groups, scripts, { id, model })),
    ...(auth && { auth }),
    event: [toEvent('prerequest', scripts.ofCollection)],
    variable: toVariables(contract, id),
  };
}

interface Owner {
  /** The id of the collection, or of a folder. */
  readonly id: string;
  readonly model: ApiModel;
}

/** A tag may have the name of one of our folders, so the id of a later folder with the same name gets a number. */
function toFolders(groups: readonly Group[], scripts: Scripts, owner: Owner, collectionId = owner.id): FolderInParts[] {
  const met = new Map<string, number>();
  return groups.map((group) => {
    const before = met.get(group.name) ?? 0;
    met.set(group.name, before + 1);
    const id = stableId(owner.id, 'folder', group.name, ...(before > 0 ? [String(before + 1)] : []));
    return toFolder(group, scripts, { id, model: owner.model }, collectionId);
  });
}

function toFolder(group: Group, scripts: Scripts, { id, model }: Owner, collectionId: string): FolderInParts {
  const before = scripts.ofGroup(group);
  return {
    id,
    name: toItemName(group.name),
    description: group.description,
    item: madeWhenRead(() => toChildren(group, scripts, { id, model }, collectionId)),
    ...(before.text !== '' && { event: [toEvent('prerequest', before)] }),
  };
}

function* toChildren(
  group: Group,
  scripts: Scripts,
  owner: Owner,
  collectionId: string,
): Generator<Item | FolderInParts> {
  for (const entry of group.entries) yield toItem(entry, scripts.ofEntry(entry), collectionId, owner.model);
  yield* toFolders(group.groups, scripts, owner, collectionId);
}

/** The most requests of a server that a description lists. */
const LISTED = 40;

/** Webhooks and callbacks, which a collection cannot receive. */
function fromServer({ serverRequests = [] }: ApiModel): string {
  if (serverRequests.length === 0) return '';
  const lines = serverRequests.slice(0, LISTED).map(({ name, of, sends }) => {
    const what = of === undefined ? 'webhook' : `callback of ${code(of)}`;
    return `- ${code(name)} (${what})${sends.length > 0 ? `: ${sends.map(code).join(', ')}` : ''}`;
  });
  const others = serverRequests.length - lines.length;
  return [
    '**Sent by the server**, and not by this collection:\n',
    ...lines,
    ...(others > 0 ? [`- and ${others} more`] : []),
  ].join('\n');
}

function code(text: string): string {
  return `\`${text.replace(/[`\s]+/g, ' ')}\``;
}

/** The folders, each before those in it. */
function allOf(groups: readonly Group[]): readonly Group[] {
  return groups.flatMap((group) => [group, ...allOf(group.groups)]);
}

/** The first steps after importing the collection. */
function howToStart({ model, groups }: Contract): string {
  const secrets = connectionVariables(model)
    .filter(({ secret, optional }) => secret && !optional)
    .map(({ name }) => `\`${name}\``);
  const fill =
    secrets.length > 0 ? `Choose an environment and fill in ${toList(secrets)}. ` : 'Choose an environment. ';
  const start = allOf(groups).find(({ entries }) => entries.some(({ request }) => request.endpoint === undefined));
  const [first] = start?.entries ?? [];
  const captures = first?.request.captures.length ? ', which stores an id for later requests' : '';
  const token = collectionScheme(model)?.kind === 'client-credentials' ? BY_SCRIPT : '';
  return first
    ? `**To start:** ${fill}Open the folder "${start?.name}" and send its first request${captures}.${token}`
    : '';
}
