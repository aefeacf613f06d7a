import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation } from '../model/types.ts';
import { sampleValue } from '../schema/sample.ts';
import { matches, toConditions } from './filter.ts';
import { preferredMedia, type Refused, type Reply, refuse } from './reply.ts';
import { defaultOf } from './schema-members.ts';
import { sortItems, toSortBys } from './sort.ts';
import { successOf, toBody } from './success.ts';

export interface ListRequest {
  readonly operation: Operation;
  readonly list: ListMeaning;
  readonly items: readonly unknown[];
  readonly query: URLSearchParams;
  readonly model: ApiModel;
}

/** A list as asked for: filtered, then sorted, then the page of it. */
export function answerList(request: ListRequest): Reply | Refused {
  const { operation, list, items, query, model } = request;
  const conditions = toConditions(list, { query, operation, model });
  const found = items.filter((item) => conditions.every((condition) => matches(item, condition)));
  const sorted = inOrder(found, request);
  if ('kind' in sorted) return sorted;
  const offset = numberFor(list.offset, request);
  if (typeof offset === 'object') return offset;
  const limit = numberFor(list.limit, request);
  if (typeof limit === 'object') return limit;
  const start = offset ?? 0;
  const page = sorted.slice(start, start + (limit ?? sorted.length));
  const { status, described } = successOf(operation);
  return {
    kind: 'reply',
    status,
    ...(described && { described }),
    headers: {
      ...(list.count !== undefined && { [list.count]: String(page.length) }),
      ...(list.total !== undefined && { [list.total]: String(found.length) }),
    },
    body: toBody(described, inEnvelope(page, request)),
  };
}

function inOrder(found: readonly unknown[], request: ListRequest): readonly unknown[] | Refused {
  const { sort } = request.list;
  const text = sort && textFor(sort.parameter, request);
  if (text === undefined) return found;
  const bys = toSortBys(text, request.list, request.model);
  return 'kind' in bys ? bys : sortItems(found, bys);
}

/** A position or a number of items. Its schema has had its say; whatever that is, it must be a number from 0. */
function numberFor(name: string | undefined, request: ListRequest): number | undefined | Refused {
  const text = name === undefined ? undefined : textFor(name, request);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  return refuse('invalid-query-parameter', `"${name}" is no number from 0: ${JSON.stringify(text)}`);
}

/** What the caller gave for a parameter, or the default that its schema declares. */
function textFor(name: string, { operation, query, model }: ListRequest): string | undefined {
  const given = query.get(name);
  if (given !== null) return given;
  const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
  const fallback = parameter && defaultOf(parameter.node.schema, model);
  if (fallback === undefined) return undefined;
  return typeof fallback === 'string' ? fallback : JSON.stringify(fallback);
}

/** The body: the array itself, or an object that holds it where the description says, its other members sampled. */
function inEnvelope(page: readonly unknown[], { operation, list, model }: ListRequest): unknown {
  const path = fromPointer(list.items);
  if (path.length === 0) return page;
  const media = preferredMedia(successOf(operation).described?.media ?? []);
  return withMember(media?.node && sampleValue(media.node, model), path, page);
}

function withMember(root: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const members = isRecord(root) ? root : {};
  const inner = Object.hasOwn(members, name) ? members[name] : undefined;
  return { ...members, [name]: withMember(inner, rest, value) };
}
