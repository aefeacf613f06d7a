import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** Whether an assertion is one of this rule: it depends on the machine as well. */
export function isTimeBudget(title: string): boolean {
  return /^The response arrives within \d+(?:\.\d+)? ms$/.test(title);
}

/** The response arrives within the time budget of the operation. */
export const timeBudget = defineRule({
  id: 'time-budget',
  summary:
    'The response arrives within the time budget of its operation (`x-time-budget`, in milliseconds), if the description declares one.',
  form: 'testFor',
  applies: ({ request }) => [request.operation.timeBudget].filter((budget) => typeof budget === 'number'),
  title: (budget) => `The response arrives within ${budget} ms`,
  script: (budget) => js`
    pm.expect(pm.response.responseTime, 'response time in ms').to.be.at.most(${budget});
  `,
  mutations: (budget) => [{ name: 'too slow', change: (answer) => ({ ...answer, delay: budget + 200 }) }],
});
