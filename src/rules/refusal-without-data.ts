import { isSuccess, jsonMedia } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** A refusal gives nothing away: it holds none of the members by which an item is known. */
export const refusalWithoutData = defineRule({
  id: 'refusal-without-data',
  summary: 'A refusal holds no item: neither a list nor the id of one.',
  form: 'answer',
  applies: ({ request }) => {
    const list = request.item?.list ?? request.operation.list;
    // An inferred id may be called as a member of any refusal is, such as `code`.
    return isSuccess(request) || !jsonMedia(request) || list?.origin !== 'declared' ? [] : [list.id];
  },
  title: () => 'The refusal gives no data away',
  script: (id) => js`
    const refusal = body();
    pm.expect(refusal, 'the refusal').to.be.an('object');
    pm.expect(at(refusal, ${id}), ${`the member ${id}`}).to.equal(undefined);
  `,
  helpers: ['body', 'at'],
  violations: () => [{ name: 'data in a refusal', change: (answer) => ({ ...answer, body: [{ id: 'leaked' }] }) }],
});
