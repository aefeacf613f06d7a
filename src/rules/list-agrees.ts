import { isRecord } from '../core/json.ts';
import { fromPointer, valueAt } from '../core/pointer.ts';
import { isSuccess } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { replaced } from './violations.ts';

/** What list and details both say of an item is the same. */
export const listAgrees = defineRule({
  id: 'list-agrees',
  summary: 'What the list says of an item, the details say as well.',
  form: 'comparison',
  applies: ({ request }) => (request.item?.list.readable && isSuccess(request) ? [request.item.list] : []),
  compares: () => ['whole'],
  title: () => 'The details agree with the list',
  script: ({ agreement, detailsAt }) => js`
    const details = at(answer.json(), ${detailsAt});
    const listed = lists.whole.find((item) => idOf(item) === idOf(details));
    if (!listed) pm.expect.fail('the list has no item ' + brief(idOf(details)));
    Object.keys(listed).forEach((name) => {
      ${
        agreement === 'whole'
          ? js`if (!(name in details)) pm.expect.fail('/' + name + ': the list says ' + brief(listed[name]) + ', the details nothing');`
          : js`if (!(name in details)) return;`
      }
      ${agreement === 'plain' ? js`if (!isPlain(listed[name])) return;` : js``}
      if (!same(listed[name], details[name])) {
        pm.expect.fail('/' + name + ': the list says ' + brief(listed[name]) + ', the details ' + brief(details[name]));
      }
    });
    ${
      agreement === 'plain'
        ? js`
          // The list may show less than all of a text, or of what has members of its own.
          function isPlain(value) {
            return typeof value === 'number' || typeof value === 'boolean' || /^\d{4}-\d\d-\d\d|^[A-Z][A-Z\d_]*$/.test(value);
          }`
        : js``
    }
  `,
  helpers: ['idOf', 'brief', 'same', 'at'],
  violations: (list) => [
    {
      name: 'another value than in the list',
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

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function another(value: unknown) {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return /^\d{4}-/.test(String(value)) ? String(value).replace(/^\d{4}/, '1999') : 'another value';
}
