import type { Response as DescribedResponse, Operation } from '../model/types.ts';
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
  return { type: media ? toContentType(media.type) : 'application/json', value };
}

/** The described response of an operation: its first example, or a sample of its schema. */
export function answerAsDescribed(operation: Operation, sampleOf: SampleOf): Reply {
  const { status, described } = successOf(operation);
  const media = preferredMedia(described?.media ?? []);
  const [example] = media?.examples ?? [];
  const value = example ? example.value : media && (media.node ? sampleOf(media.node) : anyValue(media.type));
  return {
    kind: 'reply',
    status,
    ...(described && { described }),
    headers: {},
    ...(value !== undefined && { body: toReplyBody(described, value) }),
  };
}
