import { isSuccess } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';

/** Where the description gives a success no content, it has none. Of refusals many descriptions tell the status only. */
export const noBody = defineRule({
  id: 'no-body',
  summary: 'A success that has no content in the description has no body.',
  form: 'answer',
  applies: ({ request }) => (isSuccess(request) && request.expected.response.media.length === 0 ? [true] : []),
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
