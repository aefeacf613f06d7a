import { defineAnswerRule } from './answer-rule.ts';
import { jsonOf } from './answers.ts';
import { js } from './script.ts';

/**
 * JSON between systems is encoded as UTF-8. "Implementations MUST NOT add a byte order mark": clients may ignore one, and many cannot parse it.
 * https://www.rfc-editor.org/rfc/rfc8259#section-8.1
 */
export const utf8 = defineAnswerRule<true>({
  id: 'utf-8',
  summary: 'A JSON body is valid UTF-8, without a byte order mark.',
  expects: ({ response }) => (jsonOf(response) ? [true] : []),
  title: () => 'The body is valid UTF-8',
  script: () => js`
    expectUtf8();
  `,
  mutations: () => [
    {
      name: 'text in Latin-1',
      change: (answer) => ({ ...answer, raw: [...Buffer.from(`${JSON.stringify(answer.body)}\n"é"`, 'latin1')] }),
    },
    {
      name: 'a byte order mark before it',
      change: (answer) => ({ ...answer, raw: [...Buffer.from(`\ufeff${JSON.stringify(answer.body)}`)] }),
    },
  ],
});
