import { defineAnswerRule } from './answer-rule.ts';
import { isSuccessAnswer } from './request.ts';
import { js } from './script.ts';

/** Where the description gives a success no content, it has none. Of refusals many descriptions tell the status only. */
export const noBody = defineAnswerRule<true>({
  id: 'no-body',
  summary: 'A success that has no content in the description has no body.',
  expects: (answer) => (isSuccessAnswer(answer) && answer.response.media.length === 0 ? [true] : []),
  title: () => 'The response has no body',
  script: () => js`
    pm.expect(pm.response.text() || '', 'the body').to.equal('');
  `,
  mutations: () => [
    {
      name: 'a body that was not documented',
      change: (answer) => ({
        ...answer,
        status: answer.status === 204 ? 200 : answer.status,
        body: { unexpected: true },
      }),
    },
  ],
});
