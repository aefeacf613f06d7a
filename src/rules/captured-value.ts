import { fromPointer } from '../core/pointer.ts';
import { replaced } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The answer holds what later requests need, and the collection captures it for them. */
export const capturedValue = defineRule({
  id: 'captured-value',
  summary: 'The answer holds the value that a later request needs; it is captured in a variable.',
  form: 'capture',
  applies: ({ request }) => request.captures.filter((capture) => capture.kind === 'member'),
  title: ({ variable }) => `The response provides ${variable} for later requests`,
  script: ({ variable, body }) => js`${variable}, () => at(body(), ${body})`,
  mutations: ({ body }) => [
    {
      name: 'the value missing',
      change: (answer) => ({ ...answer, body: replaced(answer.body, fromPointer(body), null) }),
    },
  ],
});
