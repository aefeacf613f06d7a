import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** Where the description gives an answer no content, the answer has none. */
export const noBody = defineRule({
  id: 'no-body',
  summary: 'An answer that has no content in the description has no body.',
  form: 'answer',
  applies: ({ request }) => (request.expected.response.media.length === 0 ? [true] : []),
  title: () => 'The answer has no body',
  script: () => js`
    pm.expect(pm.response.text() || '', 'the body').to.equal('');
  `,
  helpers: [],
  violations: () => [
    {
      name: 'a body that was not promised',
      change: (answer) => ({
        ...answer,
        status: answer.status === 204 ? 200 : answer.status,
        body: { unexpected: true },
      }),
    },
  ],
});
