import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { isSuccess } from './answers.ts';
import { replaced } from './mutations.ts';
import type { ContractRequest } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The list and the details have the same values for an item. */
export const listAgrees = defineRule({
  id: 'list-agrees',
  restsOn: 'list',
  summary: 'The details of an item have the same values as the list.',
  form: 'compare',
  applies: ({ request }) =>
    request.item?.list.readable && isSuccess(request) && !isCreated(request) ? [request.item.list] : [],
  reads: () => ['whole'],
  title: () => 'The details agree with the list',
  script: ({ detailsAt }) => js`
    const details = at(body(response), ${detailsAt});
    const listed = whole.items.find((item) => same(idOf(item), idOf(details), meansSame));
    if (!listed && whole.isCut) skipHere('list-too-long');
    if (!listed) pm.expect.fail('the list does not contain the item ' + brief(idOf(details)));
    if (!expectAgreement(listed, details)) skipHere('nothing-shared');
  `,
  mutations: (list) => [
    {
      name: 'a value that differs from the list',
      change: (answer) => {
        const path = fromPointer(list.detailsAt);
        const body = valueAt(answer.body, path);
        if (!isRecord(body)) return undefined;
        const isId = (name: string) => name === fromPointer(list.id)[0];
        const plain = (value: unknown) =>
          list.agreement !== 'plain' || typeof value !== 'string' || /^\d{4}-/.test(value);
        const member = Object.keys(body).find((name) => !isId(name) && isScalar(body[name]) && plain(body[name]));
        return member === undefined
          ? undefined
          : { ...answer, body: replaced(answer.body, [...path, member], another(body[member])) };
      },
    },
  ],
});

/** Whether the item is one that the collection created: the list may show it later, or not at all. */
function isCreated({ arguments: given }: ContractRequest): boolean {
  return given.some(({ in: place, value }) => place === 'path' && value.kind === 'variable' && value.created);
}

export function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

export function another(value: unknown) {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return /^\d{4}-/.test(String(value)) ? String(value).replace(/^\d{4}/, '1999') : 'another value';
}
