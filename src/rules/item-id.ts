import { fromPointer } from '../core/pointer.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { replaced } from './violations.ts';

/** Details are those of the item that was asked for. */
export const itemId = defineRule({
  id: 'item-id',
  summary: 'The item in the answer is the one whose id was asked for.',
  form: 'answer',
  applies: ({ request }) => (request.item ? [request.item.list.id] : []),
  title: () => 'The item is the one that was asked for',
  script: () => js`
    const asked = decodeURIComponent(pm.request.url.getPath().split('/').pop());
    pm.expect(String(idOf(body())), 'the id').to.equal(asked);
  `,
  helpers: ['idOf', 'body'],
  violations: (id) => [
    {
      name: 'another item',
      change: (answer) => ({ ...answer, body: replaced(answer.body, fromPointer(id), 'another-id') }),
    },
  ],
});
