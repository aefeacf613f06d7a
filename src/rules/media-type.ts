import { defineAnswerRule } from './answer-rule.ts';
import { jsonOf } from './request.ts';
import { js } from './script.ts';

/** The answer has the media type that the description gives it. https://www.rfc-editor.org/rfc/rfc9110#name-content-type */
export const mediaType = defineAnswerRule<string>({
  id: 'media-type',
  summary: 'The answer has the documented media type, whatever its charset.',
  expects: ({ response }) => [jsonOf(response)?.type].filter((type) => type !== undefined),
  title: (types) => `Content-Type is ${types.join(' or ')}`,
  script: (type) => js`
    pm.expect(mediaType()).to.equal(${type.split(';')[0]?.trim().toLowerCase()});
  `,
  mutations: () => [
    {
      name: 'JSON sent as text',
      change: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }),
    },
    {
      name: 'a media type that only looks like it',
      change: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'application/jsonp' } }),
    },
  ],
});
