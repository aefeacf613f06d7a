import { isRecord } from '../core/json.ts';
import type { ApiModel, Cause, Response as DescribedResponse, Operation } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import { anyValue, type Body, preferredMedia, type Refused, type Reply, toContentType } from './reply.ts';

/** The statuses of a cause where the description has no example for it, the usual one first. https://www.rfc-editor.org/rfc/rfc9110#section-15.5 */
const STATUSES = {
  'missing-credentials': [401, 403],
  'invalid-credentials': [401, 403],
  'expired-credentials': [401, 403],
  'missing-api-key': [401, 403],
  'invalid-api-key': [401, 403],
  'insufficient-scope': [403, 401],
  'unknown-resource': [404],
  'method-not-allowed': [405],
  'invalid-query-parameter': [400, 422],
  'missing-query-parameter': [400, 422],
  'invalid-path-parameter': [400, 422],
  'missing-header': [400, 422],
  'invalid-header': [400, 422],
  'invalid-cursor': [400, 422],
  'invalid-body': [400, 422],
  'too-many-requests': [429],
  'internal-error': [500],
  unavailable: [503],
} as const satisfies Record<Cause, readonly [number, ...number[]]>;

/**
 * A 4xx or 5xx response as the description has it: the example that names the cause, whatever its status; else the response for
 * the usual status of the cause; else `{ "error": … }`.
 *
 * The operations are tried in order, so that an undeclared path responds like its neighbours.
 */
export function toRefusal(operations: readonly Answering[], refused: Refused, model: ApiModel): Reply {
  const reply = toReply(operations, refused, model);
  const { status, body } = reply;
  return body ? { ...reply, body: withOwnStatus(body, status) } : reply;
}

/** Whatever has responses: an operation, or a token endpoint. */
type Answering = Pick<Operation, 'responses'>;

/** The `status` member of a problem is that of its response. https://www.rfc-editor.org/rfc/rfc9457#section-3.1.2 */
function withOwnStatus({ type, value }: Body, status: number): Body {
  const hasStatus =
    /^application\/problem\+json\b/i.test(type) &&
    isRecord(value) &&
    (typeof value['status'] === 'number' || value['status'] === null);
  return { type, value: hasStatus ? { ...value, status } : value };
}

function toReply(operations: readonly Answering[], refused: Refused, model: ApiModel): Reply {
  const [usual, ...others] = statusesOf(refused);
  const headers = refused.headers ?? {};
  const responses = operations.flatMap((operation) => operation.responses);
  const documented = refused.cause && findByCause(responses, refused.cause, model);
  if (documented)
    return { kind: 'reply', status: toStatus(documented.described.status, usual), headers, ...documented };
  const other = others.find((status) => responses.some((response) => response.status === String(status)));
  const exact = responses.some((response) => response.status === String(usual));
  const status = exact ? usual : (other ?? usual);
  const described = findByStatus(responses, status);
  const body = (described && firstBody(described, model)) ?? plainBody(refused.message);
  return { kind: 'reply', status, headers, ...(described && { described }), body };
}

function statusesOf({ status, cause }: Refused): readonly [number, ...number[]] {
  if (status !== undefined) return [status];
  return cause ? STATUSES[cause] : [400];
}

/**
 * The response and the example that name a cause. Responses with a usual status of the cause come first, since a response that is
 * shared by several statuses names several causes.
 */
function findByCause(responses: readonly DescribedResponse[], cause: Cause, model: ApiModel) {
  const usual = responses.filter(({ status }) => STATUSES[cause].some((code) => String(code) === status));
  const ordered = [...usual, ...responses];
  for (const described of ordered) {
    for (const { type, examples } of described.media) {
      const example = examples.find(({ causes }) => causes.includes(cause));
      if (example) return { described, body: { type: toContentType(type), value: example.value } };
    }
  }
  const described = ordered.find(({ causes }) => causes?.includes(cause));
  const body = described && firstBody(described, model);
  return described && { described, ...(body && { body }) };
}

/** `404`, then `4XX`, then `default`. https://spec.openapis.org/oas/v3.1.1.html#patterned-fields-0 */
function findByStatus(responses: readonly DescribedResponse[], status: number): DescribedResponse | undefined {
  for (const spelling of [String(status), `${String(status)[0]}XX`, 'default']) {
    const found = responses.find((response) => response.status.toUpperCase() === spelling.toUpperCase());
    if (found) return found;
  }
  return undefined;
}

function firstBody(response: DescribedResponse, model: ApiModel): Body | undefined {
  const media = preferredMedia(response.media);
  if (!media) return undefined;
  const [example] = media.examples;
  if (example) return { type: toContentType(media.type), value: example.value };
  const value = media.node ? sampleValue(media.node, model) : anyValue(media.type);
  return { type: toContentType(media.type), value };
}

function plainBody(message: string): Body {
  return { type: 'application/json', value: { error: message } };
}

/** The status of a response, which may be a range: `4XX` is the usual status if that is in the range, else 400. */
export function toStatus(spelled: string, usual: number): number {
  if (/^\d{3}$/.test(spelled)) return Number(spelled);
  const range = /^([1-5])XX$/i.exec(spelled)?.[1];
  return range && !String(usual).startsWith(range) ? Number(range) * 100 : usual;
}

/** The operations, ordered by how many leading segments their path has in common with the given one. */
export function nearest(operations: readonly Operation[], path: string): Operation[] {
  const requested = path.split('/');
  const shared = (operation: Operation) => {
    const segments = operation.path.split('/');
    const different = segments.findIndex((segment, index) => segment !== requested[index]);
    return different < 0 ? segments.length : different;
  };
  return [...operations].sort((a, b) => shared(b) - shared(a));
}
