import { fromPointer } from '../core/pointer.ts';
import { replaced } from './mutations.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { statusesLikeFirst } from './statuses.ts';

/** The response contains a value that later requests need. The collection stores it in a variable. */
export const capturedValue = defineRule({
  id: 'captured-value',
  summary: 'The response contains a value that later requests need. It is stored in a variable.',
  form: 'capture',
  applies: ({ request }) =>
    request.captures.flatMap((capture) =>
      capture.kind === 'member' ? [{ ...capture, statuses: statusesLikeFirst(request) }] : [],
    ),
  title: ({ variable }) => `The response provides ${variable} for later requests`,
  script: ({ variable, body, as, statuses }) => {
    const find = js`${variable}, () => at(body(), ${body})`;
    if (statuses) return js`${find}, ${as !== undefined}, ${statuses}`;
    return as ? js`${find}, true` : find;
  },
  mutations: ({ body }) => [
    {
      name: 'the value missing',
      change: (answer) => ({ ...answer, body: replaced(answer.body, fromPointer(body), null) }),
    },
  ],
});
