import { isRecord, type Json } from '../core/json.ts';
import { once } from '../core/once.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import type { ApiModel, Operation, Response } from '../model/types.ts';
import type { RefusalData } from '../sandbox/request-data.ts';
import { itemsOf, type Member, membersOf, requiredMembers } from '../schema/members.ts';
import type { SchemaNode } from '../schema/node.ts';
import { enumOf, scalarOrNull, statedTypes } from '../schema/types-of.ts';
import { answersOf, isRefusal, jsonOf } from './answers.ts';
import { replaced } from './mutations.ts';
import type { ContractRequest } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** An error response contains no data: no list, and no item. */
export const refusalWithoutData = defineRule<RefusalData>({
  id: 'refusal-without-data',
  summary: 'An error response contains no data: neither a list, nor the members that tell an item.',
  form: 'testFor',
  applies: ({ request, model }) => {
    const data = !isRefusal(request) || request.endpoint ? undefined : toData(request, model);
    return data && (data.list !== undefined || data.members.length > 0) ? [data] : [];
  },
  title: () => 'The error response contains no data',
  script: (data) => js`
    expectNoData(${data});
  `,
  mutations: ({ list, members }) => {
    const item: Json = Object.fromEntries(members.map((name) => [name, 'leaked']));
    const inBody = (body: Json) =>
      list === undefined
        ? { ...(isRecord(body) ? (body as object) : {}), ...(item as object) }
        : replaced(body, fromPointer(list), [item]);
    return [
      { name: 'data in an error response', change: (answer) => ({ ...answer, body: inBody(answer.body) as Json }) },
    ];
  },
});

/**
 * What an error response must not contain: a list, or all members by which an item is told. An error may have some of them for itself, such
 * as an id by which it is found in a log.
 */
function toData(request: ContractRequest, model: ApiModel): RefusalData {
  const { operation } = request;
  const errorMembers = answersOf(request).flatMap(({ response }) => memberNamesIn(model)(response));
  const ofErrors = membersOfErrors(model);
  const required = itemMembersIn(model)(operation).filter(
    ({ name, schema }) =>
      !MARKER.test(name) && !errorMembers.includes(name) && !ofErrors.has(name) && !hasOneValue(schema, model),
  );
  const known = required.filter(({ name }) => !COMMON.test(name));
  // Where all of them are objects, lists and flags, such as `ocs`, they may be an envelope, which errors have as well.
  const own = known.some(({ schema }) => isPlain(schema, model)) ? known.map(({ name }) => name) : [];
  return {
    // A list that is known only by convention may have an envelope that error responses share.
    ...(operation.list?.degree === 'declared' &&
      !mayHoldList(request, operation.list, errorMembers, model) && { list: operation.list.items }),
    members: telling(
      own,
      required.map(({ name }) => name),
    ),
  };
}

/** Two members tell an item. A single one an error may have, too, unless it is an id, or the item has a common member beside it. */
function telling(own: readonly string[], required: readonly string[]): readonly string[] {
  const [only, ...others] = own;
  if (only === undefined || others.length > 0) return own;
  return required.length > 1 || IS_ID.test(only) ? required : [];
}

/** The required members of an item, or of the success response. An operation has many requests that are refused. */
const itemMembersIn = once((model: ApiModel) =>
  once(({ list, responses }: Operation): readonly Member[] => {
    const success = responses.find(({ status }) => /^2(\d\d|XX)$/i.test(status));
    const node = list?.itemNode ?? (success && jsonOf(success)?.node);
    if (!node) return [];
    const names = requiredMembers(model, node);
    return membersOf(model, node).filter(({ name }) => names.includes(name));
  }),
);

/** A member with one value, such as the name of the type, tells no item from another. */
function hasOneValue(schema: SchemaNode, model: ApiModel): boolean {
  return enumOf(model, schema)?.length === 1;
}

function isPlain(schema: SchemaNode, model: ApiModel): boolean {
  const type = scalarOrNull(model, schema);
  return type !== undefined && type !== 'boolean';
}

/** The members of all documented errors: an API has one form for them, also where an operation does not describe it. */
const membersOfErrors = once(
  (model: ApiModel): ReadonlySet<string> =>
    new Set(
      model.operations
        .flatMap(({ responses }) => responses.filter(isOfError))
        .flatMap((response) => memberNamesIn(model)(response)),
    ),
);

/** Beside a success, `default` documents errors. */
function isOfError({ status }: Response, _: number, all: readonly Response[]): boolean {
  return /^[45]/.test(status) || (/^default$/i.test(status) && all.some((other) => other.status.startsWith('2')));
}

/** Whether a documented error response may itself contain an array at the place of the list. */
function mayHoldList(
  request: ContractRequest,
  { items }: ListMeaning,
  errorMembers: readonly string[],
  model: ApiModel,
): boolean {
  const [place] = fromPointer(items);
  return place === undefined
    ? answersOf(request).some(({ response }) => isArray(response, model))
    : errorMembers.includes(place);
}

/**
 * Members that say of a value what it is, or where, and not what is in it: every object of an API may have them, errors included. As in JSON-LD,
 * OData, FHIR, Kubernetes, SCIM, JSON:API, HAL, and for what is found in a log.
 */
const MARKER =
  /^([@$].*|resource_?type|kind|object|class|type|api_?version|schemas|json_?api|_?links?|_?meta(data)?|href|self|ur[il]|elapsed(_?\w+)?|took(_?ms)?|(request|trace|correlation|transaction|span|log|event)[_-]?id)$/i;

/** `orderId`, `order_id`, `uuid`. */
const IS_ID = /(^|[_-])(id|uuid|guid)$|[a-z](Id|ID|Uuid|UUID|Guid|GUID)$/;

/** The common members of error responses, documented or not. */
const COMMON =
  /^(id|kind|name|ok|success|data|results?|payload|meta|code|message|status|errors?|type|title|details?|description|reason|path|timestamp|time|date|instance|severity|(error|fault|problem|message|reason|status)[_-]?(id|code|text|message|type|title))$/i;

/** The names of the members of a response, and of the elements of one that is an array. */
const memberNamesIn = once((model: ApiModel) =>
  once((response: Response): readonly string[] => {
    const media = jsonOf(response);
    const nodes = media?.node ? [media.node, itemsOf(model, media.node)].filter((node) => node !== undefined) : [];
    const described = nodes.flatMap((node) => membersOf(model, node).map(({ name }) => name));
    return [...described, ...(media?.examples ?? []).flatMap(({ value }) => namesIn(value))];
  }),
);

function namesIn(value: unknown): readonly string[] {
  return [value].flat().flatMap((one) => (isRecord(one) ? Object.keys(one) : []));
}

function isArray(response: Response, model: ApiModel): boolean {
  const node = jsonOf(response)?.node;
  return node !== undefined && statedTypes(model, node).has('array');
}
