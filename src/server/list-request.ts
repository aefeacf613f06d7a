import { exactText } from '../core/digits.ts';
import { valueAt } from '../core/pointer.ts';
import type { ListMeaning, Paging } from '../model/list-meaning.ts';
import type { ApiModel, Media, Operation, Parameter, Response } from '../model/types.ts';
import { preferredMedia, type Refused, refuse } from './reply.ts';
import type { PathValues } from './routes.ts';
import type { SampleOf } from './samples.ts';
import { defaultOf } from './schema-members.ts';
import { successOf } from './success.ts';
import type { Accepts } from './validators.ts';

/** A list operation with the URL of a request to it. */
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

/** How pages are requested. Links to them are opaque: where nothing is declared, they have a parameter of their own. */
export function pagingOf({ list, operation }: ListRequest): Paging | undefined {
  if (list.paging || !list.next) return list.paging;
  const taken = new Set(operation.parameters.map(({ name }) => name));
  let parameter = 'position';
  while (taken.has(parameter)) parameter = `own_${parameter}`;
  return { kind: 'offset', parameter };
}

export function queryParameter({ operation }: ListRequest, name: string): Parameter | undefined {
  return operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
}

/** The value of a parameter, or the default of its schema. Several values are one text, with commas. */
export function textFor(request: ListRequest, name: string): string | undefined {
  const given = request.url.searchParams.getAll(name);
  if (given.length > 0) return given.join(',');
  return defaultText(request, name);
}

export function defaultText(request: ListRequest, name: string): string | undefined {
  const parameter = queryParameter(request, name);
  const fallback = parameter && defaultOf(parameter.node.schema, request.model);
  if (fallback === undefined || fallback === null) return undefined;
  if (Array.isArray(fallback)) return fallback.map(exactText).join(',');
  return exactText(fallback);
}

/** A whole number of at least `least`. The schema was checked before, but it may allow other texts. */
export function numberFor(request: ListRequest, name: string, least: number): number | undefined | Refused {
  const text = textFor(request, name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
  return refuse(
    'invalid-query-parameter',
    `"${name}" must be a whole number of at least ${least}, got ${JSON.stringify(text)}`,
  );
}

/** The described response of success, and its media type. */
export function describedAnswer({ operation }: ListRequest): { response?: Response; media?: Media; status: number } {
  const { status, described } = successOf(operation);
  const media = preferredMedia(described?.media ?? []);
  return { status, ...(described && { response: described }), ...(media && { media }) };
}

/** The value at a path in the first example of the response. */
export function exampleAt(request: ListRequest, path: readonly string[]): unknown {
  return valueAt(describedAnswer(request).media?.examples[0]?.value, path);
}
