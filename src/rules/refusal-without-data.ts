import { isRecord, type Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import type { ApiModel, Response } from '../model/types.ts';
import type { RefusalData } from '../sandbox/request-data.ts';
import { membersOf, requiredMembers } from '../schema/members.ts';
import { statedTypes } from '../schema/types-of.ts';
import { replaced } from './mutations.ts';
import { answersOf, type ContractRequest, isSuccess, jsonOf } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A refusal gives nothing away: it holds no list, and none of what makes an item. */
export const refusalWithoutData = defineRule<RefusalData>({
  id: 'refusal-without-data',
  summary: 'A refusal holds no data: neither a list, nor the id of an item, nor the members that all items have.',
  form: 'test',
  applies: ({ request, model }) => {
    const data = isSuccess(request) || request.endpoint === 'token' ? undefined : toData(request, model);
    return data && (data.list !== undefined || data.id !== undefined || data.members.length > 0) ? [data] : [];
  },
  title: () => 'The error response contains no data',
  script: (data) => js`
    expectNoData(${data});
  `,
  mutations: ({ list, id, members }) => {
    const item: Json = Object.fromEntries(
      [...members, ...(id === undefined ? [] : fromPointer(id).slice(0, 1))].map((name) => [name, 'leaked']),
    );
    const inBody = (body: Json) =>
      list === undefined
        ? { ...(isRecord(body) ? (body as object) : {}), ...(item as object) }
        : replaced(body, fromPointer(list), [item]);
    return [{ name: 'data in a refusal', change: (answer) => ({ ...answer, body: inBody(answer.body) as Json }) }];
  },
});

function toData(request: ContractRequest, model: ApiModel): RefusalData | undefined {
  const { operation, item } = request;
  const list = operation.list ?? item?.list;
  const success = operation.responses.find(({ status }) => /^2(\d\d|XX)$/i.test(status));
  const node = operation.list?.itemNode ?? (success && jsonOf(success)?.node);
  const stated = answersOf(request).flatMap(({ response }) => memberNames(response, model));
  const members = node
    ? requiredMembers(model, node).filter((name) => !stated.includes(name) && !COMMON.test(name))
    : [];
  const [place] = fromPointer(operation.list?.items ?? '');
  const isStated =
    place === undefined ? answersOf(request).some(({ response }) => isArray(response, model)) : stated.includes(place);
  const [id] = fromPointer(list?.id ?? '');
  const knowsId = list?.degree === 'declared' && id !== undefined && !stated.includes(id) && !isCommon(id);
  return {
    // By convention alone nobody knows what else an envelope of that form may hold.
    ...(operation.list?.degree === 'declared' && !isStated && { list: operation.list.items }),
    ...(knowsId && list && { id: list.id }),
    members,
  };
}

/** An id may be called as a member of any refusal is, such as `code`. */
function isCommon(id: string): boolean {
  return id !== 'id' && COMMON.test(id);
}

/** What refusals are commonly made of, described or not. */
const COMMON =
  /^(id|name|code|message|status|errors?|type|title|details?|description|reason|path|timestamp|time|date|instance)$/i;

function memberNames(response: Response, model: ApiModel): readonly string[] {
  const media = jsonOf(response);
  const sample = media?.examples.flatMap(({ value }) => (isRecord(value) ? Object.keys(value) : [])) ?? [];
  return [...(media?.node ? membersOf(model, media.node).map(({ name }) => name) : []), ...sample];
}

function isArray(response: Response, model: ApiModel): boolean {
  const node = jsonOf(response)?.node;
  return node !== undefined && statedTypes(model, node).has('array');
}
