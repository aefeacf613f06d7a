import type { ApiModel, Response as DescribedResponse, Media, Operation } from '../model/types.ts';
import { withoutOneWay } from '../schema/one-way-values.ts';
import { toStatus } from './refusal.ts';
import { anyValue, type Body, preferredMedia, type Reply, toContentType } from './reply.ts';
import type { SampleOf } from './samples.ts';

/** The first response of success, and its status. Without a 2xx, a redirect is one; 304 answers a conditional request only. */
export function successOf(operation: Operation): { status: number; described?: DescribedResponse } {
  const described =
    operation.responses.find(({ status }) => status.startsWith('2')) ??
    operation.responses.find(({ status }) => status.startsWith('3') && status !== '304') ??
    operation.responses.find(({ status }) => status === 'default');
  return described ? { status: toStatus(described.status, 200), described } : { status: 200 };
}

/** A value in the media type of its response. */
export function toReplyBody(described: DescribedResponse | undefined, value: unknown): Body {
  const media = preferredMedia(described?.media ?? []);
  if (!media) return { type: 'application/json', value };
  return { type: toContentType(media.type), value, ...(media.node && { node: media.node }) };
}

/** The described response of an operation: its first example, or a sample of its schema. */
export function answerAsDescribed(operation: Operation, sampleOf: SampleOf, model: ApiModel): Reply {
  const { status, described } = successOf(operation);
  const media = preferredMedia(described?.media ?? []);
  const value = media && valueIn(media, sampleOf, model);
  return {
    kind: 'reply',
    status,
    ...(described && { described }),
    headers: {},
    ...(value !== undefined && { body: toReplyBody(described, value) }),
  };
}

function valueIn({ examples: [example], node, type }: Media, sampleOf: SampleOf, model: ApiModel): unknown {
  if (!node) return example ? example.value : anyValue(type);
  return example ? withoutOneWay(example.value, node, 'writeOnly', model) : sampleOf(node);
}
