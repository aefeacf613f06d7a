import type { Contract } from '../contract/types.ts';
import { stableId } from '../core/stable-id.ts';
import { toList } from '../core/words.ts';
import { collectionScheme, toAuth } from './auth.ts';
import { throttleScript } from './throttle-script.ts';
import { toEvent, toItem } from './to-item.ts';
import { tokenScript } from './token-script.ts';
import type { Collection } from './types.ts';
import { connectionVariables, toVariables } from './variables.ts';

/**
 * A contract as a Postman collection, version 2.1.0: the same file for people, who import it, and for CI, which runs it.
 *
 * Ids are made of names, so importing anew replaces, and the same contract gives the same bytes.
 */
export function toCollection(contract: Contract): Collection {
  const { model } = contract;
  const id = stableId('collection', model.title);
  const scheme = collectionScheme(model);
  const auth = scheme && toAuth(scheme);
  return {
    info: {
      _postman_id: id,
      name: model.title,
      description: [howToStart(contract), model.description.trim()].filter(Boolean).join('\n\n'),
      ...(model.version && { version: model.version }),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: contract.groups.map((group) => ({
      id: stableId(id, 'folder', group.name),
      name: group.name,
      description: group.description,
      item: group.entries.map((entry) => toItem(entry, id, model)),
    })),
    ...(auth && { auth }),
    event: [
      ...(scheme?.kind === 'client-credentials' ? [toEvent('prerequest', tokenScript(scheme), id)] : []),
      toEvent('test', throttleScript(model), id),
    ],
    variable: toVariables(contract, id),
  };
}

/** What a reader does first, who has just imported the collection. */
function howToStart({ model, groups }: Contract): string {
  const secrets = connectionVariables(model)
    .filter(({ secret, optional }) => secret && !optional)
    .map(({ name }) => `\`${name}\``);
  const fill =
    secrets.length > 0 ? `Choose an environment and fill in ${toList(secrets)}. ` : 'Choose an environment. ';
  const [first] = groups[0]?.entries ?? [];
  const keeps = first?.request.keeps.length ? ', which keeps an id for those that follow' : '';
  const token =
    collectionScheme(model)?.kind === 'client-credentials'
      ? ' The access token is fetched for you, and kept until it expires.'
      : '';
  return first
    ? `**To start:** ${fill}Open the folder "${groups[0]?.name}" and send its first request${keeps}.${token}`
    : '';
}
