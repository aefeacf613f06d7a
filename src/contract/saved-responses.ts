import type { Json } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import type { ApiModel, Response, ResponseHeader } from '../model/types.ts';
import { jsonMedia } from '../rules/answers.ts';
import type { ContractRequest } from '../rules/request.ts';
import { findSample, sampleValue } from '../schema/sample.ts';
import { canMeet } from './refusals.ts';
import { toText } from './serialize.ts';
import type { Answering, SavedAnswer } from './types.ts';

type Answered = Awaited<ReturnType<Answering>>;

/**
 * The saved responses of a request, which readers can see without credentials: the success, and each error that may occur.
 *
 * The success comes from a correct server with data, if there is one, so that all saved responses of a collection agree with each
 * other. Otherwise it is the example of the description, with matching count headers.
 */
export async function savedResponses(
  request: ContractRequest,
  model: ApiModel,
  answering: Answering,
): Promise<readonly SavedAnswer[]> {
  const media = jsonMedia(request);
  if (!media) return refusals(request, model);
  const answered = await answering(request);
  const { response } = request.expected;
  const status = typeof request.expected.status === 'number' ? request.expected.status : 200;
  const sample = media.node ? findSample(media.node, model) : null;
  const body = answered?.body ?? media.examples[0]?.value ?? sample;
  if (body === undefined) return refusals(request, model);
  const success: SavedAnswer = {
    name: `${status}: ${response.description || 'success'}`,
    status,
    headers: savedHeaders(response, model, (name) => countHeader(request, name, body, answered)),
    mediaType: media.type,
    body,
  };
  return [success, ...refusals(request, model)];
}

function refusals(request: ContractRequest, model: ApiModel): readonly SavedAnswer[] {
  const { operation, arguments: given } = request;
  const asks = given.some((argument) => argument.in === 'query' && argument.enabled);
  return operation.responses.flatMap((response) => {
    if (!/^[45]\d\d$/.test(response.status)) return [];
    return response.media.flatMap((media) =>
      media.examples.flatMap((example): SavedAnswer[] => {
        const requestBody = wrongBody(request, example.name);
        const met = example.causes.filter((cause) => canMeet(operation, cause, model));
        if (!requestBody && met.every((cause) => cause === 'invalid-query-parameter' && !asks)) return [];
        const headers = savedHeaders(response, model, () => undefined);
        const name = `${response.status}: ${example.summary || example.name}`;
        const answer = { name, status: Number(response.status), headers, mediaType: media.type, body: example.value };
        return [{ ...answer, ...(requestBody && { requestBody }) }];
      }),
    );
  });
}

/** The body of a refused request: an example that breaks the schema, and has the name of the answer's example. */
function wrongBody({ operation, body }: ContractRequest, name: string): ContractRequest['body'] {
  const media = operation.body?.media.find(({ type }) => type === body?.type);
  const example = media?.invalidExamples?.find((candidate) => candidate.name === name);
  return media && example && { type: media.type, value: example.value };
}

function savedHeaders(response: Response, model: ApiModel, known: (name: string) => string | undefined) {
  return response.headers
    .filter((header) => header.required)
    .map((header) => ({ name: header.name, value: known(header.name) ?? headerText(header, model) }));
}

function headerText(header: ResponseHeader, model: ApiModel): string {
  return toText(header.example ?? sampleValue(header.node, model));
}

/**
 * The value of a count header: that of the server's response, or else the number of items in the example. All other headers come
 * from the description, because a server's values may differ from run to run.
 */
function countHeader(
  { operation: { list } }: ContractRequest,
  name: string,
  body: Json,
  answered: Answered,
): string | undefined {
  const counts = [list?.count, list?.total].some((place) => place?.kind === 'header' && place.name === name);
  if (!list || !counts) return undefined;
  const served = answered?.headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
  if (served) return served.value;
  const items = valueAt(body, fromPointer(list.items));
  return Array.isArray(items) ? String(items.length) : undefined;
}
