import { fromPointer } from '../core/pointer.ts';
import { defineRule } from './rule.ts';
import { joined, js } from './script.ts';
import { replaced } from './violations.ts';

/** The answer holds what later requests need, and the collection keeps it for them. */
export const keptValue = defineRule({
  id: 'kept-value',
  summary: 'The answer holds the value that a later request needs; it is kept in a variable.',
  form: 'answer',
  applies: ({ request }) =>
    request.keeps.map((kept) => ({
      ...kept,
      inferredItems: request.listQuery?.list.origin === 'inferred' ? request.listQuery.list.items : undefined,
    })),
  title: ({ variable }) => `The answer gives ${variable} for the requests that follow`,
  script: ({ variable, body, inferredItems }) =>
    joined(
      [
        // That a list has an item is no convention. `length` is an own member of an array.
        ...(inferredItems === undefined ? [] : [js`if (at(body(), ${`${inferredItems}/length`}) === 0) return;`]),
        js`
          const value = at(body(), ${body});
          pm.expect(value, ${`the value at ${body}`}).to.not.be.oneOf([undefined, null, '']);
          pm.collectionVariables.set(${variable}, value);
        `,
      ],
      0,
    ),
  helpers: ['at', 'body'],
  violations: ({ body }) => [
    {
      name: 'the value missing',
      change: (answer) => ({ ...answer, body: replaced(answer.body, fromPointer(body), null) }),
    },
  ],
});
