import { fromPointer } from '../core/pointer.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { replaced } from './violations.ts';

/** The answer holds what later requests need, and the collection keeps it for them. */
export const keptValue = defineRule({
  id: 'kept-value',
  summary: 'The answer holds the value that a later request needs; it is kept in a variable.',
  form: 'capture',
  applies: ({ request }) => request.keeps.filter((kept) => kept.kind === 'member'),
  title: ({ variable }) => `The answer gives ${variable} for the requests that follow`,
  script: ({ variable, body }) => js`${variable}, () => at(body(), ${body})`,
  violations: ({ body }) => [
    {
      name: 'the value missing',
      change: (answer) => ({ ...answer, body: replaced(answer.body, fromPointer(body), null) }),
    },
  ],
});
