import type { Operation } from '../model/types.ts';
import { isJson, type Refused, refuse } from './reply.ts';
import type { Accepts } from './validators.ts';

/** Check the body of a request: it may be missing, not JSON, or not match its schema. Other media types are not checked. */
export async function checkBody(
  operation: Operation,
  request: Request,
  accepts: Accepts,
): Promise<Refused | undefined> {
  const { body } = operation;
  if (!body) return undefined;
  const text = await request.text();
  if (text === '') return body.required ? refuse('invalid-body', 'the body is missing') : undefined;
  const media = body.media.find(({ type }) => isJson(type));
  if (!media || !isJson(request.headers.get('content-type') ?? '')) return undefined;
  const value = parsed(text);
  if (value === undefined) return refuse('invalid-body', 'the body is not JSON');
  if (!media.node || accepts(media.node, value)) return undefined;
  return refuse('invalid-body', 'the body does not match its schema');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
