import { fromPointer } from '../core/pointer.ts';
import type { ApiModel } from '../model/types.ts';
import { isPlainAt, isPromised } from '../schema/members.ts';
import { jsonMedia } from './answers.ts';
import { replaced } from './mutations.ts';
import type { ContractRequest } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { statusesLikeFirst } from './statuses.ts';

/** The response contains a value that later requests need. The collection stores it in a variable. */
export const capturedValue = defineRule({
  id: 'captured-value',
  summary: 'The response contains a value that later requests need. It is stored in a variable.',
  form: 'capture',
  applies: ({ request, model }) =>
    request.captures.flatMap((capture) => {
      if (capture.kind !== 'member') return [];
      const isOptional = !isThere(capture.body, request, model);
      const mayBeOther = capture.as !== 'json' && !isPlain(capture.body, request, model);
      return [{ ...capture, statuses: statusesLikeFirst(request), isOptional, mayBeOther }];
    }),
  title: ({ variable }) => `The response provides ${variable} for later requests`,
  script: ({ variable, body, as, statuses, isOptional, mayBeOther }) => {
    if (as === 'json') {
      const json = isOptional ? js`jsonIfThere(${body})` : js`jsonAt(${body})`;
      return js`${variable}, () => ${json}, true, ${statuses ?? '2XX'}`;
    }
    const found = isOptional ? js`atIfThere(body(), ${body})` : js`at(body(), ${body})`;
    const value = mayBeOther ? js`ifPlain(${found})` : found;
    const find = js`${variable}, () => ${value}`;
    if (statuses) return js`${find}, ${as !== undefined}, ${statuses}`;
    return as ? js`${find}, true` : find;
  },
  mutations: ({ body, isOptional }) => [
    {
      name: 'the value missing',
      change: (answer) =>
        isOptional ? undefined : { ...answer, body: replaced(answer.body, fromPointer(body), null) },
    },
  ],
});

/**
 * Whether every correct response has the value; of a list, every one with items. A declared list has what it declares. A link does not
 * promise that it can be followed, and an output of a step that the response has what its schema makes optional:
 * https://spec.openapis.org/oas/v3.1.1.html#link-object
 */
function isThere(body: string, request: ContractRequest, model: ApiModel): boolean {
  const found = placeOf(body, request);
  return found !== undefined && (found.isDeclared || isPromised(model, found.node, found.path));
}

/** Whether the value can stand in a URL or a header: it is no empty text, no array and no object. The id of a declared list can. */
function isPlain(body: string, request: ContractRequest, model: ApiModel): boolean {
  const { list } = request.listQuery ?? {};
  if (list?.degree === 'declared' && body === `${list.items}/0${list.id}`) return true;
  const found = placeOf(body, request);
  return found !== undefined && isPlainAt(model, found.node, found.path);
}

/** The schema that describes a value, and the path in it. */
function placeOf(body: string, request: ContractRequest) {
  const list = request.listQuery?.list;
  const first = list && `${list.items}/0`;
  if (list?.itemNode && first !== undefined && `${body}/`.startsWith(`${first}/`)) {
    const path = fromPointer(body.slice(first.length));
    return { node: list.itemNode, path, isDeclared: list.degree === 'declared' };
  }
  const node = jsonMedia(request)?.node;
  return node && { node, path: fromPointer(body), isDeclared: false };
}
