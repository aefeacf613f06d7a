import { isRecord, type Json } from '../core/json.ts';
import { fromPointer } from '../core/pointer.ts';
import { chosenRequirement } from '../model/chosen-security.ts';
import type { ListMeaning } from '../model/list-meaning.ts';
import { continuationOf, toAbove } from '../model/paths-below.ts';
import type { Operation } from '../model/types.ts';
import { type SharedSchema, toSharedSchema } from '../schema/shared-schema.ts';
import { toJudgeable } from '../schema/to-judgeable.ts';
import { jsonOf } from './answers.ts';
import { another, isScalar } from './list-agrees.ts';
import { itemsIn, withItems } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

interface Details {
  readonly list: ListMeaning;
  readonly shared: SharedSchema;
}

/** One correct item proves little: others may be closed, lack a member, or be on a later page. So several kinds are sampled. */
export const detailsAgree = defineRule<Details>({
  id: 'details-agree',
  restsOn: 'list',
  summary: 'The details of items sampled from the whole list satisfy their schema and agree with the list.',
  form: 'compare',
  applies: ({ request: { looksAt, listQuery, operation }, model }) => {
    if (!looksAt?.includes('details') || !listQuery?.list.unique) return [];
    const details = model.operations.find((other) => showsItemOf(operation, other));
    // The script requests the details with the credentials of the list.
    const response = details && isAsOpen(operation, details) ? details.responses[0] : undefined;
    const node = response && jsonOf(response)?.node;
    return node ? [{ list: listQuery.list, shared: toSharedSchema(toJudgeable(node, model).schema, model) }] : [];
  },
  reads: () => ['whole', 'details'],
  title: () => 'The details of sampled items agree with the list',
  script: ({ list, shared }) => js`
    const schema = ${shared.schema}, own = items(response);
    let compared = 0;
    if (details.length === 0) skipHere('empty-list');
    details.forEach((found) => {
      if (found.body === undefined) return;
      const of = 'of ' + brief(idOf(found.listed)) + ': ';
      if (found.body === null) pm.expect.fail(of + 'it is in the list, but it has no details');
      const problems = problemsIn(found.body, schema);
      if (problems.length > 0) pm.expect.fail(of + problems[0]);
      const listed = own.find((item) => idOf(item) === idOf(found.listed)) || found.listed;
      compared += expectAgreement(listed, at(found.body, ${list.detailsAt}));
    });
    if (!compared) skipHere('nothing-shared');
  `,
  schemas: ({ shared }) => [shared],
  mutations: ({ list }) => [
    {
      name: 'a value that differs from the details',
      change: (answer) => {
        const [first, ...rest] = itemsIn(answer, list.items);
        if (!isRecord(first)) return undefined;
        const isPlain = (value: unknown) =>
          list.agreement !== 'plain' || typeof value !== 'string' || /^\d{4}-/.test(value);
        const [id] = fromPointer(list.id);
        const name = Object.keys(first).find((name) => name !== id && isScalar(first[name]) && isPlain(first[name]));
        return name === undefined
          ? undefined
          : withItems(answer, list.items, [{ ...first, [name]: another(first[name]) } as Json, ...rest]);
      },
    },
  ],
});

/** Whether the credentials for the list are enough for the details. */
function isAsOpen(list: Operation, details: Operation): boolean {
  const schemesOf = (operation: Operation) => chosenRequirement(operation)?.needs.map(({ scheme }) => scheme) ?? [];
  return schemesOf(details).every((scheme) => schemesOf(list).includes(scheme));
}

/** `GET /orders/{id}` beside `GET /orders`. */
function showsItemOf(list: Operation, { method, path, responses }: Operation): boolean {
  return (
    method === 'get' &&
    continuationOf(path)?.above === toAbove(list.path) &&
    responses[0]?.status.startsWith('2') === true
  );
}
