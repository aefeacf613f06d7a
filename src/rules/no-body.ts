import { isWithoutContent } from '../model/read-responses.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { isSuccessAnswer } from './request.ts';
import { js } from './script.ts';

/**
 * Only for successes: many descriptions document just the status of an error response, although it has a body. Where HTTP allows no
 * content, a client reads none, so there is nothing to compare.
 */
export const noBody = defineAnswerRule<true>({
  id: 'no-body',
  summary: 'A success response that is documented without content has no body.',
  expects: (answer, { request: { operation } }) => {
    const mayHaveBody = isSuccessAnswer(answer) && !isWithoutContent(operation.method, String(answer.status));
    return mayHaveBody && answer.response.media.length === 0 ? [true] : [];
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
        body: { unexpected: true },
      }),
    },
  ],
});
