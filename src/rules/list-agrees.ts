import { isRecord } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { isSuccess } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** What list and details both say of an item is the same. */
export const listAgrees = defineRule({
  id: 'list-agrees',
  summary: 'Every member of an item that both the list and the details show has the same value in both.',
  form: 'comparison',
  applies: ({ request }) => (request.item && isSuccess(request) ? [request.item.list] : []),
  title: () => 'The details agree with the list',
  script: () => js`
    const details = answer.json();
    const listed = whole.find((item) => idOf(item) === idOf(details));
    if (!listed) pm.expect.fail('the list has no item ' + brief(idOf(details)));
    Object.keys(listed).filter((name) => name in details).forEach((name) => {
      if (!same(listed[name], details[name])) {
        pm.expect.fail('/' + name + ': the list says ' + brief(listed[name]) + ', the details ' + brief(details[name]));
      }
    });
  `,
  helpers: ['idOf', 'brief', 'same'],
  violations: (list) => [
    {
      name: 'another value than in the list',
      change: (answer) => {
        const { body } = answer;
        if (!isRecord(body)) return undefined;
        const member = Object.keys(body).find(
          (name) => typeof body[name] === 'string' && name !== fromPointer(list.id)[0],
        );
        return member === undefined ? undefined : { ...answer, body: { ...body, [member]: 'another value' } };
      },
    },
  ],
});
