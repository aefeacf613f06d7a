import { defineAnswerRule } from './answer-rule.ts';
import { isSuccessAnswer } from './request.ts';
import { js } from './script.ts';

/**
 * Only for successes that are documented by their status: many descriptions document just the status of an error response, and just
 * the existence of a `default`, although they have a body.
 */
export const noBody = defineAnswerRule<true>({
  id: 'no-body',
  summary: 'A success response that is documented without content has no body.',
  expects: (answer) => {
    const isStated = isSuccessAnswer(answer) && answer.response.status.startsWith('2');
    return isStated && answer.response.media.length === 0 ? [true] : [];
  },
  title: () => 'The response has no body',
  script: () => js`
    pm.expect(pm.response.text() || '', 'the body').to.equal('');
  `,
  mutations: () => [
    {
      name: 'an undocumented body',
      change: (answer) => ({
        ...answer,
        status: answer.status === 204 ? 200 : answer.status,
        body: { unexpected: true },
      }),
    },
  ],
});
