import { isRecord, type Json } from '../core/json.ts';
import { concreteType, contentKind, isJsonType, isMediaType } from '../core/media-types.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { sampleFile } from '../core/sample-files.ts';
import type { ApiModel, Example, Media, Response, ResponseHeader } from '../model/types.ts';
import { jsonMedia } from '../rules/answers.ts';
import type { ContractRequest } from '../rules/request.ts';
import { contentText } from '../schema/content-text.ts';
import { withoutOneWay } from '../schema/one-way-values.ts';
import { findSample, sampleValue } from '../schema/sample.ts';
import { argumentsNamed } from './named-arguments.ts';
import { canMeet } from './refusals.ts';
import { refusedNames, toBody } from './request-body.ts';
import { toText } from './serialize.ts';
import type { Answering, SavedAnswer } from './types.ts';

type Answered = Awaited<ReturnType<Answering>>;

/**
 * The saved responses of a request, which readers can see without credentials: the success, and each error that may occur. Named
 * examples of requests and responses belong together by their names.
 *
 * The success comes from a correct server with data, if there is one, so that all saved responses of a collection agree with each
 * other. Otherwise it is the example of the description, with matching count headers.
 */
export async function savedResponses(
  request: ContractRequest,
  model: ApiModel,
  answering: Answering,
): Promise<readonly SavedAnswer[]> {
  const { response } = request.expected;
  const status = typeof request.expected.status === 'number' ? request.expected.status : 200;
  const media = jsonMedia(request) ?? response.media.find(({ type }) => isMediaType(type));
  const usual = { title: response.description || 'success', status, media };
  const answered = jsonMedia(request) ? await answering(request) : undefined;
  const examples: readonly (Example | undefined)[] = (!answered && media?.examples) || [];
  const named = examples.length > 0 ? examples : [undefined];
  const answers = named.flatMap((example): SavedAnswer[] => {
    // An example may be null.
    const given = answered ?? (example && media && { body: answerOf(example.value, media, model) });
    const body = given ? given.body : media && sampleOf(media, model);
    if (body === undefined || !media) return [];
    const title = named.length > 1 && example ? titleOf(example) : usual.title;
    const headers = savedHeaders(response, model, (name) => countHeader(request, name, body, answered));
    const asked = example ? askedBy(request, example.name, model) : {};
    return [{ ...toAnswer({ ...usual, title, media }, body, headers, model), ...asked }];
  });
  const others = otherRequests(request, examples, answers).map((example): SavedAnswer => {
    const { requestBody: _, requestArguments: __, ...first } = answers[0] ?? { status, headers: [] };
    const headers = answers[0]?.headers ?? savedHeaders(response, model, () => undefined);
    return { ...first, headers, name: `${status}: ${titleOf(example)}`, ...askedBy(request, example.name, model) };
  });
  return [...answers, ...others, ...refusals(request, model)];
}

function titleOf({ summary, name }: Example): string {
  return summary || name;
}

/** An example as a server sends it: its author may have written `writeOnly` members, too. */
function answerOf(value: Json, { node }: Media, model: ApiModel): Json {
  return node ? withoutOneWay(value, node, 'writeOnly', model) : value;
}

function sampleOf({ node, type }: Media, model: ApiModel): Json | undefined {
  const isText = !['json', 'xml'].includes(contentKind(type));
  const found = node ? findSample(node, model) : isText ? '' : null;
  return node && found !== undefined ? withoutOneWay(found, node, 'writeOnly', model) : found;
}

interface Answer {
  readonly title: string;
  readonly status: number;
  readonly media: Media;
}

/** An answer in the syntax of its media type. Of bytes, only those of a text are saved. */
function toAnswer(
  { title, status, media: { type, node } }: Answer,
  value: Json,
  headers: SavedAnswer['headers'],
  model: ApiModel,
): SavedAnswer {
  const concrete = concreteType(type, typeof value !== 'string');
  const shared = { name: `${status}: ${title}`, status, headers };
  if (isJsonType(concrete)) return { ...shared, mediaType: concrete, body: value };
  const { bytes } = sampleFile(concrete);
  const file = bytes.every((byte) => byte < 0x80) ? Buffer.from(bytes).toString('latin1') : '';
  const text =
    typeof value === 'string' && contentKind(concrete) === 'other' ? value : contentText(concrete, value, node, model);
  return { ...shared, mediaType: concrete, text: text ?? file };
}

/** The named examples of a request that no response has, but for the one that is sent if it has an answer. */
function otherRequests(
  { operation, body }: ContractRequest,
  examples: readonly (Example | undefined)[],
  answers: readonly SavedAnswer[],
): readonly Example[] {
  const refused = refusedNames(operation);
  const named = body?.media?.examples.filter(({ pointer, name }) => pointer !== '' && !refused.has(name)) ?? [];
  const left = named.filter(({ name }) => !examples.some((example) => example?.name === name));
  const isAnswered = answers.some(({ requestBody }) => requestBody === undefined);
  return named.length < 2 ? [] : left.filter(({ value }) => !isAnswered || !isSent(value, body));
}

/** What the request with the examples of this name has, where it differs from the one that is sent. */
function askedBy(
  request: ContractRequest,
  name: string,
  model: ApiModel,
): Pick<SavedAnswer, 'requestBody' | 'requestArguments'> {
  const requestBody = bodyNamed(request, name, model);
  const requestArguments = argumentsNamed(request, name, model);
  return { ...(requestBody && { requestBody }), ...(requestArguments && { requestArguments }) };
}

function isSent(value: Json, body: ContractRequest['body']): boolean {
  return JSON.stringify(value) === JSON.stringify(body?.value);
}

/** The body of the request with this example; `undefined` if it is the one that is sent anyway. */
function bodyNamed({ body }: ContractRequest, name: string, model: ApiModel): ContractRequest['body'] {
  const media = body?.media;
  const example = [...(media?.examples ?? []), ...(media?.invalidExamples ?? [])].find(
    (candidate) => candidate.name === name && candidate.pointer !== '',
  );
  const found = media && example && toBody(media, example.value, model);
  return found && !isSent(found.value, body) ? found : undefined;
}

function refusals(request: ContractRequest, model: ApiModel): readonly SavedAnswer[] {
  const { operation, arguments: given } = request;
  const asks = given.some((argument) => argument.in === 'query' && argument.enabled);
  return operation.responses.flatMap((response) => {
    if (!/^[45]\d\d$/.test(response.status)) return [];
    return response.media.flatMap((media) =>
      media.examples.flatMap((example): SavedAnswer[] => {
        const own = askedBy(request, example.name, model);
        const { causes } = example;
        const met = causes.filter((cause) => canMeet(operation, cause, model));
        const isElsewhere = causes.length > 0 && met.every((cause) => cause === 'invalid-query-parameter' && !asks);
        if (!own.requestBody && !own.requestArguments && isElsewhere) return [];
        const headers = savedHeaders(response, model, () => undefined);
        const title = example.pointer === '' ? response.description || 'error' : titleOf(example);
        const answer = { title, status: Number(response.status), media };
        return [{ ...toAnswer(answer, answerOf(example.value, media, model), headers, model), ...own }];
      }),
    );
  });
}

function savedHeaders(response: Response, model: ApiModel, known: (name: string) => string | undefined) {
  return response.headers
    .filter((header) => header.required)
    .map((header) => ({ name: header.name, value: known(header.name) ?? headerText(header, model) }));
}

/** An object as `simple` has it, unless it is JSON. https://spec.openapis.org/oas/v3.1.1.html#style-values */
function headerText({ example, node, spelling }: ResponseHeader, model: ApiModel): string {
  const value = example ?? sampleValue(node, model);
  const isMap = isRecord(value) && spelling !== 'json';
  return isMap
    ? Object.entries(value)
        .flat()
        .map((one) => toText(one as Json))
        .join(',')
    : toText(value);
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
