import { isRecord } from '../core/json.ts';
import type { Cause, Media } from '../model/types.ts';
import { isSuccess, jsonMedia } from './request.ts';
import { defineRule } from './rule.ts';
import { js } from './script.ts';
import { replaced } from './violations.ts';

/** A refusal tells its cause by a code: the one that the description gives the cause. */
export const refusalCode = defineRule({
  id: 'refusal-code',
  summary: 'The code in a refusal is the one that the examples of the description give its cause.',
  form: 'answer',
  applies: ({ request }) => {
    const media = isSuccess(request) ? undefined : jsonMedia(request);
    const codes = media ? documentedCodes(media, request.expected.cause) : [];
    return codes.length > 0 ? [codes] : [];
  },
  title: (codes) => `The code is ${codes.join(' or ')}`,
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

/** A server need not know whether a token was never issued or is out of date. */
const ALIKE: Readonly<Partial<Record<Cause, Cause>>> = { 'invalid-credentials': 'expired-credentials' };

/** The `code` of each example with the cause; none where the description does not tell. */
function documentedCodes(media: Media, cause: Cause | undefined): readonly (number | string)[] {
  if (cause === undefined) return [];
  const alike = ALIKE[cause] ?? cause;
  return media.examples
    .filter((example) => example.cause === cause || example.cause === alike)
    .flatMap((example) => (isRecord(example.value) ? [example.value['code']] : []))
    .filter((code): code is number | string => typeof code === 'number' || typeof code === 'string');
}
