import { isRecord } from '../core/json.ts';
import type { Cause, Media } from '../model/types.ts';
import { defineAnswerRule } from './answer-rule.ts';
import { isSuccessAnswer, jsonOf } from './request.ts';
import { js } from './script.ts';
import { replaced } from './violations.ts';

/** A refusal tells its cause by a code: the one that the description gives the cause. */
export const refusalCode = defineAnswerRule<readonly (number | string)[]>({
  id: 'refusal-code',
  summary: 'The code in a refusal is the one that the examples of the description give its cause.',
  promises: (answer) => {
    const media = isSuccessAnswer(answer) ? undefined : jsonOf(answer.response);
    const codes = media ? documentedCodes(media, answer.causes ?? []) : [];
    return codes.length > 0 ? [codes] : [];
  },
  title: (all) => `The code is ${[...new Set(all.flat())].join(' or ')}`,
  script: (codes) => js`
    pm.expect(body().code, 'code').to.be.oneOf(${codes});
  `,
  helpers: ['body'],
  violations: () => [
    {
      name: 'an undocumented code',
      change: (answer) => ({ ...answer, body: replaced(answer.body, ['code'], 99999) }),
    },
  ],
});

/** The `code` of each example with the cause; none where the description does not tell. */
function documentedCodes(media: Media, causes: readonly Cause[]): readonly (number | string)[] {
  return media.examples
    .filter((example) => example.cause !== undefined && causes.includes(example.cause))
    .flatMap((example) => (isRecord(example.value) ? [example.value['code']] : []))
    .filter((code): code is number | string => typeof code === 'number' || typeof code === 'string');
}
