import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** The answer has the one status that this request must get. */
export const status = defineRule({
  id: 'status',
  summary: 'The answer has the status that the description documents for this request.',
  form: 'answer',
  applies: ({ request }) => [request.expected.status],
  title: (expected) => `Status is ${expected}`,
  script: (expected) => js`
    pm.expect(pm.response.code, 'HTTP status').to.equal(${expected});
  `,
  helpers: [],
  violations: (expected) => [
    { name: 'another success', change: (answer) => ({ ...answer, status: expected === 202 ? 200 : 202 }) },
    { name: 'a server error', change: (answer) => ({ ...answer, status: 500 }) },
  ],
});
