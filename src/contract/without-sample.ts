/** Responses of which no value was found that their schema accepts: a server may not be able to send one. */
import type { Notice } from '../core/notices.ts';
import type { ApiModel, SchemaNode } from '../model/types.ts';
import { answersOf, jsonOf } from '../rules/answers.ts';
import { findSample } from '../schema/sample.ts';
import { entriesOf, type Group } from './types.ts';

/**
 * A notice for each schema of an expected response without a sample. What contradicts itself for certain is no longer in it; the rest is
 * asserted, since a search that finds nothing proves nothing.
 */
export function withoutSample(groups: readonly Group[], model: ApiModel): readonly Notice[] {
  const nodes = new Set<SchemaNode>();
  for (const { request } of entriesOf({ groups })) {
    for (const { response } of answersOf(request)) {
      const media = jsonOf(response);
      if (media?.node && media.examples.length === 0) nodes.add(media.node);
      for (const { node, example } of response.headers) if (example === undefined) nodes.add(node);
    }
  }
  return [...nodes]
    .filter((node) => findSample(node, model) === undefined)
    .map(({ pointer }) => ({
      kind: 'ambiguous',
      message: 'no value was found that satisfies this schema of a response: if there is none, each response fails',
      pointer,
    }));
}
