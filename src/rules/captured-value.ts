import { fromPointer } from '../core/pointer.ts';
import { replaced } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The response contains a value that later requests need. The collection stores it in a variable. */
export const capturedValue = defineRule({
  id: 'captured-value',
  summary: 'The response contains a value that later requests need. It is stored in a variable.',
  form: 'capture',
  applies: ({ request }) => request.captures.filter((capture) => capture.kind === 'member'),
  title: ({ variable }) => `The response provides ${variable} for later requests`,
  script: ({ variable, body, as }) => js`${variable}, () => at(body(), ${body})${as ? js`, true` : js``}`,
  mutations: ({ body }) => [
    {
      name: 'the value missing',
      change: (answer) => ({ ...answer, body: replaced(answer.body, fromPointer(body), null) }),
    },
  ],
});
