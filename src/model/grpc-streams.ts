/**
 * Streams of grpc-gateway: it describes them as one JSON object, and sends one JSON text for each message, also as `application/json`. Many, such as
 * those that watch something, have no end.
 * https://github.com/grpc-ecosystem/grpc-gateway/blob/main/protoc-gen-openapiv2/internal/genopenapi/template.go
 */
import { membersOf } from '../schema/members.ts';
import { type Node, type Reading, report } from './reading.ts';
import type { Operation, Response } from './types.ts';

/** Leaves out an operation whose success is such a stream: nothing says when it ends, and no schema is that of the whole body. */
export function rejectGrpcStream(
  reading: Reading,
  node: Node,
  { method, path, responses }: Pick<Operation, 'method' | 'path' | 'responses'>,
): void {
  if (!responses.some((response) => isGrpcStream(response, reading))) return;
  const message = `"${method.toUpperCase()} ${path}" is a stream of several JSON texts, which may have no end, as its response says: it is not requested`;
  report(reading, 'operation/stream', node.path, message);
}

function isGrpcStream({ status, description, media }: Response, { schemas }: Reading): boolean {
  if (!status.startsWith('2') || !description.includes('(streaming responses)')) return false;
  return media.some(({ node }) => {
    const names = node ? membersOf(schemas, node).map(({ name }) => name) : [];
    return names.includes('result') && names.every((name) => name === 'result' || name === 'error');
  });
}
