import { toPlainText } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { isSuccess } from './answers.ts';
import { replaced } from './mutations.ts';
import { hasAlways, unlessMissingAt } from './number-place.ts';
import { requestedId } from './requested-id.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

interface ShownId {
  /** JSON pointer to the id in the response. */
  readonly at: string;
  readonly operationPath: string;
  /** The value that is requested until an item was created, which may be an alias of one. */
  readonly example: string;
  readonly isOptional: boolean;
}

/**
 * The response shows the item whose id the response of its creation had, in the same place of the same schema. Only letters of another
 * case are left open, as in a UUID.
 */
export const createdId = defineRule<ShownId>({
  id: 'created-id',
  summary: 'A created item, requested by its id, has this id in the place where the response of its creation had it.',
  form: 'testFor',
  applies: ({ request, model }) => {
    const { shows } = request;
    if (!shows || !isSuccess(request)) return [];
    return [
      {
        ...shows,
        operationPath: request.operation.path,
        isOptional: !hasAlways(request.expected.response, shows.at, model),
      },
    ];
  },
  title: ({ at }) => `${at} is the requested id`,
  script: ({ at, operationPath, example, isOptional }) => {
    const script = js`
      const id = ${requestedId(operationPath)};
      if (id === ${example}) skipHere('alias');
      pm.expect(String(at(body(), ${at})).toLowerCase(), ${at}).to.equal(id.toLowerCase());
    `;
    return isOptional ? unlessMissingAt(at, script) : script;
  },
  mutations: ({ at, example }) => [
    {
      name: 'another created item',
      change: (answer) => {
        const path = fromPointer(at);
        const there = valueAt(answer.body, path);
        if (there === undefined || there === null || toPlainText(there) === example) return undefined;
        return { ...answer, body: replaced(answer.body, path, 'another-id') };
      },
    },
  ],
});
