import { fromPointer, valueAt } from '../core/pointer.ts';
import type { ApiModel } from '../model/types.ts';
import { memberAt } from '../schema/members.ts';
import { keywordOf } from '../schema/walk.ts';
import { isSuccess } from './answers.ts';
import { replaced } from './mutations.ts';
import type { ContractRequest } from './request.ts';
import { requestedId } from './requested-id.ts';
import { defineRule } from './rule.ts';
import { joined, js } from './script.ts';

/** The details are those of the requested item. */
export const itemId = defineRule({
  id: 'item-id',
  restsOn: 'list',
  summary: 'The item in the response has the requested id.',
  form: 'testFor',
  applies: ({ request, model }) =>
    request.item && isSuccess(request) ? requestedBy(request, request.item, model) : [],
  title: () => 'The item has the requested id',
  script: ({ at, example, operationPath, isUuid }) =>
    joined(
      [
        js`const id = ${requestedId(operationPath)};`,
        // The example may be an alias of an item, such as `me`. An id from the list is not.
        ...(example === undefined ? [] : [js`if (id === ${example}) skipHere('alias');`]),
        isUuid
          ? js`pm.expect(String(idOf(at(body(), ${at}))).toLowerCase(), 'the id').to.equal(id.toLowerCase());`
          : js`pm.expect(String(idOf(at(body(), ${at}))), 'the id').to.equal(id);`,
      ],
      0,
    ),
  mutations: ({ at, id, example }) => [
    {
      name: 'another item',
      change: (answer) => {
        const path = fromPointer(`${at}${id}`);
        if (example !== undefined && String(valueAt(answer.body, path)) === example) return undefined;
        return { ...answer, body: replaced(answer.body, path, 'another-id') };
      },
    },
  ],
});

interface RequestedId {
  /** JSON pointer to the item in the details. */
  readonly at: string;
  readonly id: string;
  readonly operationPath: string;
  /** Whether its letters may be of any case. https://www.rfc-editor.org/rfc/rfc9562#section-4 */
  readonly isUuid: boolean;
  /** The value that is requested until the list was read, if it may be an alias of an item. */
  readonly example?: string;
}

function requestedBy(
  request: ContractRequest,
  { list, parameter }: NonNullable<ContractRequest['item']>,
  model: ApiModel,
): readonly RequestedId[] {
  const node = list.id === '' ? list.itemNode : memberAt(model, list.itemNode, fromPointer(list.id))?.schema;
  const isUuid = node !== undefined && keywordOf(model, node, 'format') === 'uuid';
  const requested = { at: list.detailsAt, id: list.id, operationPath: request.operation.path, isUuid };
  if (!list.aliases) return [requested];
  const value = request.arguments.find((argument) => argument.in === 'path' && argument.name === parameter)?.value;
  return value?.kind === 'variable' ? [{ ...requested, example: value.initial }] : [];
}
