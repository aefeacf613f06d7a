import { defineAnswerRule } from './answer-rule.ts';
import { isSuccessAnswer } from './request.ts';
import { js } from './script.ts';

/** Only for successes: many descriptions document just the status of an error response, although it has a body. */
export const noBody = defineAnswerRule<true>({
  id: 'no-body',
  summary: 'A success response that is documented without content has no body.',
  // HTTP gives a HEAD no body, whatever the server does, so there is nothing to judge.
  expects: (answer, { request }) =>
    isSuccessAnswer(answer) && answer.response.media.length === 0 && request.operation.method !== 'head' ? [true] : [],
  title: () => 'The response has no body',
  script: () => js`
    pm.expect(pm.response.text() || '', 'the body').to.equal('');
  `,
  mutations: () => [
    {
      name: 'an undocumented body',
      change: (answer) => ({
        ...answer,
        // These have no body in HTTP.
        status: [204, 205].includes(answer.status) ? 200 : answer.status,
        body: { unexpected: true },
      }),
    },
  ],
});
