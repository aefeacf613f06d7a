import { fromPointer } from '../core/pointer.ts';
import type { ApiModel } from '../model/types.ts';
import { isPromised } from '../schema/members.ts';
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
      const isOptional = capture.forOthers === true && !isThere(capture.body, request, model);
      return [{ ...capture, statuses: statusesLikeFirst(request), isOptional }];
    }),
  title: ({ variable }) => `The response provides ${variable} for later requests`,
  script: ({ variable, body, as, statuses, isOptional }) => {
    if (as === 'json') return js`${variable}, () => jsonAt(${body}), true, ${statuses ?? '2XX'}`;
    const value = isOptional ? js`atIfThere(body(), ${body})` : js`at(body(), ${body})`;
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
 * promise that it can be followed:
 * https://spec.openapis.org/oas/v3.1.1.html#link-object
 */
function isThere(body: string, request: ContractRequest, model: ApiModel): boolean {
  const list = request.listQuery?.list;
  const first = list && `${list.items}/0`;
  if (list?.itemNode && first !== undefined && `${body}/`.startsWith(`${first}/`)) {
    return list.degree === 'declared' || isPromised(model, list.itemNode, fromPointer(body.slice(first.length)));
  }
  const node = jsonMedia(request)?.node;
  return node !== undefined && isPromised(model, node, fromPointer(body));
}
