import { valueAt } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Media, Operation, Parameter, Response } from '../model/types.ts';
import { preferredMedia, type Refused, refuse } from './reply.ts';
import type { PathValues } from './routes.ts';
import type { SampleOf } from './samples.ts';
import { defaultOf } from './schema-members.ts';
import { successOf } from './success.ts';
import type { Accepts } from './validators.ts';

/** A list, and how it was asked for. */
export interface ListRequest {
  readonly operation: Operation;
  readonly list: ListMeaning;
  readonly items: readonly unknown[];
  readonly url: URL;
  readonly values: PathValues;
  readonly model: ApiModel;
  readonly accepts: Accepts;
  readonly sampleOf: SampleOf;
}

export function queryParameter({ operation }: ListRequest, name: string): Parameter | undefined {
  return operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
}

/** What the caller gave for a parameter, or the default that its schema declares. A list of values is one text, with commas. */
export function textFor(request: ListRequest, name: string): string | undefined {
  const given = request.url.searchParams.getAll(name);
  if (given.length > 0) return given.join(',');
  return defaultText(request, name);
}

export function defaultText(request: ListRequest, name: string): string | undefined {
  const parameter = queryParameter(request, name);
  const fallback = parameter && defaultOf(parameter.node.schema, request.model);
  if (fallback === undefined || fallback === null) return undefined;
  if (Array.isArray(fallback)) return fallback.map(String).join(',');
  return typeof fallback === 'string' ? fallback : JSON.stringify(fallback);
}

/** A number from `least` on. Its schema has had its say; whatever that is, digits it must be. */
export function numberFor(request: ListRequest, name: string, least: number): number | undefined | Refused {
  const text = textFor(request, name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
  return refuse('invalid-query-parameter', `"${name}" is no number from ${least}: ${JSON.stringify(text)}`);
}

/** The answer as the description has it: its response, and the media type in which it comes. */
export function describedAnswer({ operation }: ListRequest): { response?: Response; media?: Media; status: number } {
  const { status, described } = successOf(operation);
  const media = preferredMedia(described?.media ?? []);
  return { status, ...(described && { response: described }), ...(media && { media }) };
}

/** What the description shows at a place of the answer, in its first example. */
export function exampleAt(request: ListRequest, path: readonly string[]): unknown {
  return valueAt(describedAnswer(request).media?.examples[0]?.value, path);
}
