import { isWithoutContent } from '../model/read-responses.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { isSuccessAnswer } from './answers.ts';
import { js } from './script.ts';

/**
 * Only for successes whose description says so, by `content: {}` or a `Content-Length` of 0. A description without `content` documents
 * no body, and forbids none: https://github.com/OAI/OpenAPI-Specification/issues/3536 (ADR 38). Where HTTP allows no content, a client
 * reads none, so there is nothing to compare.
 */
export const noBody = defineAnswerRule<true>({
  id: 'no-body',
  summary: 'A success response that is documented with empty content has no body.',
  expects: (answer, { method }) => {
    const isStated = isSuccessAnswer(answer) && answer.response.isEmpty === true;
    return isStated && !isWithoutContent(method, String(answer.status)) ? [true] : [];
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
