import { isWithoutContent } from '../model/read-responses.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { isSuccessAnswer } from './answers.ts';
import { js } from './script.ts';

/**
 * Only for successes that are documented by their status: many descriptions document just the status of an error response, and just
 * the existence of a `default`, although they have a body. Where HTTP allows no content, a client reads none, so there is nothing to compare.
 */
export const noBody = defineAnswerRule<true>({
  id: 'no-body',
  summary: 'A success response that is documented without content has no body.',
  expects: (answer, { request: { operation } }) => {
    const isStated = isSuccessAnswer(answer) && answer.response.status.startsWith('2');
    const mayHaveBody = isStated && !isWithoutContent(operation.method, String(answer.status));
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
