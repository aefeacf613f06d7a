import { fromPointer, valueAt } from '../core/pointer.ts';
import { replaced } from './mutations.ts';
import { type ContractRequest, isSuccess } from './request.ts';
import { defineRule } from './rule.ts';
import { joined, js } from './script.ts';

/** Details are those of the item that was requested. */
export const itemId = defineRule({
  id: 'item-id',
  restsOn: 'list',
  summary: 'The item in the answer is the one whose id was requested.',
  form: 'test',
  applies: ({ request }) => (request.item && isSuccess(request) ? requestedBy(request, request.item) : []),
  title: () => 'The item has the requested id',
  script: ({ at, example }) =>
    joined(
      [
        js`const id = decodeURIComponent(pm.request.url.getPath().split('/').pop());`,
        // An example may be another name of an item, such as `me`; an id from the list is none.
        ...(example === undefined ? [] : [js`if (id === ${example}) return;`]),
        js`pm.expect(String(idOf(at(body(), ${at}))), 'the id').to.equal(id);`,
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
  /** What is requested before the list was read, where that may be another name of an item. */
  readonly example?: string;
}

function requestedBy(
  request: ContractRequest,
  { list, parameter }: NonNullable<ContractRequest['item']>,
): readonly RequestedId[] {
  if (!list.aliases) return [{ at: list.detailsAt, id: list.id }];
  const value = request.arguments.find((argument) => argument.in === 'path' && argument.name === parameter)?.value;
  return value?.kind === 'variable' ? [{ at: list.detailsAt, id: list.id, example: value.initial }] : [];
}
