import { isRecord } from '../core/json.ts';
import { bareType, isJsonType } from '../core/media-types.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { isRefusalAnswer } from './answers.ts';
import { replaced } from './mutations.ts';
import { js } from './script.ts';

/** The `status` member of a problem, if present, is the HTTP status. https://www.rfc-editor.org/rfc/rfc9457#section-3.1.2 */
export const problemStatus = defineAnswerRule<true>({
  id: 'problem-status',
  summary:
    'The `status` member of a problem (`application/problem+json`), if present, is the HTTP status of the response.',
  expects: (answer) => {
    // Beside another JSON type, `status` may be a member of that one.
    const types = answer.response.media.map(({ type }) => bareType(type)).filter(isJsonType);
    const isProblem = types.length > 0 && types.every((type) => type === 'application/problem+json');
    return isProblem && isRefusalAnswer(answer) ? [true] : [];
  },
  title: () => 'The problem status is the HTTP status',
  script: () => js`
    const stated = body().status;
    if (stated === undefined) skipHere('not-present');
    pm.expect(stated, '/status').to.equal(pm.response.code);
  `,
  mutations: () => [
    {
      name: 'another status in the problem',
      change: (answer) =>
        isRecord(answer.body) ? { ...answer, body: replaced(answer.body, ['status'], 299) } : undefined,
    },
  ],
});
