/** The ids of a collection and its requests: made from names, so that a second import replaces the first. */
import { stableId } from '../core/stable-id.ts';
import type { ApiModel } from '../model/types.ts';

export function collectionIdOf({ title }: Pick<ApiModel, 'title'>): string {
  return stableId('collection', title);
}

/** The id of a request of the contract in a collection. */
export function itemIdOf(collectionId: string, request: { readonly id: string }): string {
  return stableId(collectionId, request.id);
}
